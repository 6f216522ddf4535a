using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EmulationM365.LocalM365.Tokens;

/// <summary>The authority's RSA key, made once and kept with the tenant, so that tokens outlive a restart.</summary>
internal sealed class SigningKey : IDisposable
{
    // an RSA key takes half a second to find: a process that starts many empty tenants (tests) finds one and gives it to all
    private static readonly Lazy<string> _fresh = new(() =>
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    });

    private readonly RSA _key = RSA.Create();
    private readonly Lock _one = new();

    public SigningKey(Database database)
    {
        _key.ImportFromPem(database.Write(session =>
        {
            if (session.Text($"SELECT value FROM settings WHERE name = 'key'") is { } kept) return kept;
            session.Run($"INSERT INTO settings VALUES ('key', {_fresh.Value})");
            return _fresh.Value;
        }));
        Id = Base64Url.EncodeToString(SHA256.HashData(_key.ExportSubjectPublicKeyInfo()))[..16];
    }

    public string Id { get; }

    public JsonObject PublicKey()
    {
        var key = _key.ExportParameters(false);
        return new JsonObject
        {
            ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = Id, ["x5t"] = Id,
            ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
        };
    }

    /// <summary>A token with these claims.</summary>
    /// <param name="claims">The claims.</param>
    /// <param name="odd">Members of its header that are to be other than they should; null takes one out.</param>
    public string Sign(JsonObject claims, JsonObject? odd = null)
    {
        var header = new JsonObject { ["typ"] = "JWT", ["alg"] = "RS256", ["kid"] = Id };
        foreach (var (name, value) in odd ?? [])
        {
            if (value is null) header.Remove(name);
            else header[name] = value.DeepClone();
        }

        var head = Part(header.ToJsonString()) + "." + Part(claims.ToJsonString());
        lock (_one)
        {
            var signature = _key.SignData(Encoding.ASCII.GetBytes(head), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return head + "." + Base64Url.EncodeToString(signature);
        }
    }

    /// <summary>The claims of a token that this key signed, or null for anything else.</summary>
    public JsonObject? Open(string token)
    {
        var parts = token.Split('.');
        if (parts.Length != 3 || !Base64Url.IsValid(parts[1]) || !Base64Url.IsValid(parts[2])) return null;
        lock (_one)
        {
            var signed = Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]);
            var signature = Base64Url.DecodeFromChars(parts[2]);
            if (!_key.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) return null;
        }
        return Wire.Parse(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])));
    }

    public void Dispose() => _key.Dispose();

    private static string Part(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
