using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace EmulationM365.Microsoft365;

/// <summary>Turns the six kinds of exception that a call can end in into the one type the product knows.</summary>
public static class Failures
{
    private static readonly string[] Duplicate = ["duplicate value", "0x810200BF", "-2130575169", "nameAlreadyExists"];

    /// <summary>Runs a call; <paramref name="what"/> names it in the message that people will read.</summary>
    /// <exception cref="M365Exception">The call failed.</exception>
    public static async Task<T> Named<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (Translate(what, failure, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>The failure that an answer of this status and body means.</summary>
    public static Failure Kind(int status, string text) => status switch
    {
        409 when text.Contains("resourceModified", StringComparison.OrdinalIgnoreCase) => Failure.Changed,
        _ when status >= 400 && Duplicate.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase)) => Failure.Conflict,
        401 or 403 => Failure.Forbidden,
        404 => Failure.NotFound,
        409 => Failure.Conflict,
        410 => Failure.Gone,
        412 => Failure.Changed,
        429 => Failure.Throttled,
        408 or >= 500 => Failure.Unknown,
        _ => Failure.Refused,
    };

    private static M365Exception? Translate(string what, Exception failure, CancellationToken cancellationToken) => failure switch
    {
        ODataError error => Answered(what, error, $"{error.Error?.Code} {error.Error?.Message}"),
        ApiException error => Answered(what, error, error.Message),
        AuthenticationFailedException error => new M365Exception(Failure.Unreachable, what, error.Message, error),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } error =>
            new M365Exception(Failure.Unreachable, what, $"nobody answers ({error.Message})", error),
        HttpRequestException error => new M365Exception(Failure.Unknown, what, $"the connection broke ({error.Message})", error),
        OperationCanceledException error when !cancellationToken.IsCancellationRequested => new M365Exception(Failure.Unknown, what, "no answer in time", error),
        // The library has no parser for the HTML pages with which SharePoint says that it is busy.
        InvalidOperationException error when error.Message.Contains("Content type", StringComparison.Ordinal) =>
            new M365Exception(Failure.Unknown, what, "the service answered with a page instead of data", error),
        _ => null,
    };

    private static M365Exception Answered(string what, ApiException error, string text)
    {
        var headers = error.ResponseHeaders ?? new Dictionary<string, IEnumerable<string>>();
        return new M365Exception(Kind(error.ResponseStatusCode, text), what, $"{error.ResponseStatusCode} {text}".Trim(), error)
        {
            Status = error.ResponseStatusCode,
            Location = First("Location"),
            RetryAfter = double.TryParse(First("Retry-After"), System.Globalization.CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : null,
        };

        string? First(string name) => headers.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault();
    }
}
