using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>
/// Watches whether what a case was asked about is still what stands in the lists. Called after people edited, deleted or restored something of a case, when a wait
/// is over, and by the nightly run; called once too often it changes nothing.
/// </summary>
/// <remarks>
/// While a return waits, an edit by those who may edit begins a new round once the list has been quiet for a while; an edit by others is put back and named to the
/// office. After the appraisal every edit is put back. A status column that was written by hand is put right by the reconciler; here its editor is told.
/// </remarks>
public sealed class ContentWatch(M365Options options, StorySteps stories, TimeProvider time)
{
    /// <summary>Case that an item of a list belongs to; empty when it belongs to none. A line that was just added knows only its return.</summary>
    public static string CaseOf(SiteFlow flow, string list, Item item) => list switch
    {
        "Nominations" when item.Text(Nominations.CaseId).Length == 0 => item.Reference(Nominations.Return) is { } target ? flow.Reader.CaseIdOf($"{target}") : "",
        "Nominations" => item.Text(Nominations.CaseId),
        "UnitReturns" => item.Text(UnitReturns.CaseId),
        "CouncilSessions" => item.Text(CouncilSessions.CaseId),
        "Submissions" => item.Text(Submissions.CaseId),
        "Requests" => item.Text(Requests.CaseId),
        "Petitions" => item.Text(Petitions.CaseId),
        "Stories" => StorySteps.IsOf(flow, item) ? item.Text(Stories.CaseId) : "",
        _ => "",
    };

    /// <summary>Looks whether what stands in the lists is what the case was asked about, and sees to what follows.</summary>
    /// <param name="flow">The site.</param>
    /// <param name="caseId">Case.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="reassess">What is as it was sent is judged again by the registers of today.</param>
    /// <returns>The case is to be reconciled afterwards; false when nothing of it is recorded yet.</returns>
    public async Task<bool> FollowAsync(SiteFlow flow, string caseId, CancellationToken cancellationToken, bool reassess = false)
    {
        var events = await flow.Stream.LoadAsync(caseId, cancellationToken);
        if (events.Count == 0) return false;
        var state = AnyCase.Fold(caseId, events);
        if (state is StoryState) return await stories.FollowAsync(flow, AnyCase.ItemIdOf(caseId), cancellationToken);
        if (state is not ReturnState sent)
        {
            await GoneAsync(flow, caseId, await flow.Stores[CaseMap.ListOf(caseId)!].GetAsync(AnyCase.ItemIdOf(caseId), cancellationToken) is null, cancellationToken);
            return true;
        }

        var content = await flow.Reader.ReadAsync(AnyCase.ItemIdOf(caseId), cancellationToken);
        if (content is not null) await new HandEdits(flow, options.ClientId).TellAsync(sent, content, cancellationToken);
        if (sent.Stage is Stage.Draft or Stage.SentBack or Stage.Withdrawn || (sent.Stage == Stage.Closed && sent.Lines.Count == 0))
            await flow.Quiet.ForgetAsync(caseId, cancellationToken);
        else if (Revisions.Open(sent)) await WaitingAsync(flow, sent, content, cancellationToken);
        else await SettledAsync(flow, sent, content, cancellationToken);
        if (reassess && Revisions.Open(sent) && content?.ContentHash == sent.ContentHash) await new Reassessment(flow, time).RunAsync(sent, events, content, cancellationToken);
        return true;
    }

    /// <summary>The return waits for somebody: what others edited is put back, what the unit or the office edited begins a new round when the list is quiet.</summary>
    private async Task WaitingAsync(SiteFlow flow, ReturnState state, ReturnContent? content, CancellationToken cancellationToken)
    {
        if (content is not null && (content.ContentHash == state.ContentHash || state.Marks.Count == 0))
        {
            await flow.Quiet.ForgetAsync(state.CaseId, cancellationToken);
            return;
        }

        var edits = await EditsAsync(flow, state, content, cancellationToken);
        var foreign = edits.Where(edit => !edit.Allowed).ToList();
        if (foreign.Count > 0) await new PutBack(flow).DoAsync(state, foreign, Reason.Of("edit.foreign"), toOffice: true, cancellationToken);
        var mine = edits.Where(edit => edit.Allowed).ToList();
        if (content is not null && mine.Count == 0) return;
        var edited = content?.Lines.Append(content.Item).Where(item => item.Editor.ApplicationId != options.ClientId).Select(item => (DateTimeOffset?)item.Modified).Max();
        var settle = TimeSpan.FromMinutes((await flow.Reference.GetAsync(cancellationToken)).Days("round.settleMinutes", 10));
        if (!await flow.Quiet.OverAsync(state.CaseId, edited, settle, cancellationToken) || foreign.Count > 0) return;
        await new NewRound(flow, time).BeginAsync(state, content, mine, cancellationToken);
        await flow.Quiet.ForgetAsync(state.CaseId, cancellationToken);
    }

    /// <summary>The return was appraised: what was decided stands, whatever is edited.</summary>
    private async Task SettledAsync(SiteFlow flow, ReturnState state, ReturnContent? content, CancellationToken cancellationToken)
    {
        var there = content?.Lines.Select(line => line.Id).ToHashSet();
        await GoneAsync(flow, state.CaseId, there is null || state.Lines.Any(line => !there.Contains(line.Line.Id)), cancellationToken);
        if (content is null || content.ContentHash == state.ContentHash || state.Marks.Count == 0) return;
        var edits = (await EditsAsync(flow, state, content, cancellationToken)).Where(edit => edit.Difference.What != "removed").ToList();
        if (edits.Count > 0) await new PutBack(flow).DoAsync(state, edits, Reason.Of("edit.tooLate"), toOffice: false, cancellationToken);
    }

    private async Task<IReadOnlyList<Edit>> EditsAsync(SiteFlow flow, ReturnState state, ReturnContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return [];
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var found = await SentVersions.ReadAsync(content, state.Marks, flow.Stores["UnitReturns"], flow.Stores["Nominations"], cancellationToken);
        return [.. found.Select(difference => EditOf(difference, state.UnitKey, reference))];
    }

    /// <summary>Who deleted something is not told, and what we wrote ourselves is nobody's edit: both count as the system's.</summary>
    private Edit EditOf(Difference difference, string unitKey, Reference reference)
    {
        if (difference.By is not { } by || by.ApplicationId == options.ClientId) return new Edit(difference, Actor.System, true);
        var actor = ListCommands.ActorOf(reference, by.ObjectId, by.Name);
        return new Edit(difference, actor, Revisions.MayEdit(actor, unitKey));
    }

    /// <summary>What a case stands on was deleted when it no longer could be: the office is asked to restore it, until it is there again.</summary>
    private static async Task GoneAsync(SiteFlow flow, string caseId, bool gone, CancellationToken cancellationToken)
    {
        var key = $"gone-{caseId}";
        if (gone) await flow.Attention.RaiseAsync(new Trouble(key, caseId, Text.Vi("gone.trouble.title", caseId), Text.Vi("gone.trouble.why", caseId)), cancellationToken);
        else await flow.Attention.SettleAsync(key, cancellationToken);
    }
}

/// <summary>A difference with who made it.</summary>
/// <param name="Difference">What differs from what was sent.</param>
/// <param name="By">Who made it so; the system where nobody can tell.</param>
/// <param name="Allowed">They may edit what was sent.</param>
public sealed record Edit(Difference Difference, Actor By, bool Allowed);
