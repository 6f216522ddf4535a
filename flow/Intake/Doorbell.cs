using System.Globalization;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Intake;

/// <summary>Who rang, and when by the ringer's own measure: only the process that rang can compare it with anything.</summary>
/// <param name="Process">Random name of the process.</param>
/// <param name="At">A timestamp of that process.</param>
public sealed record Ring(string Process, long At);

/// <summary>Says that a list of a site may have changed: all that the queue carries.</summary>
/// <param name="Site">Place of the site in the settings.</param>
/// <param name="List">Schema name of the list.</param>
/// <param name="Rung">Who rang and when; null when nobody said: then it is always followed.</param>
public sealed record Doorbell(int Site, string List, Ring? Rung = null)
{
    /// <summary>As it stands in the queue: <c>0:UnitReturns</c>, or <c>0:UnitReturns@3f9c,1234</c>.</summary>
    public override string ToString() => Rung is { } rung
        ? string.Create(CultureInfo.InvariantCulture, $"{Site}:{List}@{rung.Process},{rung.At}") : string.Create(CultureInfo.InvariantCulture, $"{Site}:{List}");

    /// <summary>Reads a doorbell from the queue; null when it is none.</summary>
    public static Doorbell? Read(string text)
    {
        var (place, mark) = text.Split('@') switch { [var bare] => (bare, null), [var before, var after] => (before, (string?)after), _ => ("", null) };
        if (place.Split(':') is not [var site, var list] || !int.TryParse(site, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || SiteSchema.Lists.All(known => known.Name != list)) return null;
        if (mark is null) return new Doorbell(index, list);
        return mark.Split(',') is [{ Length: > 0 } process, var at] && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var moment)
            ? new Doorbell(index, list, new Ring(process, moment)) : null;
    }

    /// <summary>
    /// Lists to look at now: those without a subscription that is alive each minute, the others when twenty minutes (an hour, where nothing is urgent) have gone by since they were last looked at, by
    /// whichever tick comes first. A list that only the worker writes to has no subscription and is looked at as seldom as long as any is alive: what this process
    /// wrote there it follows up from its own memory. Settings without a subscription are looked at each five minutes: so long they are kept in memory anyway.
    /// </summary>
    /// <param name="site">Place of the site in the settings.</param>
    /// <param name="now">The present.</param>
    /// <param name="subscriptions">The subscriptions by list.</param>
    /// <param name="lookedAt">When this process last rang for a list or read it; null = never.</param>
    public static IEnumerable<Doorbell> Due(int site, DateTimeOffset now, IReadOnlyDictionary<string, KnownSubscription> subscriptions, Func<string, DateTimeOffset?> lookedAt)
    {
        var heard = subscriptions.Values.Any(subscription => subscription.Until > now);
        return from list in SiteSchema.Lists
               where list.Watch != Watch.No
               let watched = list.Watch == Watch.Poll ? heard : subscriptions.TryGetValue(list.Name, out var subscription) && subscription.Until > now
               let every = watched ? (list.Unhurried ? EveryHour : Every) : ReferenceLists.Reads(list.Name) ? ReferenceLists.KeptFor : TimeSpan.Zero
               where lookedAt(list.Name) is not { } last || now - last >= every || now < last
               select new Doorbell(site, list.Name);
    }

    /// <summary>So often a list with a subscription is looked at all the same.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(20);

    /// <summary>So often a list with a subscription is looked at in which nothing is urgent.</summary>
    public static readonly TimeSpan EveryHour = TimeSpan.FromHours(1);
}
