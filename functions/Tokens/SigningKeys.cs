using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Tokens;

/// <summary>A key with which an issuer signs.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">Channels for which it may sign, where the issuer names any.</param>
public sealed record SigningKey(JsonWebKey Key, IReadOnlySet<string> Endorsements);

/// <summary>
/// The keys with which one issuer signs, by its published metadata. They are fetched once and kept for a day; an id that is not among them makes them be fetched once more, and not again for some
/// minutes, so that a flood of invented ids costs nothing and nobody makes us ask at their pace. Where they cannot be fetched, the ones that are known count on for some days, and nobody is
/// believed without any.
/// </summary>
public sealed partial class SigningKeys : IDisposable
{
    /// <summary>For so long keys are believed without looking again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>For so long known keys count on while the issuer cannot be reached.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(5);

    /// <summary>Between two looks at the metadata passes at least this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private const int MostBytes = 512 * 1024;

    private readonly Uri _metadata;
    private readonly string _issuer;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Known? _known;
    private DateTimeOffset? _triedAt;

    private sealed record Known(DateTimeOffset At, IReadOnlyDictionary<string, SigningKey> Keys);

    /// <summary>The keys of an issuer.</summary>
    /// <param name="metadata">Address of its metadata; http is taken on this machine only.</param>
    /// <param name="issuer">What the metadata must name as the issuer.</param>
    /// <param name="time">The one clock.</param>
    /// <param name="logger">Is told when they cannot be fetched.</param>
    public SigningKeys(Uri metadata, string issuer, TimeProvider time, ILogger logger)
        : this(metadata, issuer, time, logger, new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
    }

    internal SigningKeys(Uri metadata, string issuer, TimeProvider time, ILogger logger, HttpMessageHandler transport)
    {
        (_metadata, _issuer, _time, _logger) = (metadata, issuer, time, logger);
        _http = new HttpClient(transport) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostBytes };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _turn.Dispose();
    }

    /// <summary>The key of this id; null when the issuer has none of it.</summary>
    /// <exception cref="KeysUnreachableException">Nobody can say: no keys are known, and they could not be fetched, now or a moment ago.</exception>
    public async Task<SigningKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (Within(_known, now, Fresh)?.GetValueOrDefault(id) is { } known) return known;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var rested = _triedAt is not { } tried || now - tried >= Pause || now < tried;
            if (rested && Within(_known, now, Fresh)?.ContainsKey(id) != true) await FetchAsync(now, cancellationToken);
            return (Within(_known, now, Longest) ?? throw new KeysUnreachableException(_issuer)).GetValueOrDefault(id);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The keys, if they are no older than this; a clock that was set back makes them old.</summary>
    private static IReadOnlyDictionary<string, SigningKey>? Within(Known? known, DateTimeOffset now, TimeSpan age) => known is not null && now - known.At < age && now >= known.At ? known.Keys : null;

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _triedAt = now;
        try
        {
            if (_metadata.Scheme != Uri.UriSchemeHttps && !_metadata.IsLoopback) throw new JsonException("the metadata does not lie behind https");
            using var metadata = JsonDocument.Parse(await _http.GetStringAsync(_metadata, cancellationToken));
            if (metadata.RootElement.GetProperty("issuer").GetString() != _issuer) throw new JsonException("the metadata is that of another issuer");
            var keys = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString() ?? "");
            // The keys lie where the metadata does: a document that was tampered with leads nowhere else.
            if (keys.GetLeftPart(UriPartial.Authority) != _metadata.GetLeftPart(UriPartial.Authority)) throw new JsonException("the keys lie on another host");
            var set = new JsonWebKeySet(await _http.GetStringAsync(keys, cancellationToken));
            _known = new Known(now, set.Keys.Where(key => key is { Kty: "RSA", Kid.Length: > 0 }).GroupBy(key => key.Kid).ToDictionary(same => same.Key, same => new SigningKey(same.First(), Endorsed(same.First()))));
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or ArgumentException or KeyNotFoundException or InvalidOperationException or UriFormatException
            || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotFetched(_logger, _issuer, failure is JsonException ? failure.Message : failure.GetType().Name);
        }
    }

    /// <summary>The library keeps what it does not know as it stood there.</summary>
    private static HashSet<string> Endorsed(JsonWebKey key) => key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } channels
        ? [.. channels.EnumerateArray().Where(channel => channel.ValueKind == JsonValueKind.String).Select(channel => channel.GetString()!)] : [];

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The keys of {Issuer} could not be fetched: {Why}")]
        public static partial void NotFetched(ILogger logger, string issuer, string why);
    }
}

/// <summary>The keys of an issuer cannot be read, so nobody can be believed: this is a fault, not a refusal.</summary>
public sealed class KeysUnreachableException(string issuer) : Exception($"The keys of {issuer} cannot be read.");
