using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>What the address of a list page asks for beside the view: an order, filters, a page, the grid.</summary>
internal sealed class ListQuestion
{
    /// <summary>What one address asks and the next does not: a page of another order, and what came of the press before.</summary>
    private static readonly HashSet<string> _once = ["page", "export", "done", "refused"];

    private readonly Dictionary<string, string[]> _options;

    public ListQuestion(IQueryCollection query) =>
        _options = query.ToDictionary(option => option.Key, option => option.Value.OfType<string>().Where(text => text.Length > 0).ToArray()).Where(option => option.Value.Length > 0).ToDictionary();

    public string? View => One("view");

    public string? Sort => One("sort");

    public bool Down => One("dir") == "desc";

    /// <summary>The month that a calendar shows, as 2025-06.</summary>
    public string? Month => One("month");

    public bool IsGrid => One("grid") is not null;

    public int Page => int.TryParse(One("page"), CultureInfo.InvariantCulture, out var page) && page is > 0 and < 1_000_000 ? page : 1;

    public bool IsFiltered => _options.Keys.Any(name => name.StartsWith(ListFilter.Prefix, StringComparison.Ordinal));

    public IReadOnlyList<string> Filter(string name) => _options.GetValueOrDefault(ListFilter.Prefix + name, []);

    public string? First(string name) => Filter(name) is [var text, ..] ? text : null;

    /// <summary>The address of the same page with some options set otherwise; null takes one away. Another order, filter or view begins at the first page.</summary>
    public string With(string address, params (string Name, string? Value)[] changes)
    {
        var kept = _options.Where(option => !_once.Contains(option.Key) && changes.All(change => change.Name != option.Key))
            .SelectMany(option => option.Value.Select(value => KeyValuePair.Create(option.Key, (string?)value)));
        return QueryHelpers.AddQueryString(address, kept.Concat(changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Name, change.Value))));
    }

    /// <summary>Where a form of this page is sent: the page it came from is the page it comes back to.</summary>
    public string Again(string address, params (string Name, string? Value)[] changes) => With(address, [.. changes, ("page", Page > 1 ? Page.ToString(CultureInfo.InvariantCulture) : null)]);

    /// <summary>A view that the path named stays in the addresses that lead on from it.</summary>
    public void Through(ListPlace place, ListLook look)
    {
        if (place.Visit.Route("view").Length > 0) _options["view"] = [look.Id];
    }

    /// <summary>The options as hidden fields of a form that sends one of them itself.</summary>
    public IEnumerable<(string Name, string Value)> Others(Func<string, bool> isOwn) =>
        _options.Where(option => !_once.Contains(option.Key) && !isOwn(option.Key)).SelectMany(option => option.Value.Select(value => (option.Key, value)));

    private string? One(string name) => _options.TryGetValue(name, out var values) ? values[0] : null;
}

/// <summary>Pieces of SQL put together.</summary>
internal static class Conditions
{
    public static FormattableString All(IEnumerable<FormattableString> pieces) => pieces.Aggregate((FormattableString)$"1 = 1", (left, right) => $"{left} AND {right}");

    public static FormattableString Any(IReadOnlyCollection<FormattableString> pieces) =>
        pieces.Count == 0 ? $"1 = 1" : FormattableStringFactory.Create("({0})", pieces.Aggregate((left, right) => $"{left} OR {right}"));
}
