using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>The words of CAML that its readers share. Elements are named in one spelling, flags come in any letter case.</summary>
internal static class Caml
{
    public static Refused Bad(string message) => new(400, "-2147024809, System.ArgumentException", "Cannot complete this action. " + message);

    /// <summary>The name in a FieldRef.</summary>
    public static string FieldRef(XElement element)
    {
        if (element.Name.LocalName != "FieldRef") throw Bad($"A <FieldRef> was expected, not <{element.Name.LocalName}>.");
        return element.Attribute("Name")?.Value is { Length: > 0 } name ? name : throw Bad("A <FieldRef> needs the Name of a column.");
    }

    public static bool? Flag(XElement element, string name) => element.Attribute(name)?.Value.ToUpperInvariant() switch
    {
        null => null,
        "TRUE" or "1" => true,
        "FALSE" or "0" => false,
        var odd => throw Bad($"{name} is TRUE or FALSE, not '{odd}'."),
    };

    public static int Number(XElement element, string name) => element.Attribute(name)?.Value is not { } text ? 0
        : int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : throw Bad($"{name} is a number, not '{text}'.");
}

/// <summary>For whom and when a query is read.</summary>
internal sealed record CamlMoment(long UserId, IReadOnlyCollection<long> GroupIds, DateTimeOffset Now)
{
    /// <summary>A day of the month that a calendar shows; null: today's.</summary>
    public DateTime? Looked { get; init; }

    /// <summary>Today in the zone of the sites.</summary>
    public DateTime Today => Now.ToOffset(TenantClock.SiteOffset).Date;

    /// <summary>The day, week (from Monday), month or year that is now: its begin, and the begin of the next.</summary>
    public (DateTimeOffset From, DateTimeOffset Until) Span(string word)
    {
        var looked = Looked ?? Today;
        var monday = looked.AddDays(-(((int)looked.DayOfWeek + 6) % 7));
        var month = new DateTime(looked.Year, looked.Month, 1);
        var (from, until) = word switch
        {
            "Now" or "Today" => (looked, looked.AddDays(1)),
            "Week" => (monday, monday.AddDays(7)),
            "Month" => (month, month.AddMonths(1)),
            "Year" => (new DateTime(looked.Year, 1, 1), new DateTime(looked.Year + 1, 1, 1)),
            _ => throw Caml.Bad($"<{word}/> is not a time that <DateRangesOverlap> knows."),
        };
        return (new DateTimeOffset(from, TenantClock.SiteOffset), new DateTimeOffset(until, TenantClock.SiteOffset));
    }
}
