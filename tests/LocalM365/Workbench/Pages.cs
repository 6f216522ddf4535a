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

    public async Task<Shown> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(path, UriKind.RelativeOrAbsolute), cancellationToken);
        return await Shown.ReadAsync(answer, cancellationToken);
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
        using var answer = await _http.SendAsync(request, cancellationToken);
        return await Shown.ReadAsync(answer, cancellationToken);
    }

    public async Task<Shown> PostAsync(string path, MultipartFormDataContent form, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), form, cancellationToken);
        return await Shown.ReadAsync(answer, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex Hidden();
}

/// <summary>A page as it came.</summary>
public sealed record Shown(int Status, string Html, string? Location, HttpResponseMessage Answer)
{
    /// <summary>What a person reads: without marks, entities resolved, white space folded.</summary>
    public string Text => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(Html, "<(script|style|datalist)[^>]*>.*?</\\1>|<[^>]*>", " ", RegexOptions.Singleline)), @"\s+", " ");

    public static async Task<Shown> ReadAsync(HttpResponseMessage answer, CancellationToken cancellationToken) =>
        new((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken), answer.Headers.Location?.OriginalString, answer);
}
