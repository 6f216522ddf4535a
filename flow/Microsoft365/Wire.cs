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
    /// <summary>Only what a file's address leads to is followed, and only to where we may go: its bytes lie beside Graph, in SharePoint.</summary>
    public static RedirectHandler Redirects(M365Options options) => new(new RedirectHandlerOption
    {
        MaxRedirect = 2,
        ShouldRedirect = answer => answer.RequestMessage is { Method.Method: "GET", RequestUri: { } from }
            && answer.Headers.Location is { } to && options.IsOurs(new Uri(from, to)),
    });

    /// <inheritdoc />
    /// <exception cref="M365Exception">The address is somebody else's.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => options.IsOurs(request.RequestUri!)
        ? base.SendAsync(request, cancellationToken)
        : throw new M365Exception(Failure.Refused, request.RequestUri!.Host, "is not a host we may call (M365:AllowedHosts)");
}
