using EmulationM365.Microsoft365;
using Newtonsoft.Json;

namespace EmulationM365.Provisioning;

/// <summary>What something would cost. Units are those of <see cref="Bill"/>: Graph's have a price in writing, REST's are the least they can be and are counted apart.</summary>
/// <param name="Requests">HTTP exchanges; a batch is one.</param>
/// <param name="GraphRequests">Requests to Graph.</param>
/// <param name="GraphUnits">Their resource units.</param>
/// <param name="RestCalls">Calls of SharePoint REST, each of those in a batch too; Microsoft names no price for them.</param>
/// <param name="RestUnits">What the meter counts for them.</param>
/// <param name="Writes">Those of both that may change something.</param>
public sealed record Price(long Requests, long GraphRequests, long GraphUnits, long RestCalls, long RestUnits, long Writes)
{
    /// <summary>Rows that one request reads at most.</summary>
    private const int Page = 200;

    /// <summary>Nothing.</summary>
    public static Price None { get; } = new(0, 0, 0, 0, 0, 0);

    /// <summary>One row written.</summary>
    public static Price NewRow { get; } = Graph(HttpMethod.Post, "sites/s/lists/l/items");

    /// <summary>The site found by its path.</summary>
    public static Price Site { get; } = Graph(HttpMethod.Get, "sites/host:/sites/s");

    /// <summary>All units, as the meter counts them.</summary>
    public long Units => GraphUnits + RestUnits;

    /// <summary>It is free.</summary>
    [JsonIgnore]
    public bool IsNone => Requests == 0;

    /// <summary>Both together.</summary>
    public static Price operator +(Price one, Price other) => new(
        one.Requests + other.Requests, one.GraphRequests + other.GraphRequests, one.GraphUnits + other.GraphUnits, one.RestCalls + other.RestCalls, one.RestUnits + other.RestUnits, one.Writes + other.Writes);

    /// <summary>Several times.</summary>
    public static Price operator *(int times, Price one) =>
        new(times * one.Requests, times * one.GraphRequests, times * one.GraphUnits, times * one.RestCalls, times * one.RestUnits, times * one.Writes);

    /// <summary>Both together.</summary>
    public Price Add(Price other) => this + other;

    /// <summary>Several times.</summary>
    public static Price Multiply(int times, Price one) => times * one;

    /// <summary>Several in one exchange.</summary>
    public static Price Together(IEnumerable<Price> parts) => parts.Aggregate(None, (sum, part) => sum + part) with { Requests = 1 };

    /// <summary>Rows of a list read, page by page.</summary>
    public static Price Rows(int count) => Math.Max(1, (count + Page - 1) / Page) * Graph(HttpMethod.Get, "sites/s/lists/l/items");

    /// <summary>A call of Graph at such an address.</summary>
    internal static Price Graph(HttpMethod method, string path)
    {
        var bill = Bill.Of(method, new Uri($"https://graph.microsoft.com/v1.0/{path}"));
        return new Price(1, 1, bill.Units, 0, 0, bill.Writes);
    }

    /// <summary>A call of REST at such an address.</summary>
    internal static Price Rest(HttpMethod method, string path)
    {
        var bill = Bill.Of(method, new Uri($"https://tenant.sharepoint.com/sites/s/_api/web/{path}"));
        return new Price(1, 0, 0, 1, bill.Units, bill.Writes);
    }
}
