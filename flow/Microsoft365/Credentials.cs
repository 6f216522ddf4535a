using Azure.Core;
using Azure.Identity;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>Chooses who signs us in.</summary>
public static class Credentials
{
    /// <summary>Azure.Identity's chain for a tenant; where the authority is a loopback http address, which Azure.Identity refuses, our own client for it.</summary>
    /// <exception cref="ArgumentException">An http authority that is not on this machine.</exception>
    public static TokenCredential For(M365Options options, TimeProvider time, HttpMessageHandler? transport = null) => For(options, options.ClientId, time, transport);

    /// <summary>The same for another identity of ours than the usual one.</summary>
    /// <inheritdoc cref="For(M365Options, TimeProvider, HttpMessageHandler?)"/>
    public static TokenCredential For(M365Options options, string clientId, TimeProvider time, HttpMessageHandler? transport = null)
    {
        if (options.Authority.Scheme == Uri.UriSchemeHttps)
        {
            return new DefaultAzureCredential(new DefaultAzureCredentialOptions
            {
                TenantId = options.TenantId, AuthorityHost = options.Authority, ManagedIdentityClientId = clientId, WorkloadIdentityClientId = clientId,
            });
        }

        return options.Authority is { Scheme: "http", IsLoopback: true }
            ? new LoopbackCredential(options, time, transport, clientId)
            : throw new ArgumentException($"M365:Authority is {options.Authority}: an http authority is taken on this machine only");
    }

    /// <summary>
    /// The sign-in of a person, for setting up: what is done is done with that person's rights. The tokens stay in the memory of this process.
    /// </summary>
    /// <param name="options">Where and who.</param>
    /// <param name="byCode">On another device, by a code; else in a browser on this machine.</param>
    /// <param name="say">Tells the person what to do.</param>
    /// <exception cref="ArgumentException">The authority is this machine's own, where nobody can sign in so, or no https address.</exception>
    public static TokenCredential Interactive(M365Options options, bool byCode, Action<string> say)
    {
        if (options.Authority.Scheme != Uri.UriSchemeHttps)
            throw new ArgumentException($"--interactive: M365:Authority is {options.Authority}: a person signs in at an https authority alone; leave the option out");
        var client = options.SetupClientId.Length > 0 ? options.SetupClientId : options.ClientId;
        return byCode
            ? new DeviceCodeCredential(new DeviceCodeCredentialOptions
            {
                TenantId = options.TenantId, AuthorityHost = options.Authority, ClientId = client,
                DeviceCodeCallback = (code, _) =>
                {
                    say(code.Message);
                    return Task.CompletedTask;
                },
            })
            : new InteractiveBrowserCredential(new InteractiveBrowserCredentialOptions { TenantId = options.TenantId, AuthorityHost = options.Authority, ClientId = client, RedirectUri = new Uri("http://localhost") });
    }
}

/// <summary>Client-credentials tokens from an authority on this machine, kept until shortly before they expire.</summary>
public sealed class LoopbackCredential(M365Options options, TimeProvider time, HttpMessageHandler? transport, string? clientId = null) : TokenCredential, IDisposable
{
    private readonly HttpClient _http = transport is null ? new HttpClient() : new HttpClient(transport, false);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<string, AccessToken> _kept = [];

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    /// <inheritdoc />
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        GetTokenAsync(requestContext, cancellationToken).AsTask().GetAwaiter().GetResult();

    /// <inheritdoc />
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var scope = string.Join(' ', requestContext.Scopes);
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_kept.TryGetValue(scope, out var kept) && kept.ExpiresOn > time.GetUtcNow().AddMinutes(5)) return kept;
            return _kept[scope] = await AskAsync(scope, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task<AccessToken> AskAsync(string scope, CancellationToken cancellationToken)
    {
        var address = new Uri($"{options.Authority.ToString().TrimEnd('/')}/{options.TenantId}/oauth2/v2.0/token");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials", ["client_id"] = clientId ?? options.ClientId, ["scope"] = scope,
        });
        try
        {
            using var answer = await _http.PostAsync(address, form, cancellationToken);
            var body = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (!answer.IsSuccessStatusCode) throw new AuthenticationFailedException($"{address} answered {(int)answer.StatusCode}: {Described(body)}");
            var token = JObject.Parse(body);
            return new AccessToken((string)token["access_token"]!, time.GetUtcNow().AddSeconds((int)token["expires_in"]!));
        }
        catch (HttpRequestException failure)
        {
            throw new AuthenticationFailedException($"{address} cannot be reached: {failure.Message}", failure);
        }
    }

    private static string Described(string body) =>
        body.StartsWith('{') ? (string?)JObject.Parse(body)["error_description"] ?? "no description" : "no description";
}
