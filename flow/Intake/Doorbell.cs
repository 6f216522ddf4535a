using System.Globalization;
using EmulationM365.Schema;

namespace EmulationM365.Intake;

/// <summary>Says that a list of a site may have changed: all that the queue carries.</summary>
/// <param name="Site">Place of the site in the settings.</param>
/// <param name="List">Schema name of the list.</param>
public sealed record Doorbell(int Site, string List)
{
    /// <summary>As it stands in the queue: <c>0:UnitReturns</c>.</summary>
    public override string ToString() => $"{Site.ToString(CultureInfo.InvariantCulture)}:{List}";

    /// <summary>Reads a doorbell from the queue; null when it is none.</summary>
    public static Doorbell? Read(string text) =>
        text.Split(':') is [var site, var list] && int.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && SiteSchema.Lists.Any(known => known.Name == list)
            ? new Doorbell(index, list) : null;

    /// <summary>Lists to look at in a minute: those without a subscription that is alive each minute, the others every twenty.</summary>
    public static IEnumerable<Doorbell> Due(int site, DateTimeOffset now, IReadOnlyDictionary<string, KnownSubscription> subscriptions) =>
        from list in SiteSchema.Lists
        where list.Watch != Watch.No
        where now.Minute % 20 == 0 || !(subscriptions.TryGetValue(list.Name, out var subscription) && subscription.Until > now)
        select new Doorbell(site, list.Name);
}
