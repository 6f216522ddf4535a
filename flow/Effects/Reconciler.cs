using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>Makes the world agree with the events of a case: columns, requests, mail, register, news. It may run any number of times, at any moment.</summary>
public sealed class Reconciler(CasesAsWritten cases, Ledger ledger, ListStore requests, RequestPlacer placer, FirstMails mails, CaseWork work, ReferenceLists reference, Followed followed, CaseMap map)
{
    private static readonly Dictionary<string, Item> NotDone = [];

    /// <summary>Brings requests to people in Teams; null while that channel is off.</summary>
    public TeamsRoom? Teams { get; init; }

    /// <summary>Reconciles one case; a case without events owes nothing.</summary>
    /// <returns>Keys of everything that the case owes by its events, done or not.</returns>
    public async Task<IReadOnlySet<string>> ReconcileAsync(string caseId, CancellationToken cancellationToken)
    {
        var began = followed.Now();
        if (await cases.LoadAsync(caseId, cancellationToken) is not { } state) return new HashSet<string>();
        map.Learn(state);
        if (await work.Of(state).ShowAsync(state, cancellationToken) is var shown && shown > state.Seq)
        {
            // Another worker went on, and its event was not shown to us: what follows from less would close what it asked.
            state = await cases.AtLeastAsync(caseId, shown, cancellationToken);
            await work.Of(state).ShowAsync(state, cancellationToken);
        }

        var asked = state.AsksNobody ? [] : await Showing.RequestsAsync(requests, state, () => cases.StandsAtAsync(caseId, state.Seq, cancellationToken), cancellationToken);
        foreach (var item in asked) map.Learn(requests.Address.Schema.Name, item.Id, caseId);
        if (state.Endorsed.Count > 0) await ShowEndorsedAsync(state, asked, cancellationToken);
        var known = await ledger.LoadAsync(caseId, cancellationToken);
        var duties = AnyCase.Duties(state);
        foreach (var effect in duties)
        {
            var lost = effect is PlaceRequest place && asked.All(item => item.Text(Requests.RequestKey) != place.Request.Key);
            if (!lost && known.TryGetValue(Ledger.KeyOf(caseId, effect.Key), out var row) && row.Text(EffectLedger.State) == "done") continue;
            var lists = await reference.GetAsync(cancellationToken);
            if (effect is MailRequest ask && await mails.WaitsAsync(state, ask, known, lists, cancellationToken)) continue;
            // Somebody deleted the request while the case still asks: what the ledger remembers of it no longer holds.
            await ledger.SeeToAsync(caseId, effect, lost ? NotDone : known, () => ActAsync(state, effect, lists, cancellationToken), cancellationToken);
        }

        var cards = Teams is null ? [] : await Teams.SeeToAsync(state, known, cancellationToken);
        followed.Reconciled(caseId, state.Seq, began);
        return duties.Select(effect => Ledger.KeyOf(caseId, effect.Key)).Concat(cards).ToHashSet();
    }

    /// <summary>Where several must agree, the request says who did, and stands with those who have not.</summary>
    private async Task ShowEndorsedAsync(CaseState state, IReadOnlyList<Item> asked, CancellationToken cancellationToken)
    {
        var said = FieldMapper.Cut(Words.Endorsed(state), 255);
        if (asked.FirstOrDefault(item => item.Text(Requests.RequestKey) == state.Request!.Key && item.Text(Requests.Answered) != said) is not { } request) return;
        var left = RequestPlacer.AskedOf(state, state.Request!, await reference.GetAsync(cancellationToken)).Select(member => member.Account!.SiteUserId).ToArray();
        await Showing.WriteAsync(requests, request.Id, request, _ => new Fields { [Requests.Answered] = said, [Requests.AssignedTo] = left }, cancellationToken);
    }

    private Task ActAsync(CaseState state, Effect effect, Reference lists, CancellationToken cancellationToken)
    {
        var key = Ledger.KeyOf(state.CaseId, effect.Key);
        return effect switch
        {
            PlaceRequest place => placer.PlaceAsync(state, place.Request, lists, cancellationToken),
            MailRequest ask => mails.AskAsync(state, ask.Request, lists, key, cancellationToken),
            InformReturn inform => work.Returns.InformAsync(state, inform, cancellationToken),
            OpenSubmissions => work.Drafts.OpenAsync(state, lists, cancellationToken),
            _ => work.Of(state).ActAsync(state, effect, lists, key, cancellationToken),
        };
    }
}

/// <summary>What follows from each kind of case, and what kinds have in common.</summary>
/// <param name="Return">Of returns.</param>
/// <param name="Session">Of council sessions.</param>
/// <param name="Submission">Of submissions.</param>
/// <param name="Story">Of stories.</param>
/// <param name="Returns">Tells returns what became of their lines.</param>
/// <param name="Drafts">Opens drafts of submissions.</param>
public sealed record CaseWork(ICaseWork Return, ICaseWork Session, ICaseWork Submission, ICaseWork Story, ReturnNews Returns, SubmissionDrafts Drafts)
{
    /// <summary>What follows from a case of this kind.</summary>
    public ICaseWork Of(CaseState state) => state switch { SessionState => Session, SubmissionState => Submission, StoryState => Story, _ => Return };
}
