using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What requests are called, what is said beside them, and until when they are to be answered. Pure.</summary>
public static class Headings
{
    /// <summary>What the request is called.</summary>
    public static string Title(CaseState state, string kind, Reference reference)
    {
        var (first, second) = Places(state, reference);
        return Text.Say($"request.title.{kind}", first, second);
    }

    /// <summary>The two things that tell a request from others of its kind: unit and round, session and end of posting, submission and addressee.</summary>
    public static (string First, string Second) Places(CaseState state, Reference reference) => state switch
    {
        ReturnState returned => (reference.UnitName(returned.UnitKey), RoundName(returned, reference)),
        SessionState session => (session.Title, VietnamTime.Write(session.To)),
        SubmissionState submission => (submission.Title, submission.Addressee),
        _ => ("", ""),
    };

    /// <summary>Key of the words for what follows an answer: a decision that cancels is followed by something else than one that gives.</summary>
    public static string NextOf(CaseState state, string kind) => state is SubmissionState { Revoking: not null } && kind == "upper_decision" ? "upper_revocation" : kind;

    /// <summary>What is said at the top of the page, as label and value.</summary>
    public static IReadOnlyList<(string Label, string Value)> Facts(CaseState state, Reference reference)
    {
        var (first, second) = Places(state, reference);
        var labels = state switch { SessionState => ("page.session", "page.postedUntil"), SubmissionState => ("page.submission", "page.addressee"), _ => ("page.unit", "page.round") };
        return [(Text.Say(labels.Item1), first), (Text.Say(labels.Item2), second)];
    }

    /// <summary>Name of the round of a return.</summary>
    public static string RoundName(ReturnState state, Reference reference) => state.Kind is "sudden" or "letter"
        ? Text.Say($"round.{state.Kind}") : reference.Rounds.TryGetValue(state.RoundKey, out var round) ? round.Name : state.RoundKey;

    /// <summary>The body expected to decide; empty when the lines belong to several.</summary>
    public static string Authority(CaseState state, Reference reference)
    {
        if (state is SubmissionState submission) return submission.Addressee;
        var bodies = state.Asked.Where(line => line.Alive).Select(line => Authority(line.Award, reference)).Distinct(Letters.Reader).ToList();
        return bodies.Count == 1 ? bodies[0] : "";
    }

    /// <summary>The body that decides on an award, by the settings; empty when they do not say.</summary>
    public static string Authority(string award, Reference reference) => Regimes.Authority(reference.Settings, award, reference.Today);

    /// <summary>The day by which an answer is hoped for; none for a decision, which the upper level takes in its own time.</summary>
    public static DateOnly? Due(CaseState state, OpenRequest request, Reference reference)
    {
        if (Asking.HasNoDue(request.Kind)) return null;
        // The unit's own time limit counts the days on which people work, by the list of days off as it is now.
        if (request.WorkingDays > 0 && state is not SessionState) return reference.WorkingDays.Add(VietnamTime.DayOf(request.OpenedAt), request.WorkingDays);
        var days = request.AnswerDays > 0 ? request.AnswerDays : Snapshot.Days(reference, SettingsUsed.AnswerDays);
        return state is SessionState session ? session.Day ?? session.To.AddDays(days) : VietnamTime.DayOf(request.OpenedAt).AddDays(days);
    }

    /// <summary>The instant at which the link in the mail ends; a decision may come months later.</summary>
    public static DateTimeOffset LinkEnds(OpenRequest request, Reference reference) => request.OpenedAt.AddDays(request.LinkDays > 0 ? request.LinkDays
        : Snapshot.Days(reference, Asking.HasNoDue(request.Kind) ? SettingsUsed.DecisionLinkDays : SettingsUsed.LinkDays));

    /// <summary>A list as numbered text, for an item.</summary>
    public static string Numbered(IEnumerable<(int Number, string Name, string Award)> lines) => string.Join('\n', lines.Select(line =>
        $"{line.Number.ToString(CultureInfo.InvariantCulture)}. {line.Name} – {Words.Award(line.Award)}"));
}
