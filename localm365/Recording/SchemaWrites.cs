using System.Collections.Concurrent;
using EmulationM365.LocalM365.Metering;

namespace EmulationM365.LocalM365.Recording;

/// <summary>
/// Stands before the door and counts, for each site, the requests under way that change its lists, columns, content types or views. One that arrives while another is
/// under way does its work all the same, but is told that it conflicts with that other.
/// </summary>
internal sealed class SchemaWrites(RequestDelegate next, Tenant tenant)
{
    private readonly ConcurrentDictionary<long, int> _underWay = new();

    public async Task InvokeAsync(HttpContext http)
    {
        if (SchemaPath.SiteOf(http.Request, tenant) is not { } site)
        {
            await next(http);
            return;
        }

        var turn = new SchemaTurn(IsFirst: _underWay.AddOrUpdate(site, 1, (_, count) => count + 1) == 1);
        http.Items[typeof(SchemaTurn)] = turn;
        var over = 0;
        Task Leave()
        {
            if (Interlocked.Exchange(ref over, 1) == 0) _underWay.AddOrUpdate(site, 0, (_, count) => count - 1);
            return Task.CompletedTask;
        }

        // before the first byte of the answer goes out: whoever has read it and writes again is alone
        http.Response.OnStarting(Leave);
        try
        {
            await next(http);
        }
        finally
        {
            await Leave();
        }
    }
}

/// <summary>How a request that changes a site's lists stands among others.</summary>
internal sealed record SchemaTurn(bool IsFirst)
{
    /// <summary>Behind the door: takes the answer of a request that was not alone, and says that it conflicts. What it did stays done.</summary>
    public static async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (http.Items[typeof(SchemaTurn)] is not SchemaTurn { IsFirst: false })
        {
            await next(http);
            return;
        }

        var wire = http.Response.Body;
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = wire;
        }

        if (http.Response.StatusCode >= 300)
        {
            answer.Position = 0;
            await answer.CopyToAsync(wire, http.RequestAborted);
            return;
        }

        http.Response.ContentLength = null;
        const string words = "Your changes conflict with those made concurrently by another user. If you want your changes to be applied, resubmit them.";
        throw CostTable.IsRest(http.Request.Path)
            ? new Refused(409, "-2130575305, Microsoft.SharePoint.SPException", "Save Conflict.\n\n" + words)
            : new Refused(409, "saveConflict", words);
    }
}
