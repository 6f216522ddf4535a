using System.Text;
using EmulationM365.LocalM365.Recording;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The switches of <c>/_local</c>, turned from a page by the very requests that a program would send, so that both mean the same.</summary>
internal sealed class Switches(Visit visit)
{
    public Task<JsonObject> ReadAsync(string name) => Json(SendAsync("GET", name, null));

    /// <summary>Null when it was done; else the sentence that says why not.</summary>
    public async Task<string?> SetAsync(string name, string body) => Sentence(await SendAsync("PUT", name, body));

    public Task<string?> SetAsync(string name, JsonObject body) => SetAsync(name, Wire.Text(body));

    public async Task<string?> ClearAsync(string name) => Sentence(await SendAsync("DELETE", name, null));

    private Task<SocketlessAnswer?> SendAsync(string method, string name, string? body) => SocketlessCall.RunAsync(
        visit.Http, visit.Tenant, new SocketlessRequest(method, "/_local/" + name, body is null ? [] : [("Content-Type", "application/json")], Encoding.UTF8.GetBytes(body ?? "")));

    private static async Task<JsonObject> Json(Task<SocketlessAnswer?> answer) => await answer is { Status: 200 } read ? JsonNode.Parse(read.Bytes) as JsonObject ?? [] : [];

    private string? Sentence(SocketlessAnswer? answer)
    {
        if (answer is { Status: < 300 }) return null;
        var said = answer is null ? "" : Encoding.UTF8.GetString(answer.Bytes);
        return visit.Words.Of("machine.refused", said.Length > 0 ? said : (answer?.Status ?? 0).ToString(CultureInfo.InvariantCulture));
    }
}
