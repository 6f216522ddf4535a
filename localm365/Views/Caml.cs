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
    /// <summary>Today in the zone of the sites.</summary>
    public DateTime Today => Now.ToOffset(TenantClock.SiteOffset).Date;
}
