namespace EmulationM365.LocalM365;

/// <summary>The region of every site is Viet Nam; its time of day is <see cref="TenantClock.SiteOffset"/>.</summary>
internal static class SiteRegion
{
    /// <summary>A point between thousands, a comma before decimals.</summary>
    public static NumberFormatInfo Numbers { get; } = NumberFormatInfo.ReadOnly(new NumberFormatInfo { NumberGroupSeparator = ".", NumberDecimalSeparator = "," });
}
