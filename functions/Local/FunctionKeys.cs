using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>The keys callers show: one a function and one for the host, made once and kept in a file only its owner can read.</summary>
internal sealed class FunctionKeys
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly KeyFile _keys;

    private FunctionKeys(KeyFile keys) => _keys = keys;

    /// <summary>The key that opens every function.</summary>
    public string HostKey => _keys.Host;

    /// <summary>Reads the keys and makes those that are missing; keys of functions that are gone for now are kept.</summary>
    /// <exception cref="LocalHostException">The file is there but does not hold keys.</exception>
    public static FunctionKeys Open(string path, IEnumerable<string> functions)
    {
        var keys = Read(path);
        if (string.IsNullOrEmpty(keys.Host)) keys.Host = NewKey();
        foreach (var name in functions) keys.Functions.TryAdd(name, NewKey());
        AtomicFile.Write(path, JsonConvert.SerializeObject(keys, Formatting.Indented), OwnerOnly);
        return new FunctionKeys(keys);
    }

    /// <summary>The key of a function.</summary>
    /// <exception cref="ArgumentException">There is no enabled HTTP function of this name.</exception>
    public string Of(string function) =>
        _keys.Functions.TryGetValue(function, out var key) ? key : throw new ArgumentException($"There is no HTTP function named {function}.", nameof(function));

    /// <summary>Whether the request may reach the function: by header or query, by the function's key or the host's.</summary>
    public bool Opens(HttpRequest request, string function, AuthorizationLevel level)
    {
        if (level is AuthorizationLevel.Anonymous) return true;
        var shown = request.Headers["x-functions-key"].Concat(request.Query["code"]).OfType<string>();
        string[] accepted = level is AuthorizationLevel.Function ? [HostKey, Of(function)] : [HostKey];
        return shown.Any(key => accepted.Aggregate(false, (opened, one) => opened | Same(key, one)));
    }

    // Hashes have one length, so the comparison takes one time whatever was shown.
    private static bool Same(string shown, string kept) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(kept)));

    private static string NewKey() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private static KeyFile Read(string path)
    {
        if (!File.Exists(path)) return new KeyFile();
        try
        {
            return JsonConvert.DeserializeObject<KeyFile>(File.ReadAllText(path)) ?? new KeyFile();
        }
        catch (JsonException e)
        {
            throw new LocalHostException($"{path} does not hold function keys: delete it and new ones are made.", e);
        }
    }

    private sealed class KeyFile
    {
        [JsonProperty("host")]
        public string Host { get; set; } = "";

        [JsonProperty("functions")]
        public SortedDictionary<string, string> Functions { get; } = new(StringComparer.OrdinalIgnoreCase);
    }
}
