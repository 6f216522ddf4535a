using EmulationM365.Cases;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>One thing that somebody did or saw.</summary>
/// <param name="At">When.</param>
/// <param name="What">What, as a sentence.</param>
/// <param name="Who">Name as of then; of somebody who only looked, as the Staff list has it now.</param>
/// <param name="For">For whom; empty when in their own right.</param>
/// <param name="ObjectId">Entra object id: the identity.</param>
/// <param name="Channel">By which way.</param>
/// <param name="ContentHash">Hash of what was shown; empty where nothing was.</param>
/// <param name="Trace">Under which the call is found in the logs; empty where none did it.</param>
/// <param name="Hash">Hash of the event, which chains it to the one before; empty of a look.</param>
public sealed record AuditRow(DateTimeOffset At, string What, string Who, string For, string ObjectId, string Channel, string ContentHash, string Trace, string Hash);

/// <summary>Puts events and looks together as one history. Pure.</summary>
public static class AuditRows
{
    /// <summary>The rows, in order of time; of one instant, a look before what was done.</summary>
    /// <param name="events">The events as they are kept.</param>
    /// <param name="seen">Who was shown what.</param>
    /// <param name="nameOf">The name of a person by object id, as the Staff list has it now; empty when it has none.</param>
    public static IReadOnlyList<AuditRow> Of(IEnumerable<KeptEvent> events, IEnumerable<SeenRequest> seen, Func<string, string> nameOf) =>
        [.. seen.Select(look => Of(look, nameOf)).Concat(events.Select(Of)).OrderBy(row => row.At)];

    private static AuditRow Of(SeenRequest look, Func<string, string> nameOf) => new(
        look.At, Text.Say("event.Seen", look.RequestKey), nameOf(look.ObjectId), "", look.ObjectId, Word(look.Channel), look.ContentHash, look.Trace, "");

    private static AuditRow Of(KeptEvent kept)
    {
        var read = kept.Recorded();
        return new AuditRow(kept.At ?? default, read is null ? kept.TypeName : What(read.Event), read?.ActorName ?? "", read?.ActedFor?.Name ?? "", kept.ActorId, Word(kept.Channel), kept.ContentHash,
            read?.Event.Trace ?? "", kept.Hash);
    }

    /// <summary>What happened, in words, with the reason where one was given.</summary>
    public static string What(CaseEvent happened)
    {
        var what = Text.Say($"event.{happened.GetType().Name}");
        var why = happened switch
        {
            ReturnSentBack back => back.Comment,
            SubmissionSentBack back => back.Comment,
            RequestMoved { Why: Handing.Reopened } => Text.Say("event.reopened"),
            RequestMoved { Why: { } reason } moved => Text.Say("event.handedOver", Moving.Names(moved.To), reason),
            RequestMoved moved => Text.Say("event.movedTo", Moving.Names(moved.To)),
            RequestEndorsed endorsed => endorsed.Comment,
            ReturnConfirmed confirmed => confirmed.Comment,
            ReturnAppraised appraised => appraised.Comment,
            ReturnReceived received => received.Comment,
            DirectorAgreed agreed => agreed.Comment,
            SubmissionAgreed agreed => agreed.Comment,
            LinesTakenOff off => off.Because,
            _ => "",
        };
        return why.Length == 0 ? what : Text.Say("event.with", what, why);
    }

    /// <summary>The word for a way; whatever list it was, the row itself says what was done.</summary>
    private static string Word(string channel) => channel == "list" ? Text.Say("page.audit.inList") : Text.All(Text.Vietnamese).ContainsKey($"channel.{channel}") ? Text.Say($"channel.{channel}") : channel;
}
