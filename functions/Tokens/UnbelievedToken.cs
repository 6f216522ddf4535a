using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EmulationM365.Functions.Tokens;

/// <summary>Reads a token that nobody believes yet, without stumbling over what is none.</summary>
public static class UnbelievedToken
{
    private static readonly JsonWebTokenHandler Reader = new() { MapInboundClaims = false };

    /// <summary>The token as it is written; null when it is none with a signature.</summary>
    public static JsonWebToken? Read(string text)
    {
        try
        {
            return text.Count(letter => letter == '.') == 2 && Reader.CanReadToken(text) ? Reader.ReadJsonWebToken(text) : null;
        }
        catch (Exception odd) when (odd is ArgumentException or SecurityTokenException or FormatException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    /// <summary>A claim that is one text: a list is none, not even one with a single text in it.</summary>
    public static string? Claim(JsonWebToken token, string name) => token.TryGetPayloadValue<object>(name, out var value) ? value as string : null;
}
