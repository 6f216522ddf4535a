using System.Globalization;

namespace EmulationM365.Cases;

/// <summary>The kinds of cases, told apart by the first letter of their ids: <c>r</c> a return, <c>s</c> a council session, <c>t</c> a submission (tờ trình), <c>d</c> a story (điển hình).</summary>
public static class AnyCase
{
    /// <summary>The state of a case after all its events.</summary>
    /// <exception cref="ArgumentException">The id belongs to no kind of case.</exception>
    public static CaseState Fold(string caseId, IEnumerable<RecordedEvent> events) => events.Aggregate(Empty(caseId), Next);

    /// <summary>The state after one more event.</summary>
    public static CaseState Next(CaseState state, RecordedEvent recorded) => state switch
    {
        ReturnState returned => Evolve.Next(returned, recorded),
        SessionState session => EvolveSession.Next(session, recorded),
        SubmissionState submission => EvolveSubmission.Next(submission, recorded),
        StoryState story => EvolveStory.Next(story, recorded),
        _ => state,
    };

    /// <summary>What a command comes to.</summary>
    public static Ruling Decide(CaseState state, Command command)
    {
        var ruling = command switch
        {
            HandOver over => Handing.On(state, over),
            ReopenRequest again => Handing.On(state, again),
            AnswerRequest answer => Endorsing.On(state, answer, merged => Ruled(state, merged)),
            _ => Ruled(state, command),
        };
        return ruling.Event is { } happened && (command.Used ?? (object?)command.Trace) is not null ? ruling with { Event = happened with { Used = command.Used ?? happened.Used, Trace = command.Trace } } : ruling;
    }

    private static Ruling Ruled(CaseState state, Command command) => state switch
    {
        ReturnState returned => Cases.Decide.On(returned, command),
        SessionState session => DecideSession.On(session, command),
        SubmissionState submission => DecideSubmission.On(submission, command),
        StoryState story => DecideStory.On(story, command),
        _ => Ruling.Refuse("refuse.unknownCommand"),
    };

    /// <summary>What must follow.</summary>
    public static IReadOnlyList<Effect> Duties(CaseState state) => state switch
    {
        ReturnState returned => DesiredEffects.Of(returned),
        SessionState session => SessionEffects.Of(session),
        SubmissionState submission => SubmissionEffects.Of(submission),
        StoryState story => StoryEffects.Of(story),
        _ => [],
    };

    /// <summary>Id of a case by the item that stands for it in its list.</summary>
    public static string IdOf(char kind, int year, string itemId) => $"{kind}-{year}-{itemId.PadLeft(6, '0')}";

    /// <summary>Item id of a case.</summary>
    public static string ItemIdOf(string caseId) => caseId[(caseId.LastIndexOf('-') + 1)..].TrimStart('0');

    /// <summary>Year in an id; 0 when there is none.</summary>
    public static int YearOf(string caseId) => caseId.Split('-') is [_, var year, ..] && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0;

    /// <summary>The id is of a kind of case that this code knows.</summary>
    public static bool IsId(string caseId) => caseId.Length > 1 && caseId[0] is 'r' or 's' or 't' or 'd' && caseId[1] == '-';

    private static CaseState Empty(string caseId) => (caseId.Length > 1 && caseId[1] == '-' ? caseId[0] : ' ') switch
    {
        'r' => new ReturnState(caseId),
        's' => new SessionState(caseId),
        't' => new SubmissionState(caseId),
        'd' => new StoryState(caseId),
        _ => throw new ArgumentException($"'{caseId}' is the id of no kind of case", nameof(caseId)),
    };
}
