using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365;

/// <summary>Makes the map from items to cases anew, after a restart, from the cases themselves.</summary>
public static class OpenCases
{
    private static readonly string[] Lists = ["UnitReturns", "CouncilSessions", "Submissions"];

    /// <summary>Folds every case of the year and reads the requests. A few units a case; needed once a process, and only when something was deleted.</summary>
    /// <returns>Cases that ask something whose request is not in the list: somebody deleted it.</returns>
    public static async Task<IReadOnlyList<string>> MapAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var requests = await flow.Stores["Requests"].QueryAsync(null, cancellationToken);
        foreach (var request in requests) flow.Map.Learn("Requests", request.Id, request.Text(Requests.CaseId));
        var there = requests.Select(request => request.Text(Requests.RequestKey)).ToHashSet();
        var asking = new List<string>();
        foreach (var list in Lists)
        {
            foreach (var item in await flow.Stores[list].QueryAsync(null, cancellationToken))
            {
                if (await StateOfAsync(flow, AnyCase.IdOf(CaseMap.KindOf(list)!.Value, flow.Site.Year, item.Id), item, cancellationToken) is not { } state) continue;
                flow.Map.Learn(state);
                if (state.Request is { } asked && !there.Contains(asked.Key)) asking.Add(state.CaseId);
            }
        }

        flow.Map.Whole = true;
        return asking;
    }

    /// <summary>A case that cannot be read is parked elsewhere; the map does without it.</summary>
    private static async Task<CaseState?> StateOfAsync(SiteFlow flow, string caseId, Item item, CancellationToken cancellationToken)
    {
        if (item.Values.All(pair => pair.Key.Name != "CaseId")) return null;
        try
        {
            return AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
        }
        catch (UnknownEventException)
        {
            return null;
        }
    }
}
