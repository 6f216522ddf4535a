using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>Names the call under which a thing was done, so that what is recorded can be found in the logs.</summary>
public static class Traces
{
    private const int Longest = 64;

    /// <summary>The id of the W3C trace that the platform carries through its logs; else that of the connection and its request.</summary>
    public static string Of(HttpContext context)
    {
        var id = Activity.Current?.TraceId is { } trace && trace != default ? trace.ToHexString() : context.TraceIdentifier;
        return id.Length <= Longest ? id : id[..Longest];
    }
}
