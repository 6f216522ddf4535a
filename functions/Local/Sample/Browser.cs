using System.Net;
using System.Text.RegularExpressions;
using EmulationM365.Functions.Pages;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>A page as a person got it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Html">The page.</param>
internal sealed record Page(int Status, string Html)
{
    /// <summary>It can be answered.</summary>
    public bool HasForm => Html.Contains("<form", StringComparison.Ordinal);
}

/// <summary>A person's browser: opens public addresses, signs in where it is sent to, fills in forms.</summary>
internal sealed partial class Browser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;
    private string _number = "";
    private string _person = "";

    /// <summary>A browser that knows nothing yet.</summary>
    public Browser() => _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies });

    public void Dispose() => _http.Dispose();

    /// <summary>Opens an address; a sign-in page is answered as this person, or left where there is none.</summary>
    public async Task<Page> OpenAsync(Uri address, SamplePerson? person, CancellationToken cancellationToken)
    {
        if (person is not null) _person = person.ObjectId;
        for (var hop = 0; hop < 10; hop++)
        {
            using var answer = await _http.GetAsync(address, cancellationToken);
            Trust(address, answer);
            if (answer.Headers.Location is not { } location) return new Page((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
            address = new Uri(address, location);
            if (!address.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal)) continue;
            if (person is null) return new Page((int)answer.StatusCode, "");
            address = new Uri($"{address}&prompt=none&login_hint={Uri.EscapeDataString(person.UserPrincipalName)}");
        }

        throw new RehearsalException($"{address} leads round in circles");
    }

    /// <summary>Sends the form of a page that is open, as the person who signed in here; also where the page shows that person no form.</summary>
    public async Task<Page> SendAsync(Uri address, Page page, IEnumerable<KeyValuePair<string, string>> fields, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new FormUrlEncodedContent(fields.Append(KeyValuePair.Create("content", Content().Match(page.Html).Groups[1].Value))
                .Append(KeyValuePair.Create(FormProof.Field, FormProof.Of(_number, _person)))),
        };
        request.Headers.Add("Origin", address.GetLeftPart(UriPartial.Authority));
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        using var answer = await _http.SendAsync(request, cancellationToken);
        return new Page((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellationToken));
    }

    /// <summary>Browsers take this machine's own address for secure, and send it cookies that are for https alone; the library does not.</summary>
    private void Trust(Uri address, HttpResponseMessage answer)
    {
        if (!answer.Headers.TryGetValues("Set-Cookie", out var set)) return;
        foreach (var cookie in set.Select(line => line.Split(';')[0].Split('=', 2)).Where(pair => pair[0] == FormProof.Cookie))
        {
            _number = cookie[1];
            _cookies.Add(new Cookie(cookie[0], cookie[1], "/", address.Host));
        }
    }

    [GeneratedRegex("name=\"content\" value=\"([0-9a-f]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Content();
}
