using EmulationM365.Schema;
using Microsoft.Graph.Models;
using Microsoft.Graph.Sites.Item.Lists.Item.Items;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Microsoft365;

/// <summary>Where a list stands on the tenant.</summary>
/// <param name="SiteId">Site id, the triple.</param>
/// <param name="ListId">List id.</param>
/// <param name="Schema">What the list is.</param>
public sealed record ListAddress(string SiteId, string ListId, ListSchema Schema);

/// <summary>A version of an item.</summary>
/// <param name="Label">Its label, "3.0".</param>
/// <param name="Item">The item as it was.</param>
public sealed record ItemVersion(string Label, Item Item);

/// <summary>Changes read from a list, and where to go on.</summary>
/// <param name="Items">Latest state of each changed item; the last occurrence wins.</param>
/// <param name="DeltaLink">Where to go on next time.</param>
/// <param name="Fresh">Everything was enumerated: what is not among the items is gone.</param>
public sealed record DeltaRead(IReadOnlyList<Item> Items, string DeltaLink, bool Fresh);

/// <summary>What came of writing one item of several.</summary>
/// <param name="Item">The item; with its new version mark when it was written, empty when the service did not tell it.</param>
/// <param name="Failure">Null when it was written. Else <see cref="Failure.Changed"/> when somebody wrote in between, <see cref="Failure.Unknown"/> when it may be written or not, and so on.</param>
public sealed record ItemWrite(Item Item, M365Exception? Failure);

/// <summary>
/// Reads and writes the items of one list by its schema. A read may lag behind what was written; one that shows an item older than this process has already
/// seen it, in a change, an answer or an earlier read, is not believed.
/// </summary>
public sealed class ListStore(Tenancy tenancy, ListAddress address)
{
    /// <summary>Where the list stands.</summary>
    public ListAddress Address { get; } = address;

    private readonly SeenVersions _seen = new();
    private long _writes;

    /// <summary>How often this process has begun to write to the list: what was read before the last of them is old.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    private ItemsRequestBuilder Items => tenancy.Graph.Sites[Address.SiteId].Lists[Address.ListId].Items;

    private string Selected => "fields($select=" + string.Join(',', Address.Schema.Columns.Select(column => column.Kind == ColumnKind.People ? column.Name : column.WireName).Prepend("Title").Prepend("id")) + ")";

