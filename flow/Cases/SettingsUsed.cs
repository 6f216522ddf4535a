using System.Globalization;

namespace EmulationM365.Cases;

/// <summary>
/// Keys under which an event keeps the settings it was judged by. A setting that is changed later changes nothing of what was recorded: due days and links of a
/// request that waits go by what was recorded with the event that opened it.
/// </summary>
public static class SettingsUsed
{
    /// <summary>Days until a request is to be answered.</summary>
    public const string AnswerDays = "request.answerDays";

    /// <summary>Working days within which a request of a kind is to be answered, where the unit has set a time for it; it goes before <see cref="AnswerDays"/>.</summary>
    public static string WorkingDays(string kind) => $"request.workingDays.{kind}";

    /// <summary>How many must agree to a request of a kind; see <see cref="Endorsing"/>.</summary>
    public static string Needs(string kind) => $"request.needs.{kind}";

    /// <summary>Days for which the link in a mail is good.</summary>
    public const string LinkDays = "request.linkDays";

    /// <summary>Days for which the link to enter a decision is good.</summary>
    public const string DecisionLinkDays = "request.decisionLinkDays";

    /// <summary>The approved criteria of a unit, in one line.</summary>
    public static string Criteria(string unitKey) => $"criteria.{unitKey}";

    /// <summary>Shipped values, by key.</summary>
    public static IReadOnlyDictionary<string, int> Shipped { get; } = new Dictionary<string, int> { [AnswerDays] = 7, [LinkDays] = 30, [DecisionLinkDays] = 365 };

    /// <summary>Days that an event keeps under a key; 0 when it keeps none.</summary>
    public static int Days(CaseEvent happened, string key) =>
        happened.Used?.TryGetValue(key, out var text) == true && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : 0;
}
