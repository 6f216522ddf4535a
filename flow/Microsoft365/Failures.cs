using System.Globalization;
using Azure.Identity;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Microsoft365;

/// <summary>Turns the six kinds of exception that a call can end in into the one type the product knows.</summary>
public static class Failures
{
    // Somebody changed the same list meanwhile; SharePoint says so even when the change went through.
    private static readonly string[] Overtaken = ["resourceModified", "saveConflict", "-2130575305"];
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

    /// <summary>Runs a call that asks for one thing; null where there is no such thing.</summary>
    /// <exception cref="M365Exception">The call failed otherwise.</exception>
    public static async Task<T?> OrNull<T>(string what, Func<Task<T?>> get, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return await Named(what, get, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.NotFound)
        {
            return null;
        }
    }

    /// <summary>What an answer holds. The library makes nothing of an answer without a body, and nothing of a page without rows: neither says that there is nothing.</summary>
    /// <exception cref="JsonException">Nothing; <see cref="Named"/> makes of it a call whose outcome is unknown.</exception>
    internal static T Held<T>(T? answer) where T : class => answer ?? throw new JsonException("nothing was answered");

    /// <summary>The failure that an answer of this status and body means.</summary>
    public static Failure Kind(int status, string text) => status switch
    {
        409 when Overtaken.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase)) => Failure.Changed,
        _ when status >= 400 && Duplicate.Any(sign => text.Contains(sign, StringComparison.OrdinalIgnoreCase)) => Failure.Conflict,
        // "See other" is what is said after a thing was done.
        303 => Failure.Unknown,
        401 or 403 => Failure.Forbidden,
        404 => Failure.NotFound,
        409 => Failure.Conflict,
        410 => Failure.Gone,
        412 => Failure.Changed,
        429 => Failure.Throttled,
        408 or >= 500 => Failure.Unknown,
        _ => Failure.Refused,
    };

    /// <summary>The failure that an answer is: the one place where an answer becomes an exception.</summary>
    /// <param name="what">Names the call.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="text">Code and message of the answer.</param>
    /// <param name="header">Value of a header by name.</param>
    /// <param name="inner">What the library made of it.</param>
    internal static M365Exception Answered(string what, int status, string text, Func<string, string?> header, Exception? inner = null) =>
        new(Kind(status, text), what, $"{status} {text}".Trim(), inner)
        {
            Status = status,
            Location = header("Location"),
            RetryAfter = double.TryParse(header("Retry-After"), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds <= RetryAfter.Longest.TotalSeconds
                ? TimeSpan.FromSeconds(seconds) : null,
        };

    /// <summary>The failure that an answer of plain HTTP is.</summary>
    internal static M365Exception Answered(string what, HttpResponseMessage answer, string body) => Answered(what, (int)answer.StatusCode, Said(body), name =>
        answer.Headers.NonValidated.TryGetValues(name, out var values) ? values.FirstOrDefault() : null);

    /// <summary>Code and message of an answer that says what was wrong, in Graph's form or SharePoint's; empty when it says nothing that can be read.</summary>
    internal static string Said(string body)
    {
        try
        {
            var error = body.StartsWith('{') && JObject.Parse(body) is var whole ? whole["odata.error"] ?? whole["error"] : null;
            var message = error?["message"] is JObject translated ? translated["value"] : error?["message"];
            return string.Join(' ', new[] { error?["code"], message, ((error?["innerError"] ?? error?["innererror"]) as JObject)?["code"] }.Where(part => part is not null));
        }
        catch (JsonException)
        {
            return "";
        }
    }

    private static M365Exception? Translate(string what, Exception failure, CancellationToken cancellationToken) => failure switch
    {
        // The library throws the attempts it gave up on as one; the last one counts.
        AggregateException several => Translate(what, several.Flatten().InnerExceptions[^1], cancellationToken),
        ODataError error => Answered(what, error, Said(error)),
        ApiException error => Answered(what, error, error.Message),
        AuthenticationFailedException error => new M365Exception(Failure.Unreachable, what, error.Message, error),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } error =>
            new M365Exception(Failure.Unreachable, what, $"nobody answers ({error.Message})", error),
        HttpRequestException { StatusCode: { } status } error => Answered(what, (int)status, error.Message, _ => null, error),
        HttpRequestException or IOException => new M365Exception(Failure.Unknown, what, $"the connection broke ({failure.Message})", failure),
        OperationCanceledException error when !cancellationToken.IsCancellationRequested => new M365Exception(Failure.Unknown, what, "no answer in time", error),
        // The library has no parser for the HTML pages with which SharePoint says that it is busy; and half an answer is none.
        InvalidOperationException error when error.Message.Contains("Content type", StringComparison.Ordinal) => Unreadable(what, error),
        System.Text.Json.JsonException or JsonException => Unreadable(what, failure),
        _ => null,
    };

    private static M365Exception Unreadable(string what, Exception failure) => new(Failure.Unknown, what, "the service answered with something else than data", failure);

    private static M365Exception Answered(string what, ApiException error, string text) => Answered(what, error.ResponseStatusCode, text, name =>
        error.ResponseHeaders?.FirstOrDefault(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value?.FirstOrDefault(), error);

    /// <summary>SharePoint's own number of a failure stands in the inner error, if anywhere.</summary>
    private static string Said(ODataError error) =>
        $"{error.Error?.Code} {error.Error?.Message} {(error.Error?.InnerError?.AdditionalData.TryGetValue("code", out var code) == true ? code : "")}".Trim();
}
