using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Follows up what the office does with a draft submission: bring it before the director.</summary>
public sealed class SubmissionSteps(TimeProvider time)
{
    /// <summary>Somebody asks to bring it before the director.</summary>
    public static bool Asks(Item item) => (item.Text(Submissions.Step) == "send" || (item.Text(Submissions.Step) == "record" && Revokes(item))) && item.Text(Submissions.Stage) is "" or "draft" or "sent_back";

    /// <summary>It is to cancel awards of the register.</summary>
    private static bool Revokes(Item item) => item.Text(Submissions.Kind) == "revoke";

    /// <summary>Takes the step that stands in an item, if it still does.</summary>
    /// <returns>An event was recorded, now or before: the case is to be reconciled.</returns>
    public async Task<bool> FollowAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        var store = flow.Stores["Submissions"];
        if (await store.GetAsync(itemId, cancellationToken) is not { } item || !Asks(item)) return false;
        var (actor, id) = await StepAuthor.OfAsync(flow, store, item, Submissions.Step, cancellationToken);
        var caseId = AnyCase.IdOf('t', flow.Site.Year, itemId);
        // Lines that the director gave back must have come home before they are collected again.
        await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
        var refusal = Revokes(item) ? await RevokeAsync(flow, caseId, item, actor, id, cancellationToken) : await MakeAsync(flow, caseId, item, actor, id, cancellationToken);
        if (refusal is not null) await StepAuthor.SayAsync(store, item, Submissions.Step, Submissions.SystemNote, refusal, cancellationToken);
        return refusal is null;
    }

    private async Task<Reason?> RevokeAsync(SiteFlow flow, string caseId, Item item, Actor actor, string id, CancellationToken cancellationToken)
    {
        var (lines, awards, fault) = await RegisterRows.ReadAsync(flow.Stores["AwardRegister"], item.Text(Submissions.AwardRows), cancellationToken);
        if (fault is not null) return fault;
        var revoking = new Revoking(item.Text(Submissions.Ground), item.Text(Submissions.Finding).Trim(), item.Text(Submissions.Step) == "record", awards);
        var command = new MakeSubmission(id, actor, "list", time.GetUtcNow(), item.Title, item.Text(Submissions.Addressee), item.Text(Submissions.Source), lines)
        {
            Revoking = revoking, Used = Snapshot.Of(await flow.Reference.GetAsync(cancellationToken)),
        };
        return (await flow.Commands.TakeAsync(caseId, command, ListedLine.Hash(lines), cancellationToken)).Refusal;
    }

    private async Task<Reason?> MakeAsync(SiteFlow flow, string caseId, Item item, Actor actor, string id, CancellationToken cancellationToken)
    {
        var source = item.Text(Submissions.Source);
        if (source.Length == 0) return Reason.Of("refuse.noSource");
        var wanted = SubmissionDrafts.KeysOn(item).ToHashSet();
        var lines = new List<ListedLine>();
        var origin = AnyCase.Fold(source, await flow.Stream.LoadAsync(source, cancellationToken));
        foreach (var group in SubmissionDrafts.Waiting(origin).Where(line => wanted.Contains(SubmissionDrafts.KeyOf(line))).GroupBy(line => line.ReturnCase))
        {
            // The source says what passed; the return says whether it is still free.
            var state = Evolve.Fold(group.Key, await flow.Stream.LoadAsync(group.Key, cancellationToken));
            var free = state.Lines.Where(line => line.HeldBy is null && ReturnRoute.May(state.Kind, line.Stage, LineStage.BeforeDirector)).Select(line => line.Line.Id).ToHashSet();
            lines.AddRange(group.Where(line => free.Contains(line.LineId)));
        }

        var command = new MakeSubmission(id, actor, "list", time.GetUtcNow(), item.Title, item.Text(Submissions.Addressee), source, lines)
        {
            Used = Snapshot.Of(await flow.Reference.GetAsync(cancellationToken)),
        };
        return (await flow.Commands.TakeAsync(caseId, command, ListedLine.Hash(lines), cancellationToken)).Refusal;
    }
}
