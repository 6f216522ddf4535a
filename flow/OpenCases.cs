using EmulationM365.Cases;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365;

/// <summary>
/// Makes the map from items to cases anew, after a restart, from what is recorded: an item that was deleted while nobody looked stands in no list any more, only in
/// the events of its case.
/// </summary>
public static class OpenCases
{
    /// <summary>Folds every case of the year and reads the requests. 2 units for each 200 rows; needed once a process, and only when something may be gone.</summary>
    /// <returns>Cases that ask something whose request is not in the list: somebody deleted it.</returns>
    public static async Task<IReadOnlyList<string>> MapAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var requests = await flow.Stores["Requests"].QueryAsync(null, cancellationToken);
        foreach (var request in requests) flow.Map.Learn("Requests", request.Id, request.Text(Requests.CaseId));
        var there = requests.Select(request => request.Text(Requests.RequestKey)).ToHashSet();
        var history = await HistoryRows.LoadAsync(flow.Stores["CaseEvents"], cancellationToken);
        var asking = new List<string>();
        foreach (var caseId in history.Cases)
        {
            if (CaseMap.ListOf(caseId) is not { } list) continue;
            flow.Map.Learn(list, AnyCase.ItemIdOf(caseId), caseId);
            // A case that cannot be read is parked elsewhere; the map does without its lines.
            if (history.Fold(caseId) is not { } state) continue;
            flow.Map.Learn(state);
            if (state.Request is { } asked && !there.Contains(asked.Key)) asking.Add(state.CaseId);
        }

        flow.Map.Whole = true;
        return asking;
    }
}
