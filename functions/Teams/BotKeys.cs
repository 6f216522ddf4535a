using System.Text.Json;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Teams;

/// <summary>A key with which Teams signs, and the channels for which it may.</summary>
/// <param name="Key">The key.</param>
/// <param name="Endorsements">Channels.</param>
public sealed record BotKey(JsonWebKey Key, IReadOnlySet<string> Endorsements);

/// <summary>
/// The keys with which Teams signs. They are fetched once and kept for a day; an id that is not among them makes them be fetched once more, and not again for some minutes,
/// so that a flood of invented ids costs nothing. Where they cannot be fetched, the ones that are known count on for some days, and nobody is believed without any.
/// </summary>
public sealed partial class BotKeys : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private const int MostBytes = 512 * 1024;

    private readonly Uri _metadata;
    private readonly TimeProvider _time;
    private readonly ILogger<BotKeys> _logger;
    private readonly HttpClient _http;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Dictionary<string, BotKey> _known = [];
    private DateTimeOffset? _fetchedAt;
    private DateTimeOffset? _triedAt;

    /// <summary>Keys as these settings name them.</summary>
    public BotKeys(TeamsOptions options, TimeProvider time, ILogger<BotKeys> logger)
        : this(options, time, logger, new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
    }

    internal BotKeys(TeamsOptions options, TimeProvider time, ILogger<BotKeys> logger, HttpMessageHandler transport)
    {
        (_metadata, _time, _logger) = (options.Metadata, time, logger);
        _http = new HttpClient(transport) { Timeout = TimeSpan.FromSeconds(10), MaxResponseContentBufferSize = MostBytes };
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _http.Dispose();
        _gate.Dispose();
    }

    /// <summary>The key of an id; null when Teams has none of that id.</summary>
    public async Task<BotKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var now = _time.GetUtcNow();
        if (_fetchedAt is { } fetched && now - fetched < Fresh && now >= fetched && _known.TryGetValue(id, out var known)) return known;
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var stale = _fetchedAt is not { } at || now - at >= Fresh || now < at;
            var rested = _triedAt is not { } tried || now - tried >= Pause || now < tried;
            if (rested && (stale || !_known.ContainsKey(id))) await FetchAsync(now, cancellationToken);
            return _fetchedAt is { } last && now - last < Longest ? _known.GetValueOrDefault(id) : null;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task FetchAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        _triedAt = now;
        try
        {
            using var metadata = JsonDocument.Parse(await _http.GetStringAsync(_metadata, cancellationToken));
            var keys = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString() ?? "");
            // The keys lie where the metadata does: a document that was tampered with leads nowhere else.
            if (keys.GetLeftPart(UriPartial.Authority) != _metadata.GetLeftPart(UriPartial.Authority)) throw new JsonException("the keys lie on another host");
            var set = new JsonWebKeySet(await _http.GetStringAsync(keys, cancellationToken));
            _known = set.Keys.Where(key => key is { Kty: "RSA", Kid.Length: > 0 }).GroupBy(key => key.Kid).ToDictionary(same => same.Key, same => new BotKey(same.First(), Endorsed(same.First())));
            _fetchedAt = now;
        }
        catch (Exception failure) when (failure is HttpRequestException or JsonException or ArgumentException or KeyNotFoundException or InvalidOperationException or UriFormatException
            || (failure is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotFetched(_logger, failure.GetType().Name);
        }
    }

    /// <summary>The library keeps what it does not know as it stood there.</summary>
    private static HashSet<string> Endorsed(JsonWebKey key) => key.AdditionalData.TryGetValue("endorsements", out var value) && value is JsonElement { ValueKind: JsonValueKind.Array } channels
        ? [.. channels.EnumerateArray().Where(channel => channel.ValueKind == JsonValueKind.String).Select(channel => channel.GetString()!)] : [];

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The keys with which Teams signs could not be fetched: {Why}")]
        public static partial void NotFetched(ILogger logger, string why);
    }
}
