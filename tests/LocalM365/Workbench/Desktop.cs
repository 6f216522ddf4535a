using System.Net;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>A browser without scripts, in which one person is signed in; it follows no redirect by itself.</summary>
internal sealed class Desktop : IDisposable
{
    private readonly HttpClient _http;

    public Desktop(LocalTenant tenant, string person)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = tenant.App.BaseAddress };
        _http.DefaultRequestHeaders.Add("Cookie", "localm365.person=" + person);
    }

    public async Task<Leaf> GetAsync(string path, CancellationToken cancellationToken) => await Leaf.ReadAsync(_http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellationToken), cancellationToken);

    /// <summary>The HTML of a page that is there.</summary>
    public async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var leaf = await GetAsync(path, cancellationToken);
        Assert.True(leaf.Status == 200, $"{path} answered {leaf.Status}: {leaf.Html}");
        return leaf.Html;
    }

    public async Task<Leaf> SendAsync(string path, CancellationToken cancellationToken, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        return await Leaf.ReadAsync(_http.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken), cancellationToken);
    }

    public async Task<Leaf> UploadAsync(string path, string taken, CancellationToken cancellationToken, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(taken), "taken" } };
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "files", name);
        return await Leaf.ReadAsync(_http.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken), cancellationToken);
    }

    public void Dispose() => _http.Dispose();
}

/// <summary>What a page answered.</summary>
internal sealed record Leaf(int Status, string Html, string Location, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The HTML as a person reads it: entities resolved.</summary>
    public string Text => WebUtility.HtmlDecode(Html);

    public static async Task<Leaf> ReadAsync(Task<HttpResponseMessage> asked, CancellationToken cancellationToken)
    {
        using var answer = await asked;
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Leaf((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers.Location?.OriginalString ?? "", headers);
    }
}
