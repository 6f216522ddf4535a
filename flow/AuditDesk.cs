using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>Who saw and did what on a case, and when.</summary>
/// <param name="Title">What the case is called.</param>
/// <param name="CaseId">Case.</param>
/// <param name="Rows">In order of time.</param>
/// <param name="Faults">What is wrong with the chain of events; empty when it holds together.</param>
public sealed record AuditPage(string Title, string CaseId, IReadOnlyList<AuditRow> Rows, IReadOnlyList<HistoryFault> Faults);

/// <summary>Shows the history of a case, as it was recorded, to the office and the director who have no interest in it.</summary>
public sealed class AuditDesk(SiteFlows flows)
{
    /// <summary>The history of the case that a request belongs to.</summary>
    /// <param name="locator">The request.</param>
    /// <param name="objectId">Who asks.</param>
    /// <param name="name">Their name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>HTTP status that fits, and the history where it is 200.</returns>
    public async Task<(int Status, AuditPage? Page)> ShowAsync(string locator, string objectId, string name, CancellationToken cancellationToken)
    {
        if (!Locator.IsOne(locator) || await FindAsync(locator, cancellationToken) is not var (flow, caseId, kind) || !AnyCase.IsId(caseId)) return (404, null);
        var reference = await flow.Entitlement.ConfirmAsync(objectId, cancellationToken);
        Text.Meet(reference.LanguageOf(objectId));
        var actor = ListCommands.ActorOf(reference, objectId, name);
        var history = HistoryRows.Of(await flow.Stores["CaseEvents"].FindAsync(CaseEvents.CaseId, caseId, cancellationToken));
        if (history.Events == 0) return (404, null);
        // With an event that this version does not know nobody can say whose interests it touches.
        if (history.Fold(caseId) is not { } state) return (503, null);
        if (!actor.Is("office") && !actor.Is("director")) return (403, null);
        if (Conflicts.OfAct(state.Asked.Select(line => line.StaffKey), actor) is not null) return (403, null);
        var seen = await flow.Seen.LoadAsync(caseId, cancellationToken);
        return (200, new AuditPage(Headings.Title(state, kind, reference), caseId, AuditRows.Of(history.Rows(caseId), seen, id => reference.Behind(id)?.Name ?? ""), history.Faults));
    }

    private async Task<Tuple<SiteFlow, string, string>?> FindAsync(string locator, CancellationToken cancellationToken) => await flows.FindAsync(async (_, flow) =>
        await flow.Stores["Requests"].FindAsync(Requests.Locator, locator, cancellationToken) is [var item, ..] ? Tuple.Create(flow, item.Text(Requests.CaseId), item.Text(Requests.Kind)) : null, cancellationToken);
}
