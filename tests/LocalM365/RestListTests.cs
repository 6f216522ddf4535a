using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>A list with a client of its site's own REST, and the calls most tests of REST begin with.</summary>
public abstract class RestListTests : TenantTests
{
    protected const string Web = "/sites/tdkt/_api/web";

    protected static (string Name, string Value)[] Merge => [("X-HTTP-Method", "MERGE"), ("If-Match", "*")];

    protected async Task<(LocalTenant.Client SharePoint, string List, string Graph)> StartAsync(string columns = "[]", string name = "Rows")
    {
        var graph = await ListAsync(name, columns);
        return (await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin), InRest(graph), graph);
    }

    /// <summary>The address of a list in REST, from that in Graph.</summary>
    protected static string InRest(string graph) => $"{Web}/lists(guid'{graph[(graph.LastIndexOf('/') + 1)..]}')";

    protected static JsonObject Ok(Answer answer)
    {
        Assert.True(answer.Status is 200 or 201, $"{answer.Status} {answer.Text}");
        return answer.Json;
    }

    protected static string? Text(JsonObject row, string name) => row[name]?.ToString();

    /// <summary>What REST says when it refuses.</summary>
    protected static string Said(Answer answer) => answer.Json["odata.error"]!["message"]!["value"]!.GetValue<string>();
}
