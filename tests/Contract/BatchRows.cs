using System.Text.Json.Nodes;
using static EmulationM365.Tests.Contract.ContractTenant;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>Several requests in one.</summary>
internal static class BatchRows
{
    private const string Lines = "Nominations";

    public static async Task Each_Is_Answered_Under_Its_Id_And_Judged_Alone(ContractTenant tenant)
    {
        var (one, first) = await tenant.AddAsync(Lines, ("Title", "a"));
        var (two, second) = await tenant.AddAsync(Lines, ("Title", "b"));
        await tenant.PatchAsync($"{tenant.Items(Lines)}/{two}/fields", Values(("Title", "changed")));
        var answers = await SendAsync(tenant,
            Request("1", "PATCH", $"{tenant.Items(Lines)}/{one}/fields", Values(("Title", "A")), first), Request("2", "PATCH", $"{tenant.Items(Lines)}/{two}/fields", Values(("Title", "B")), second),
            Request("3", "PATCH", $"{tenant.Items(Lines)}/999999/fields", Values(("Title", "C")), first), Request("4", "PATCH", $"{tenant.Items(Lines)}/{two}/fields", Values(("Nowhere", "x"))));
        Assert.Equal([200, 412, 404, 400], Enumerable.Range(1, 4).Select(id => answers[$"{id}"]["status"]!.GetValue<int>()));
        Assert.Equal(first.Replace(",1\"", ",2\""), Text(answers["1"]["body"]!["@odata.etag"]));
        Assert.Equal(["resourceModified", "itemNotFound", "invalidRequest"], Enumerable.Range(2, 3).Select(id => Text(answers[$"{id}"]["body"]!["error"]!["code"])));
        Assert.Equal("changed", Text((await tenant.GetAsync($"{tenant.Items(Lines)}/{two}?$expand=fields($select=id,Title)")).Json["fields"]!["Title"]));
    }

    public static async Task The_Answers_Come_In_Another_Order_Than_Asked(ContractTenant tenant)
    {
        var requests = Enumerable.Range(1, 6).Select(id => Request($"{id}", "POST", tenant.Items(Lines), Fields(("Title", $"{id}")))).ToArray();
        var answer = await tenant.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) });
        var ids = answer.Json["responses"]!.AsArray().Select(one => Text(one!["id"])).ToList();
        Assert.NotEqual(["1", "2", "3", "4", "5", "6"], ids);
        Assert.Equal(["1", "2", "3", "4", "5", "6"], ids.Order());
        Assert.All(answer.Json["responses"]!.AsArray(), one => Assert.Equal(Text(one!["id"]), Text(one["body"]!["fields"]!["Title"])));
    }

    public static async Task Of_Twins_Inside_One_Is_Made(ContractTenant tenant)
    {
        var key = tenant.Key();
        var answers = await SendAsync(tenant, Request("1", "POST", tenant.Items("CaseEvents"), Fields(("StreamKey", key))), Request("2", "POST", tenant.Items("CaseEvents"), Fields(("StreamKey", key))));
        Assert.Equal([201, 400], answers.Values.Select(one => one["status"]!.GetValue<int>()).Order());
    }

    public static async Task A_Removal_Inside_Has_No_Body(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Lines, ("Title", "a"));
        var answers = await SendAsync(tenant, Request("x", "DELETE", $"{tenant.Items(Lines)}/{id}", null, mark));
        Assert.Equal(204, answers["x"]["status"]!.GetValue<int>());
        Assert.Null(answers["x"]["body"]);
    }

    public static async Task More_Than_Twenty_Are_Refused(ContractTenant tenant)
    {
        var requests = Enumerable.Range(1, 21).Select(id => (JsonNode)Request($"{id}", "GET", tenant.Items(Lines), null));
        var answer = await tenant.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) });
        Assert.Equal((400, "MaximumValueExceeded"), (answer.Status, answer.Code));
    }

    public static async Task A_Batch_Costs_What_Is_In_It(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Lines, ("Title", "a"));
        Assert.Equal(5, await tenant.CostOfAsync(() => SendAsync(tenant,
            Request("1", "PATCH", $"{tenant.Items(Lines)}/{id}/fields", Values(("Title", "A")), mark), Request("2", "GET", $"{tenant.Items(Lines)}/{id}", null), Request("3", "POST", tenant.Items(Lines), Fields(("Title", "b"))))));
    }

    internal static JsonObject Request(string id, string method, string path, JsonObject? body, string? mark = null)
    {
        var request = new JsonObject { ["id"] = id, ["method"] = method, ["url"] = path["/v1.0".Length..], ["headers"] = new JsonObject() };
        if (mark is not null) request["headers"]!["If-Match"] = mark;
        if (body is null) return request;
        request["headers"]!["Content-Type"] = "application/json";
        request["body"] = body;
        return request;
    }

    private static async Task<Dictionary<string, JsonNode>> SendAsync(ContractTenant tenant, params JsonObject[] requests)
    {
        var answer = await tenant.PostAsync("/v1.0/$batch", new JsonObject { ["requests"] = new JsonArray([.. requests]) });
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json["responses"]!.AsArray().ToDictionary(one => Text(one!["id"]), one => one!);
    }
}
