using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>Makes the world agree with the events of a case: columns, requests, mail, register, news. It may run any number of times, at any moment.</summary>
public sealed class Reconciler(
    CaseStream stream, Ledger ledger, Projector projector, RequestPlacer placer, MailRoom mail, AwardWriter awards, NewsWriter news, ReferenceLists reference)
{
    /// <summary>Reconciles one case; a case without events owes nothing.</summary>
    public async Task ReconcileAsync(string caseId, CancellationToken cancellationToken)
    {
        var state = Evolve.Fold(caseId, await stream.LoadAsync(caseId, cancellationToken));
        if (state.Seq == 0) return;
        await projector.ShowAsync(state, cancellationToken);
        var known = await ledger.LoadAsync(caseId, cancellationToken);
        var owed = DesiredEffects.Of(state);
        if (owed.All(effect => known.TryGetValue(Ledger.KeyOf(caseId, effect.Key), out var row) && row.Text(Schema.Lists.EffectLedger.State) == "done")) return;
        var lists = await reference.GetAsync(cancellationToken);
        foreach (var effect in owed)
            await ledger.SeeToAsync(caseId, effect, known, () => ActAsync(state, effect, lists, cancellationToken), cancellationToken);
    }

    private Task ActAsync(ReturnState state, Effect effect, Reference lists, CancellationToken cancellationToken)
    {
        var key = Ledger.KeyOf(state.CaseId, effect.Key);
        return effect switch
        {
            PlaceRequest place => placer.PlaceAsync(state, place.Request, lists, cancellationToken),
            MailRequest ask => mail.AskAsync(state, ask.Request, lists, key, cancellationToken),
            MailSentBack back => mail.SentBackAsync(state, back.Because, lists, key, cancellationToken),
            RegisterAwards => awards.RegisterAsync(state, cancellationToken),
            PublishNews => news.PublishAsync(state, lists, cancellationToken),
            MailDecision => mail.DecidedAsync(state, lists, key, cancellationToken),
            _ => throw new InvalidOperationException($"Effect {effect.Key} has nobody to do it"),
        };
    }
}
