using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// Follows up that somebody changed who is asked, in the list of requests: the office and whoever is asked hand a request on by the column Người được hỏi, with the reason in Ý kiến. What cannot be
/// handed on is put back, and whoever tried is told why.
/// </summary>
public sealed partial class HandOvers(M365Options options, TimeProvider time, ILogger<HandOvers> logger)
{
    /// <summary>A person wrote to a request that waits, and did not answer it: perhaps it is for somebody else now.</summary>
    public static bool Asks(Item item) => item.Text(Requests.Kind) != Requests.Attend && item.Text(Requests.Status) == "pending" && item.Text(Requests.Decision).Length == 0;

    /// <summary>Takes it, where a person did so.</summary>
    /// <param name="flow">The site.</param>
    /// <param name="request">A request that waits, as a person left it.</param>
    /// <param name="touched">Takes the case, where something is to follow.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task FollowAsync(SiteFlow flow, Item request, SortedSet<string> touched, CancellationToken cancellationToken)
    {
        var caseId = request.Text(Requests.CaseId);
        touched.Add(caseId);
        var versions = await flow.Stores["Requests"].VersionsAsync(request.Id, cancellationToken);
        if (Change(versions) is not var (changed, before) || changed.Item.Editor.ApplicationId == options.ClientId) return;
        var reference = await flow.Entitlement.ConfirmAsync(changed.Item.Editor.ObjectId, cancellationToken);
        var actor = ListCommands.ActorOf(reference, changed.Item.Editor.ObjectId, changed.Item.Editor.Name);
        var refusal = await TakeAsync(flow, request, changed, before, actor, reference, cancellationToken);
        if (refusal is null) return;
        Log.Refused(logger, request.Id, refusal.Key);
        await PutBackAsync(flow, request, before, cancellationToken);
        await AnswerSteps.TellAsync(flow, request, changed, reference, actor, refusal, cancellationToken);
    }

    /// <summary>The version in which who is asked became what it is, and those who were asked before it; null where it never changed.</summary>
    private static (ItemVersion Changed, IReadOnlyList<int> Before)? Change(IReadOnlyList<ItemVersion> newestFirst)
    {
        var now = newestFirst[0].Item.References(Requests.AssignedTo).ToHashSet();
        var same = newestFirst.TakeWhile(version => now.SetEquals(version.Item.References(Requests.AssignedTo))).ToList();
        return same.Count == newestFirst.Count ? null : (same[^1], newestFirst[same.Count].Item.References(Requests.AssignedTo));
    }

    private async Task<Reason?> TakeAsync(SiteFlow flow, Item request, ItemVersion changed, IReadOnlyList<int> before, Actor actor, Reference reference, CancellationToken cancellationToken)
    {
        var caseId = request.Text(Requests.CaseId);
        var added = changed.Item.References(Requests.AssignedTo).Except(before).ToList();
        if (added.Count != 1 || changed.Item.References(Requests.AssignedTo).Count != 1) return Reason.Of("refuse.handOverOne");
        if (reference.Everybody.FirstOrDefault(member => member.Account!.SiteUserId == added[0]) is not { } member) return Reason.Of("refuse.handOverNobody");
        var state = AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
        var command = new HandOver(
            $"assign:{request.Id}:{changed.Label}", actor, "list", time.GetUtcNow(), request.Text(Requests.RequestKey), ListCommands.ActorOf(reference, member.Account!.ObjectId, member.Name),
            request.Text(Requests.Comment));
        return (await flow.Commands.TakeAsync(caseId, command, state.ContentHash, cancellationToken, state)).Refusal;
    }

    private static async Task PutBackAsync(SiteFlow flow, Item request, IReadOnlyList<int> before, CancellationToken cancellationToken)
    {
        try
        {
            await flow.Stores["Requests"].UpdateAsync(request, new Fields { [Requests.AssignedTo] = before.ToArray() }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            // The next change of the item is followed up.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Refused to hand over item {Item}: {Why}")]
        public static partial void Refused(ILogger logger, string item, string why);
    }
}
