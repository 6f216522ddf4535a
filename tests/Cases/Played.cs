using EmulationM365.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Cases;

/// <summary>A case on which commands are decided, recorded and folded as the product does it, without the wire.</summary>
internal abstract class Played<T>(T empty) where T : CaseState
{
    /// <summary>Events so far.</summary>
    public List<RecordedEvent> Events { get; } = [];

    /// <summary>Their fold.</summary>
    public T State { get; private set; } = empty;

    /// <summary>Decides on a command and records what it comes to.</summary>
    /// <returns>The refusal; null when recorded, now or before.</returns>
    public Reason? Take(Command command)
    {
        if (State.Commands.Contains(command.Id)) return null;
        var ruling = AnyCase.Decide(State, command);
        if (ruling.Event is not { } happened) return ruling.Refusal;
        Events.Add(new RecordedEvent(
            State.CaseId, State.Seq + 1, happened, command.Id, command.Actor.ObjectId, command.Actor.Name, command.Channel, command.At, ContentOf(command, State), State.Head));
        State = (T)AnyCase.Next(State, Events[^1]);
        return null;
    }

    /// <summary>Takes commands of which each must be accepted.</summary>
    protected void TakeAll(IEnumerable<Command> commands)
    {
        foreach (var command in commands) Assert.Null(Take(command));
    }

    /// <summary>The hash with which the product records a command.</summary>
    internal static string ContentOf(Command command, CaseState state) => command switch
    {
        SubmitReturn submit => submit.ContentHash,
        PostSession post => ListedLine.Hash(post.Lines),
        MakeSubmission make => ListedLine.Hash(make.Lines),
        IntroduceStory introduce => introduce.Story.Content.Hash,
        PublishStory publish => publish.Story.Content.Hash,
        ChangeStory change => change.Story.Content.Hash,
        AnswerRequest answer => answer.ContentHash,
        _ => state.ContentHash,
    };
}
