using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>Batches as they are asked, and their answers as they are read.</summary>
internal static class BatchBody
{
    public static JsonObject Batch(params JsonObject[] requests) => new() { ["requests"] = new JsonArray([.. requests]) };

    public static JsonObject Get(string id, string url) => new() { ["id"] = id, ["method"] = "GET", ["url"] = url };

    public static JsonObject Post(string id, string url, string body) => new()
    {
        ["id"] = id, ["method"] = "POST", ["url"] = url, ["headers"] = new JsonObject { ["Content-Type"] = "application/json" }, ["body"] = JsonNode.Parse(body),
    };

    public static JsonObject Item(string list, string id, string title) => Post(id, $"{list[5..]}/items", $$$"""{"fields":{"Title":"{{{title}}}"}}""");

    public static JsonObject After(JsonObject request, string other)
    {
        request["dependsOn"] = new JsonArray(other);
        return request;
    }

    public static JsonObject[] Responses(Answer answer) => [.. answer.Json["responses"]!.AsArray().Select(response => response!.AsObject())];

    public static JsonObject Of(Answer answer, string id) => Assert.Single(Responses(answer), response => response["id"]!.GetValue<string>() == id);

    public static int Status(Answer answer, string id) => Of(answer, id)["status"]!.GetValue<int>();
}
