using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Contract;

/// <summary>One of the two tenants that the product is tried on, spoken to by plain HTTP, with the few hands that it has for tests.</summary>
public abstract class ContractTenant : IAsyncLifetime
{
    private int _keys;

    /// <summary>What was asked of it, as templates.</summary>
    public HashSet<string> Asked { get; } = [];

    /// <summary>Path of the site on Graph.</summary>
    public string Site => $"/v1.0/sites/{SiteId}";

    public abstract string Host { get; }

    public abstract string SiteId { get; }

    public abstract DateTimeOffset Now { get; }

    /// <summary>Resource units spent by the product since it stands.</summary>
    public abstract Task<long> UnitsAsync();

    /// <summary>Subjects of the mails that went out.</summary>
    public abstract Task<IReadOnlyList<string>> MailsAsync();

    /// <summary>All delta tokens of a list die.</summary>
    public abstract Task ExpireAsync(string list);

    public abstract Task PassAsync(TimeSpan time);

    /// <summary>Subscriptions vanish without a word.</summary>
    public abstract Task DropSubscriptionsAsync();

    /// <summary>The next request is refused, with so many seconds to wait.</summary>
    public abstract Task ThrottleNextAsync(int seconds);

    /// <summary>An adds an item in the browser.</summary>
    /// <returns>Its id.</returns>
    public abstract Task<string> AddByPersonAsync(string list, JsonObject fields);

    /// <summary>A file is put into the library of documents.</summary>
    public abstract Task UploadAsync(string name);

    /// <summary>A folder is made in the root of the library of documents.</summary>
    public abstract Task FolderAsync(string name);

    public abstract string ListId(string list);

    public abstract ValueTask InitializeAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>A text that no other row uses.</summary>
    public string Key() => $"k{++_keys:D5}";

    public string List(string list) => $"{Site}/lists/{ListId(list)}";

    public string Items(string list) => $"{List(list)}/items";

    public Task<Answer> GetAsync(string path, params (string, string)[] headers) => AskAsync("GET", path, null, headers);

    public Task<Answer> PostAsync(string path, JsonNode? body) => AskAsync("POST", path, body);

    public Task<Answer> PatchAsync(string path, JsonNode body, params (string, string)[] headers) => AskAsync("PATCH", path, body, headers);

    public Task<Answer> DeleteAsync(string path, params (string, string)[] headers) => AskAsync("DELETE", path, null, headers);

    /// <summary>Makes an item.</summary>
    public async Task<(string Id, string ETag)> AddAsync(string list, params (string Name, JsonNode? Value)[] fields)
    {
        var made = await PostAsync(Items(list), Fields(fields));
        Assert.True(made.Status == 201, made.Text);
        return (made.Id, made.Json["eTag"]!.GetValue<string>());
    }

    /// <summary>The body that makes an item.</summary>
    public static JsonObject Fields(params (string Name, JsonNode? Value)[] fields) => new() { ["fields"] = Values(fields) };

    public static JsonObject Values(params (string Name, JsonNode? Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    /// <summary>SharePoint REST below the web of the site.</summary>
    public Task<Answer> RestAsync(string method, string path, JsonNode? body = null) => AskAsync(method, "/sites/tdkt/_api/web/" + path, body);

    /// <summary>Units that some calls cost.</summary>
    public async Task<long> CostOfAsync(Func<Task> calls)
    {
        var before = await UnitsAsync();
        await calls();
        return await UnitsAsync() - before;
    }

    /// <summary>Asks with a token of the test's own choice; null = none.</summary>
    public async Task<Answer> AskWithAsync(string? token, string method, string path, JsonNode? body = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path.StartsWith("http", StringComparison.Ordinal) ? path : Origin + path);
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        lock (Asked)
        {
            foreach (var template in CallTemplate.Of(request, body)) Asked.Add(template);
        }

        using var answer = await SendAsync(request);
        return await Answer.ReadAsync(answer, TestContext.Current.CancellationToken);
    }

    protected abstract string Origin { get; }

    protected abstract Task<string> TokenAsync(bool rest);

    protected abstract Task<HttpResponseMessage> SendAsync(HttpRequestMessage request);

    private async Task<Answer> AskAsync(string method, string path, JsonNode? body, params (string, string)[] headers) =>
        await AskWithAsync(await TokenAsync(path.Contains("/_api/", StringComparison.Ordinal)), method, path, body, headers);
}
