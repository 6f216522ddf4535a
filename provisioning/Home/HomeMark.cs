using System.Globalization;
using System.Text.RegularExpressions;

namespace EmulationM365.Provisioning.Home;

/// <summary>
/// What we wrote into a page, kept in its description: how often the page will have been published when ours is, and what ours says. A page that was published
/// more often was edited by people.
/// </summary>
/// <param name="Revision">The number of the publishing that shows ours.</param>
/// <param name="Hash">What ours says.</param>
public sealed partial record HomeMark(int Revision, string Hash)
{
    /// <summary>The mark of a description; null when there is none.</summary>
    public static HomeMark? Of(string description) =>
        Mark().Match(description) is { Success: true } found ? new HomeMark(int.Parse(found.Groups["revision"].Value, CultureInfo.InvariantCulture), found.Groups["hash"].Value) : null;

    /// <summary>The description with the mark behind it.</summary>
    public string In(string description) => $"{description} [{Revision.ToString(CultureInfo.InvariantCulture)}:{Hash}]";

    [GeneratedRegex(@"\[(?<revision>\d{1,6}):(?<hash>[0-9a-f]{12})\]\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
