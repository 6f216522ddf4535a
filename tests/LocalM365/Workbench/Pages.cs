using System.Net;
using System.Text.RegularExpressions;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>A person's browser without scripts: keeps cookies, follows no redirect by itself, sends forms as they stand in the page.</summary>
public sealed partial class Pages : IDisposable
{
    private readonly HttpClient _http;

    public Pages(LocalTenant tenant)
    {
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = tenant.App.BaseAddress };
    }

    public static async Task<Pages> OfAsync(LocalTenant tenant, string person, CancellationToken cancellationToken)
    {
        var pages = new Pages(tenant);
        Assert.Equal(302, (await pages.GetAsync("/signin?as=" + person, cancellationToken)).Status);
        return pages;
    }

    public async Task<Shown> GetAsync(string path, CancellationToken cancellationToken) =>
        await Shown.ReadAsync(_http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellationToken), cancellationToken);

    /// <summary>The HTML of a page that is there.</summary>
    public async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var shown = await GetAsync(path, cancellationToken);
        Assert.True(shown.Status == 200, $"{path} answered {shown.Status}: {shown.Html}");
        return shown.Html;
    }

    /// <summary>Sends fields, with the hidden ones of the page's form beneath them.</summary>
    public Task<Shown> SendAsync(string path, Shown page, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        var all = Hidden().Matches(page.Html).Where(match => !fields.ContainsKey(match.Groups[1].Value)).Select(match => KeyValuePair.Create(match.Groups[1].Value, WebUtility.HtmlDecode(match.Groups[2].Value)));
        return PostAsync(path, [.. all, .. fields], cancellationToken);
    }

    public async Task<Shown> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Shown.ReadAsync(_http.SendAsync(request, cancellationToken), cancellationToken);
    }

    /// <summary>Sends fields and nothing else.</summary>
    public Task<Shown> SendAsync(string path, CancellationToken cancellationToken, params (string Name, string Value)[] fields) =>
        PostAsync(path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), cancellationToken);

    public async Task<Shown> PostAsync(string path, MultipartFormDataContent form, CancellationToken cancellationToken) =>
        await Shown.ReadAsync(_http.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken), cancellationToken);

    /// <summary>Sends files into a library, with what is to become of a name that is taken.</summary>
    public async Task<Shown> UploadAsync(string path, string taken, CancellationToken cancellationToken, params (string Name, byte[] Content)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(taken), "taken" } };
        foreach (var (name, content) in files) form.Add(new ByteArrayContent(content), "files", name);
        return await PostAsync(path, form, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}

/// <summary>A page as it came.</summary>
public sealed record Shown(int Status, string Html, string Location, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>What a person reads: without marks, entities resolved, white space folded.</summary>
    public string Text => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<(script|style|datalist)[^>]*>.*?</\\1>|<[^>]*>", " ", RegexOptions.Singleline)), @"\s+", " ");

    /// <summary>The HTML with its entities resolved.</summary>
    public string Resolved => WebUtility.HtmlDecode(Html);

    public static async Task<Shown> ReadAsync(Task<HttpResponseMessage> asked, CancellationToken cancellationToken)
    {
        using var answer = await asked;
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase);
        return new Shown((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers.Location?.OriginalString ?? "", headers);
    }
}
