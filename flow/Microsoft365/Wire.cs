using Microsoft.Kiota.Http.HttpClientLibrary.Middleware;
using Microsoft.Kiota.Http.HttpClientLibrary.Middleware.Options;

namespace EmulationM365.Microsoft365;

/// <summary>Last before the wire: counts, hears the time, and names us as SharePoint asks (decorated traffic is throttled last).</summary>
public sealed class MeteredTransport(CostMeter meter, ServerTime time, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        meter.Count(Bill.Of(request));
        request.Headers.Remove("User-Agent");
        request.Headers.TryAddWithoutValidation("User-Agent", "NONISV|EmulationM365|EmulationM365/1.0");
        var answer = await base.SendAsync(request, cancellationToken);
        if (answer.Headers.Date is { } date) time.Heard(date);
        return answer;
    }
}

/// <summary>
/// Lets nothing out that does not go to Microsoft 365 as our settings name it: whatever link, redirect or path an answer or a list may carry, it leads to our
/// own hosts or nowhere.
/// </summary>
public sealed class Fence(M365Options options) : DelegatingHandler
{
    /// <summary>Only what a file's address leads to is followed, once, and only to where we may go: its bytes lie beside Graph, in SharePoint.</summary>
    public static RedirectHandler Redirects(M365Options options) => new(new RedirectHandlerOption
    {
        MaxRedirect = 1,
        ShouldRedirect = answer => answer.RequestMessage is { Method.Method: "GET", RequestUri: { } from } && from.AbsolutePath.EndsWith("/content", StringComparison.Ordinal)
            && answer.Headers.Location is { } to && options.IsOurs(new Uri(from, to)),
    });

    /// <inheritdoc />
    /// <exception cref="M365Exception">The address is somebody else's.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => options.IsOurs(request.RequestUri!)
        ? base.SendAsync(request, cancellationToken)
        : throw new M365Exception(Failure.Refused, request.RequestUri!.Host, "is not a host we may call (M365:AllowedHosts)");
}

/// <summary>
/// A redirect that is not followed is a failure. The library takes it for an answer without anything in it, so that a list behind it would seem to be empty and
/// a write to have been done.
/// </summary>
public sealed class NoDetours : DelegatingHandler
{
    /// <inheritdoc />
    /// <exception cref="HttpRequestException">The answer was a redirect; the message names its host and no more of it.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode is < 300 or >= 400) return answer;
        var host = answer.Headers.Location is { IsAbsoluteUri: true } to ? to.Host : "another address";
        var status = answer.StatusCode;
        answer.Dispose();
        throw new HttpRequestException($"the service leads on to {host}, which is not followed", null, status);
    }
}
