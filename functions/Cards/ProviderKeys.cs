using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Cards;

/// <summary>
/// The keys with which one issuer signs, by its published metadata. Kept for a day; a key that is not among them is asked for once, and then not again for a while: whoever sends invented keys
/// cannot make us ask the issuer at their pace.
/// </summary>
/// <param name="metadata">Address of the metadata; http is taken on this machine only.</param>
/// <param name="issuer">The issuer that the metadata must name.</param>
/// <param name="time">The one clock.</param>
public sealed class ProviderKeys(Uri metadata, string issuer, TimeProvider time) : IDisposable
{
    /// <summary>For so long keys are believed without looking again.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromHours(24);

    /// <summary>Between two looks at the metadata passes at least this.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly HttpDocumentRetriever _documents = new() { RequireHttps = !metadata.IsLoopback };
    private Look? _last;

    private sealed record Look(DateTimeOffset At, IReadOnlyDictionary<string, SecurityKey>? Keys);

    /// <summary>The key of this id; null when the issuer has none of it.</summary>
    /// <exception cref="ProviderUnreachableException">Nobody can say: the metadata could not be read, now or a moment ago.</exception>
    public async Task<SecurityKey?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (Known(id) is { } key) return key;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            // Somebody else may have looked while this one waited.
            if (Known(id) is { } found) return found;
            if (_last is not { } last || time.GetUtcNow() - last.At >= Pause) _last = last = await LookAsync(cancellationToken);
            return last.Keys is { } keys ? keys.GetValueOrDefault(id) : throw new ProviderUnreachableException(issuer);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private SecurityKey? Known(string id) => _last is { Keys: { } keys } last && time.GetUtcNow() - last.At < Fresh ? keys.GetValueOrDefault(id) : null;

    private async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        try
        {
            var read = await OpenIdConnectConfigurationRetriever.GetAsync(metadata.ToString(), _documents, cancellationToken);
            if (read.Issuer != issuer) return new Look(now, null);
            return new Look(now, read.SigningKeys.Where(key => key.KeyId is { Length: > 0 }).GroupBy(key => key.KeyId).ToDictionary(same => same.Key, same => same.First()));
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException or InvalidOperationException or ArgumentException or Newtonsoft.Json.JsonException or System.Text.Json.JsonException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new Look(now, null);
        }
    }
}

/// <summary>The keys of an issuer cannot be read, so nobody can be believed: this is a fault, not a refusal.</summary>
public sealed class ProviderUnreachableException(string issuer) : Exception($"The keys of {issuer} cannot be read.");