    /// <summary>Items whose indexed column holds a value; 2 units a page.</summary>
    public Task<IReadOnlyList<Item>> FindAsync(ColumnSchema column, string value, CancellationToken cancellationToken) =>
        Ahead(ReadAhead.Find(this, column, value)) ?? QueryAsync($"fields/{column.WireName} eq '{value.Replace("'", "''", StringComparison.Ordinal)}'", cancellationToken);

    /// <summary>Items whose lookup column points to an item.</summary>
    public Task<IReadOnlyList<Item>> FindAsync(ColumnSchema column, int target, CancellationToken cancellationToken) =>
        Ahead(ReadAhead.Find(this, column, target)) ?? QueryAsync($"fields/{column.WireName} eq {target}", cancellationToken);

    /// <summary>Items that a filter over indexed columns admits; null = all. Pages are followed to the end.</summary>
    public Task<IReadOnlyList<Item>> QueryAsync(string? filter, CancellationToken cancellationToken) => Failures.Named<IReadOnlyList<Item>>(Name("read"), async () =>
    {
        var begun = _seen.Begin();
        var page = await Items.GetAsync(request =>
        {
            request.QueryParameters.Expand = [Selected];
            request.QueryParameters.Filter = filter;
            request.QueryParameters.Top = 200;
        }, cancellationToken);
        var items = await Paging.AllAsync(tenancy, page, each => each.Value, next => Items.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
        return Believed([.. items.Select(Read)], begun);
    }, cancellationToken);

    /// <summary>One item; null when it is not there.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Unknown"/> when it is not shown although it was seen before: it was deleted a moment ago, or the read lags behind.</exception>
    public async Task<Item?> GetAsync(string id, CancellationToken cancellationToken)
    {
        var begun = _seen.Begin();
        if (ReadAhead.Get(this, id) is { } held && !_seen.IsOld(held, begun)) return held;
        try
        {
            return await Failures.Named(Name($"read item {id} of"), async () => Believed([Read(Failures.Held(await Items[id].GetAsync(
                request => request.QueryParameters.Expand = [Selected], cancellationToken)))], begun)[0], cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
        {
            return !_seen.Knows(id) ? null : throw new M365Exception(Failure.Unknown, Name($"read item {id} of"), "the service does not show it any more, or not yet", failure);
        }
    }

    /// <summary>Makes an item, key and all in the one call that creates it. One attempt.</summary>
    /// <returns>Id and version mark of the new item.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Conflict"/> when a unique value is taken; <see cref="Failure.Unknown"/> when it may exist or not.</exception>
    public Task<Item> CreateAsync(Fields fields, CancellationToken cancellationToken) => Failures.Named(Name("add to"), async () =>
    {
        Wrote();
        return _seen.Note(Read(Failures.Held(await Items.PostAsync(new ListItem { Fields = FieldMapper.Write(fields) }, cancellationToken: cancellationToken))));
    }, cancellationToken);

    /// <summary>Makes an item whose unique key may already be there.</summary>
    /// <returns>False when it was there before.</returns>
    public async Task<bool> EnsureAsync(Fields fields, CancellationToken cancellationToken)
    {
        try
        {
            await CreateAsync(fields, cancellationToken);
            return true;
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            return false;
        }
    }

    /// <summary>Writes fields of an item if nobody wrote since it was read.</summary>
    /// <returns>The item with its new version mark, which is empty when the service did not tell it.</returns>
    /// <exception cref="M365Exception"><see cref="Failure.Changed"/> when somebody did.</exception>
    public Task<Item> UpdateAsync(Item item, Fields fields, CancellationToken cancellationToken) => Failures.Named(Name($"write item {item.Id} of"), async () =>
    {
        Wrote();
        var written = await Items[item.Id].Fields.PatchAsync(FieldMapper.Write(fields), request => request.Headers.Add("If-Match", Mark(item)), cancellationToken);
        return _seen.Note(item with { ETag = written?.AdditionalData.TryGetValue("@odata.etag", out var mark) == true ? mark.ToString()! : "" });
    }, cancellationToken);

    /// <summary>Writes fields of several items, each if nobody wrote to it since it was read: twenty in one request. Each is judged alone, and none waits for another.</summary>
    /// <returns>What came of each, in the order asked.</returns>
    public async Task<IReadOnlyList<ItemWrite>> UpdateManyAsync(IReadOnlyList<(Item Item, Fields Fields)> writes, CancellationToken cancellationToken)
    {
        Wrote(writes.Count);
        var answers = await new Batch(tenancy).SendAsync([.. writes.Select(write => new BatchPart(Name($"write item {write.Item.Id} of"), Items[write.Item.Id].Fields.ToPatchRequestInformation(
            FieldMapper.Write(write.Fields), request => request.Headers.Add("If-Match", Mark(write.Item)))))], cancellationToken);
        return [.. writes.Zip(answers, (write, answer) => new ItemWrite(
            answer.Failure is null ? write.Item with { ETag = (string?)answer.Body["@odata.etag"] ?? "" } : write.Item, answer.Failure))];
    }

    /// <summary>Removes an item if nobody wrote since it was read.</summary>
    /// <returns>False when somebody did, or removed it themselves.</returns>
    public async Task<bool> RemoveAsync(Item item, CancellationToken cancellationToken)
    {
        try
        {
            return await Failures.Named(Name($"remove item {item.Id} of"), async () =>
            {
                Wrote();
                await Items[item.Id].DeleteAsync(request => request.Headers.Add("If-Match", item.ETag), cancellationToken);
                return true;
            }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.NotFound)
        {
            return false;
        }
    }

    /// <summary>Versions of an item, newest first.</summary>
    public Task<IReadOnlyList<ItemVersion>> VersionsAsync(string id, CancellationToken cancellationToken) =>
        Failures.Named<IReadOnlyList<ItemVersion>>(Name($"read versions of item {id} of"), async () =>
        {
            var page = await Items[id].Versions.GetAsync(request => request.QueryParameters.Expand = ["fields"], cancellationToken);
            return [.. Failures.Held(page?.Value).Select(version => new ItemVersion(version.Id!, Read(id, "", version.LastModifiedBy, version.LastModifiedDateTime, version.Fields)))];
        }, cancellationToken);

    /// <summary>What changed since a link; from the beginning without one, and also when the link has died or leads to another tenant.</summary>
    public async Task<DeltaRead> DeltaAsync(string? link, CancellationToken cancellationToken)
    {
        if (link is not null && !tenancy.IsOwn(link)) link = null;
        try
        {
            return await PagesAsync(link, link is null, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Gone)
        {
            return await PagesAsync(failure.Location is { } location ? tenancy.Own(location) : null, true, cancellationToken);
        }
    }

    private Task<DeltaRead> PagesAsync(string? link, bool fresh, CancellationToken cancellationToken) => Failures.Named(Name("read changes of"), async () =>
    {
        var latest = new Dictionary<string, Item>();
        while (true)
        {
            var page = link is null
                ? await Items.Delta.GetAsDeltaGetResponseAsync(request => request.QueryParameters.Expand = ["fields"], cancellationToken)
                : await Items.Delta.WithUrl(tenancy.Own(link)).GetAsDeltaGetResponseAsync(cancellationToken: cancellationToken);
            foreach (var item in Failures.Held(Failures.Held(page).Value).Select(Read)) latest[item.Id] = _seen.Note(item);
            if (page!.OdataDeltaLink is { } done) return new DeltaRead([.. latest.Values], done, fresh);
            link = page.OdataNextLink ?? throw new M365Exception(Failure.Unknown, Name("read changes of"), "a page named neither the next nor the end");
        }
    }, cancellationToken);

    /// <summary>Items that were read ahead, unless one of them was seen newer since.</summary>
    private Task<IReadOnlyList<Item>>? Ahead(IReadOnlyList<Item>? items)
    {
        var begun = _seen.Begin();
        return items is null || items.Any(item => _seen.IsOld(item, begun)) ? null : Task.FromResult(items);
    }

    private IReadOnlyList<Item> Believed(IReadOnlyList<Item> items, long begun) => items.FirstOrDefault(item => _seen.IsOld(item, begun)) is { } old
        ? throw new M365Exception(Failure.Unknown, Name($"read item {old.Id} of"), "the service showed it older than it is known to be") : [.. items.Select(_seen.Note)];

    /// <summary>What a write is conditional on.</summary>
    private static string Mark(Item item) =>
#if MUTANTS
        Mutant.Is("projection-without-etag") && item.Values.Keys.Any(column => column.Name is "Status" or "Stage" or "LineStatus") ? "*" :
#endif
        item.ETag;

    private Item Read(ListItem item) => item.AdditionalData.ContainsKey("deleted")
        ? new Item(item.Id!, "", "", new Dictionary<ColumnSchema, object>(), new Editor(null, "", null), default, true)
        : Read(item.Id!, item.ETag ?? "", item.LastModifiedBy, item.LastModifiedDateTime, item.Fields) with
        {
            ContentType = item.ContentType?.Name ?? "",
            Creator = item.CreatedBy is { } maker ? new Editor(maker.User?.Id, maker.User?.DisplayName ?? maker.Application?.DisplayName ?? "", maker.Application?.Id) : null,
        };

    private Item Read(string id, string etag, IdentitySet? by, DateTimeOffset? at, FieldValueSet? fields)
    {
        var data = fields?.AdditionalData ?? new Dictionary<string, object>();
        return new Item(id, etag, FieldMapper.Title(data), FieldMapper.Read(Address.Schema, data),
            new Editor(by?.User?.Id, by?.User?.DisplayName ?? by?.Application?.DisplayName ?? "", by?.Application?.Id), at ?? default, false);
    }

    private void Wrote(int items = 1)
    {
        Interlocked.Add(ref _writes, items);
        ReadAhead.Wrote(this, items);
    }

    private string Name(string act) => $"{act} list {Address.Schema.Name}";
}
