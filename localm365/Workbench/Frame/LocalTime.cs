namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Stored moments as people read them: in the site's own time, day before month.</summary>
internal static class LocalTime
{
    public static string Show(string utc, bool dateOnly = false) =>
        Local(utc).ToString(dateOnly ? "dd/MM/yyyy" : "dd/MM/yyyy HH:mm", CultureInfo.InvariantCulture);

    public static DateTimeOffset Local(string utc) => DateTimeOffset.Parse(utc, CultureInfo.InvariantCulture).ToOffset(TenantClock.SiteOffset);

    public static DateTimeOffset Local(DateTimeOffset moment) => moment.ToOffset(TenantClock.SiteOffset);
}
