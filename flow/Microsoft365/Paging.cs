using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>Follows the pages of a collection to the end, and only to where we may go.</summary>
internal static class Paging
{
    /// <summary>The rows of all pages, in order.</summary>
    /// <param name="tenancy">Says which addresses are ours.</param>
    /// <param name="page">First page.</param>
    /// <param name="rows">Rows of a page.</param>
    /// <param name="next">Reads the page at an address.</param>
    /// <exception cref="System.Text.Json.JsonException">A page, or its rows, are missing: that says nothing about how many there are.</exception>
    internal static async Task<List<TRow>> AllAsync<TPage, TRow>(Tenancy tenancy, TPage? page, Func<TPage, List<TRow>?> rows, Func<string, Task<TPage?>> next)
        where TPage : BaseCollectionPaginationCountResponse
    {
        var all = new List<TRow>();
        while (true)
        {
            var held = Failures.Held(page);
            all.AddRange(Failures.Held(rows(held)));
            if (held.OdataNextLink is not { } link) return all;
            page = await next(tenancy.Own(link));
        }
    }
}
