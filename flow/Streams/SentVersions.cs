using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Streams;

/// <summary>A difference between what was sent and what stands there now.</summary>
/// <param name="Item">The item as it stands now; null when it is gone.</param>
/// <param name="ItemId">Its id.</param>
/// <param name="OfReturn">The return itself, and not one of its lines.</param>
/// <param name="What"><c>added</c>, <c>removed</c> or <c>changed</c>.</param>
/// <param name="Column">Column that differs; null = the title, or the whole item.</param>
/// <param name="Before">What was sent in that column.</param>
/// <param name="By">Who set it to what it says; null when nobody can tell.</param>
/// <param name="Version">Version in which that was done.</param>
public sealed record Difference(Item? Item, string ItemId, bool OfReturn, string What, ColumnSchema? Column, object? Before, Editor? By, string Version);

/// <summary>Compares a return with what was sent, item by item, by the versions the lists keep of each.</summary>
public static class SentVersions
{
    /// <summary>Everything that differs. Of an item whose version as sent is no longer kept, the whole item differs and cannot be put back.</summary>
    /// <param name="content">The return as it stands now.</param>
    /// <param name="marks">Marks of what was sent.</param>
    /// <param name="returns">List of returns.</param>
    /// <param name="nominations">List of lines.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<IReadOnlyList<Difference>> ReadAsync(
        ReturnContent content, IReadOnlyDictionary<string, string> marks, ListStore returns, ListStore nominations, CancellationToken cancellationToken)
    {
        var found = new List<Difference>();
        if (marks.TryGetValue(ReturnReader.Itself, out var own) && ReturnReader.ReturnMark(content.Item) != own)
            found.AddRange(await ChangedAsync(returns, content.Item, own, ReturnReader.ReturnMark, ReturnReader.OfReturn, true, cancellationToken));
        foreach (var line in content.Lines.Where(line => marks.GetValueOrDefault(line.Id) != ReturnReader.LineMark(line)))
        {
            if (marks.TryGetValue(line.Id, out var sent)) found.AddRange(await ChangedAsync(nominations, line, sent, ReturnReader.LineMark, ReturnReader.OfLines, false, cancellationToken));
            else found.Add(await AddedAsync(nominations, line, cancellationToken));
        }

        var there = content.Lines.Select(line => line.Id).ToHashSet();
        found.AddRange(marks.Keys.Where(id => id != ReturnReader.Itself && !there.Contains(id)).Order(StringComparer.Ordinal).Select(id => new Difference(null, id, false, "removed", null, null, null, "")));
        return found;
    }

    private static async Task<Difference> AddedAsync(ListStore store, Item line, CancellationToken cancellationToken)
    {
        var versions = await store.VersionsAsync(line.Id, cancellationToken);
        return new Difference(line, line.Id, false, "added", null, null, versions[^1].Item.Editor, versions[^1].Label);
    }

    private static async Task<IEnumerable<Difference>> ChangedAsync(
        ListStore store, Item item, string mark, Func<Item, string> markOf, IReadOnlyList<ColumnSchema> columns, bool ofReturn, CancellationToken cancellationToken)
    {
        // A version does not name the content type, by which an empty subject is read.
        var versions = (await store.VersionsAsync(item.Id, cancellationToken)).Select(version => version with { Item = version.Item with { ContentType = item.ContentType } }).ToList();
        var sent = versions.FirstOrDefault(version => markOf(version.Item) == mark)?.Item;
        if (sent is null) return [new Difference(item, item.Id, ofReturn, "changed", null, null, versions[0].Item.Editor, versions[0].Label)];
        var changed = columns.Where(column => ReturnReader.Written(item, column) != ReturnReader.Written(sent, column))
            .Select(column => Of(column, version => ReturnReader.Written(version, column), sent.Values.GetValueOrDefault(column)));
        return sent.Title == item.Title || ofReturn ? changed : changed.Append(Of(null, version => version.Title, sent.Title));

        Difference Of(ColumnSchema? column, Func<Item, string> read, object? before)
        {
            var set = versions.TakeWhile(version => read(version.Item) == read(versions[0].Item)).Last();
            return new Difference(item, item.Id, ofReturn, "changed", column, before, set.Item.Editor, set.Label);
        }
    }
}
