using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Says what the code holds as states and keys: in lists in Vietnamese, in mails and on pages in the language of who reads them.</summary>
public static class Words
{
    /// <summary>Key of a return's state in its status column: a return that proposed nobody is over, and says why.</summary>
    public static string StatusKey(ReturnState state) => state.Stage == Stage.Closed && state.Lines.Count == 0 ? "none" : LineWords.StatusKey(state.Stage);

    /// <summary>Key of a standing in the eligibility column.</summary>
    public static string Key(Standing standing) => standing switch
    {
        Standing.Eligible => "eligible",
        Standing.Ineligible => "ineligible",
        _ => "needs_evidence",
    };

    /// <summary>Word for a standing.</summary>
    public static string Of(Standing standing) => Nominations.Eligibility.Here(Key(standing));

    /// <summary>Word for an award.</summary>
    public static string Award(string key) => Nominations.Award.Choices.Contains(key) ? Nominations.Award.Here(key) : key;

    /// <summary>What is said beside a line: the rules' advice on what is proposed, the decision that gave what is to be cancelled.</summary>
    public static string Beside(AskedLine line) => line.Given is not { } given ? Of(line.Standing)
        : given.Date is { } day ? Text.Say("news.cancelledBy", given.Number, VietnamTime.Write(day)) : given.Number.Length > 0 ? given.Number : Text.Say("line.noDecision");

    /// <summary>The reasons of a verdict, one a line, with article and pack.</summary>
    public static string Reasons(Verdict verdict) => string.Join('\n', verdict.Reasons.Select(reason => reason.Here)
        .Append(Text.Say(verdict.SourceVerified ? "verdict.source" : "verdict.sourceUnverified", Text.Spoken == Text.English ? LawWords.En(verdict.Article) : verdict.Article, verdict.Pack)));

    /// <summary>The list of names with the rules' advice, numbered, for the request item, and what is to be said of its dossier.</summary>
    public static string Summary(CaseState state) => string.Join('\n', state.Asked.Where(line => line.Alive).Select(line => string.Join("; ", new[]
    {
        Text.Say(line.Given is not null ? "summary.lineGiven" : line.WithoutHead ? "summary.lineWithoutHead" : "summary.line", line.Number, line.Name, Award(line.Award), Beside(line)), Votes(line),
    }.Where(part => part.Length > 0))).Concat(Papers(state)));

    /// <summary>What is to be said of the dossier to whoever is asked to confirm, to receive or to appraise; nothing later, when that is behind.</summary>
    public static IReadOnlyList<string> Papers(CaseState state) =>
        state is ReturnState { Dossier: { } dossier, Request.Kind: "confirm" or "receive" or "appraise" } ? DossierWords.Of(dossier) : [];

    /// <summary>Votes on the line; empty when none were given.</summary>
    public static string Votes(AskedLine line) => line.Votes is { } votes
        ? Text.Say("summary.votes", votes, line.VotesOf?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?") : "";

    /// <summary>Who answered, when, and by which way; and since when it counts no more.</summary>
    public static string Answered(GivenAnswer answer) => answer.VoidSince is { } since ? Text.Say("answered.void", Given(answer), VietnamTime.Write(since)) : Given(answer);

    /// <summary>Who agreed so far, where several must; empty when nobody did.</summary>
    public static string Endorsed(CaseState state) => state.Endorsed.Count == 0 ? "" : Text.Say("answered.soFar", string.Join(", ", state.Endorsed.Select(one => one.ActorName)));

    /// <summary>How many must agree; empty where one is enough.</summary>
    public static string Needs(RequestView view) => view.Needs is not { } needs ? "" : needs == Endorsing.All ? Text.Say("page.needs.all") : Text.Say("page.needs.number", needs);

    private static string Given(GivenAnswer answer)
    {
        var by = answer.For is { } other ? Text.Say("answered.for", answer.ActorName, other) : answer.ActorName;
        if (answer.Together is { Count: > 0 } others) by = Text.Say("answered.together", by, string.Join(", ", others));
        return Text.Say("answered.by", by, VietnamTime.Write(answer.At), Text.Say($"channel.{answer.Channel}"));
    }
}
