using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.Cases;

namespace EmulationM365.Effects;

/// <summary>
/// The last part of a request's address. It follows from the event that opened the request, so a repeated effect makes the same address, and it cannot be
/// guessed without that event. It locates and does not authorise: whoever opens it must sign in, and is judged by who they are.
/// </summary>
public static partial class Locator
{
    private const string Letters = "abcdefghijklmnopqrstuvwxyz234567";

    /// <summary>130 bits of the request's key and opening event, in 26 letters and digits.</summary>
    public static string Of(OpenRequest request)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{request.Key}\n{request.OpenedBy}"));
        return string.Concat(Enumerable.Range(0, 26).Select(place => Letters[Five(hash, place * 5)]));
    }

    /// <summary>The text has the form of a locator: anything else is looked for nowhere.</summary>
    public static bool IsOne(string text) => Form().IsMatch(text);

    /// <summary>The address of a request's page, or of another kind of page that is located in the same way.</summary>
    public static Uri Address(Uri publicBase, OpenRequest request, string pages = "requests") => new($"{publicBase.ToString().TrimEnd('/')}/api/{pages}/{Of(request)}");

    /// <summary>The address of a request's page by its last part.</summary>
    public static Uri Address(Uri publicBase, string locator) => new($"{publicBase.ToString().TrimEnd('/')}/api/requests/{locator}");

    /// <summary>The address of the page with everything that waits for a person.</summary>
    public static Uri Everything(Uri publicBase) => new($"{publicBase.ToString().TrimEnd('/')}/api/requests");

    [GeneratedRegex("^[a-z2-7]{26}$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    private static int Five(byte[] hash, int bit) => (((hash[bit / 8] << 8) | hash[(bit / 8) + 1]) >> (11 - (bit % 8))) & 31;
}
