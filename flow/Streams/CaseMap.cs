using System.Collections.Concurrent;
using EmulationM365.Cases;

namespace EmulationM365.Streams;

/// <summary>
/// Which case an item belongs to. Of a deleted item only the id is told; so what passed by is remembered, and after a restart the map is made again from the
/// open cases when it is first needed.
/// </summary>
public sealed class CaseMap(int year)
{
    private static readonly Dictionary<string, char> Kinds = new() { ["UnitReturns"] = 'r', ["CouncilSessions"] = 's', ["Submissions"] = 't', ["Stories"] = 'd' };
    private readonly ConcurrentDictionary<(string List, string Id), string> _cases = new();
    private readonly ConcurrentDictionary<(string List, string Id), string> _gone = new();

    /// <summary>The map was made from the open cases since the process began.</summary>
    public bool Whole { get; set; }

    /// <summary>The item belongs to a case.</summary>
    public void Learn(string list, string itemId, string caseId)
    {
        if (caseId.Length > 0) _cases[(list, itemId)] = caseId;
    }

    /// <summary>A case was folded: its lines are items too.</summary>
    public void Learn(CaseState state)
    {
        if (state is not ReturnState returned) return;
        foreach (var line in returned.Lines) _cases[("Nominations", line.Line.Id)] = state.CaseId;
    }

    /// <summary>The case of an item; empty when none is known. Where an item stands for its case, its id says it.</summary>
    public string Of(string list, string itemId) => KindOf(list) is { } kind ? AnyCase.IdOf(kind, year, itemId)
        : _cases.GetValueOrDefault((list, itemId)) ?? _gone.GetValueOrDefault((list, itemId)) ?? "";

    /// <summary>Items of a list that are known to be there.</summary>
    public IReadOnlyList<string> Items(string list) => [.. _cases.Keys.Where(key => key.List == list).Select(key => key.Id)];

    /// <summary>An item is gone.</summary>
    public void Gone(string list, string itemId)
    {
        _cases.TryRemove((list, itemId), out var caseId);
        _gone[(list, itemId)] = caseId ?? Of(list, itemId);
    }

    /// <summary>An item that is there was known to be gone: somebody restored it. Says so once.</summary>
    public bool CameBack(string list, string itemId) => _gone.TryRemove((list, itemId), out _);

    /// <summary>Items of the list belong to cases: they stand for one, are its lines, or ask for its sake.</summary>
    public static bool Holds(string list) => list is "Nominations" or "Requests" || KindOf(list) is not null;

    /// <summary>List in which the item stands that a case is about; null when it is about none.</summary>
    public static string? ListOf(string caseId) => Kinds.FirstOrDefault(pair => caseId.StartsWith(pair.Value)).Key;

    /// <summary>Letter of the kind of case for which an item of a list stands; null when it stands for none.</summary>
    public static char? KindOf(string list) => Kinds.TryGetValue(list, out var kind) ? kind : null;
}
