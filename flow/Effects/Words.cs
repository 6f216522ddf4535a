using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Says in Vietnamese what the code holds as states and keys.</summary>
public static class Words
{
    /// <summary>Key of a stage in the status column of a return.</summary>
    public static string StatusKey(Stage stage) => stage switch
    {
        Stage.Draft => "draft",
        Stage.AwaitingConfirmation => "awaiting_confirmation",
        Stage.AwaitingReception => "awaiting_reception",
        Stage.AwaitingAppraisal => "awaiting_appraisal",
        Stage.AwaitingDirector => "awaiting_director",
        Stage.Withdrawn => "withdrawn",
        Stage.AwaitingDecision => "awaiting_decision",
        Stage.Decided => "decided",
        Stage.SentBack => "sent_back",
        _ => "closed",
    };

    /// <summary>Key of a return's state in its status column: a return that proposed nobody is over, and says why.</summary>
    public static string StatusKey(ReturnState state) => state.Stage == Stage.Closed && state.Lines.Count == 0 ? "none" : StatusKey(state.Stage);

    /// <summary>Key of a line's stage in its status column; it depends on where the return stands.</summary>
    public static string StatusKey(LineState line, Stage stage) => line.Stage switch
    {
        LineStage.NotConfirmed => "not_confirmed",
        LineStage.NotQualified => "not_qualified",
        LineStage.Granted => "granted",
        LineStage.NotGranted => "not_granted",
        _ when stage is Stage.SentBack or Stage.Withdrawn => StatusKey(stage),
        LineStage.Qualified => "qualified",
        _ => stage is Stage.AwaitingConfirmation or Stage.AwaitingReception ? StatusKey(stage) : "awaiting_appraisal",
    };

    /// <summary>Key of a standing in the eligibility column.</summary>
    public static string Key(Standing standing) => standing switch
    {
        Standing.Eligible => "eligible",
        Standing.Ineligible => "ineligible",
        _ => "needs_evidence",
    };

    /// <summary>Word for a standing.</summary>
    public static string Of(Standing standing) => Nominations.Eligibility.Word(Key(standing));

    /// <summary>Word for an award.</summary>
    public static string Award(string key) => Nominations.Award.Choices.Contains(key) ? Nominations.Award.Word(key) : key;

    /// <summary>The reasons of a verdict, one a line, with article and pack.</summary>
    public static string Reasons(Verdict verdict) => string.Join('\n', verdict.Reasons.Select(reason => reason.Vi)
        .Append(Text.Vi(verdict.SourceVerified ? "verdict.source" : "verdict.sourceUnverified", verdict.Article, verdict.Pack)));

    /// <summary>The list of names with the rules' advice, numbered, for the request item.</summary>
    public static string Summary(ReturnState state) => string.Join('\n', state.Lines.Where(line => line.Alive).Select(line => string.Join("; ", new[]
    {
        Text.Vi(line.WithoutHead ? "summary.lineWithoutHead" : "summary.line", line.Number, line.Line.Name, Award(line.Line.Award), Of(line.Line.Verdict.Standing)),
        Votes(state.Meeting, line.Line),
    }.Where(part => part.Length > 0))));

    /// <summary>Votes at the unit's meeting; empty when none were given.</summary>
    public static string Votes(Meeting? meeting, Line line) => line.Votes is { } votes ? Text.Vi("summary.votes", votes, meeting?.Present?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?") : "";

    /// <summary>Who answered, when, and by which way.</summary>
    public static string Answered(GivenAnswer answer) =>
        Text.Vi("answered.by", answer.ActorName, VietnamTime.Write(answer.At), Text.Vi($"channel.{answer.Channel}"));
}
