using System.Globalization;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>Where a site says it is.</summary>
/// <param name="Zone">Its time zone in words.</param>
/// <param name="Bias">Minutes to add to its local time for UTC; -420 in Vietnam.</param>
/// <param name="Locale">Its locale: 1066 is Vietnamese.</param>
public sealed record SiteRegion(string Zone, int Bias, int Locale);

/// <summary>What SharePoint lets whoever asks do on a site; the bits of its own mask that matter here.</summary>
[Flags]
public enum SiteMay
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Read items.</summary>
    Read = 0x1,

    /// <summary>Add items.</summary>
    Add = 0x2,

    /// <summary>Change items.</summary>
    Change = 0x4,

    /// <summary>Delete items.</summary>
    Delete = 0x8,

    /// <summary>Make and change lists.</summary>
    ManageLists = 0x800,

    /// <summary>Give and take rights.</summary>
    ManageRights = 0x2000000,
}

/// <summary>What is asked of a site before it is trusted. Nothing here writes.</summary>
public sealed partial class SharePointRest
{
    private const SiteMay Known = SiteMay.Read | SiteMay.Add | SiteMay.Change | SiteMay.Delete | SiteMay.ManageLists | SiteMay.ManageRights;

    /// <summary>Time zone and locale of a site.</summary>
    public async Task<SiteRegion> RegionAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read the region of the site", HttpMethod.Get, $"{sitePath}/_api/web/regionalsettings?$expand=TimeZone", null, cancellationToken);
        return answer["TimeZone"] is JObject zone && (int?)zone["Information"]?["Bias"] is { } bias && (int?)answer["LocaleId"] is { } locale
            ? new SiteRegion((string?)zone["Description"] ?? "", bias, locale)
            : throw new M365Exception(Failure.Unknown, "read the region of the site", "the service told neither zone nor locale");
    }

    /// <summary>What we may do on a site.</summary>
    public async Task<SiteMay> MayAsync(string sitePath, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("read our rights on the site", HttpMethod.Get, $"{sitePath}/_api/web/effectivebasepermissions", null, cancellationToken);
        // With more metadata the mask stands inside a member of this name.
        var mask = answer["EffectiveBasePermissions"] as JObject ?? answer;
        return uint.TryParse((string?)mask["Low"], NumberStyles.None, CultureInfo.InvariantCulture, out var low)
            ? (SiteMay)low & Known
            : throw new M365Exception(Failure.Unknown, "read our rights on the site", "the service told no mask");
    }
}
