using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>What tests of faults begin with: rules put in force, and a list to strike at.</summary>
public abstract class FaultTests : TenantTests
{
    protected LocalTenant.Client Nobody => new(Tenant, null);

    protected async Task ScriptAsync(params string[] rules)
    {
        var answer = await Tenant.PutAsync("/_local/faults", new JsonObject { ["seed"] = 42, ["rules"] = new JsonArray([.. rules.Select(rule => JsonNode.Parse(rule))]) }, Cancel);
        Assert.True(answer.Status == 200, answer.Text);
    }

    protected async Task<JsonObject> RuleAsync(int place = 0) => (await Nobody.GetAsync("/_local/faults", Cancel)).Json["rules"]![place]!.AsObject();

    protected Task<Answer> AddAsync(string list, string title) => Product.PostAsync($"{list}/items", Json($$$"""{"fields":{"Title":"{{{title}}}"}}"""), Cancel);

    protected async Task<string[]> TitlesAsync(string list, string path = "items?$expand=fields", LocalTenant.Client? by = null) =>
        [.. (await (by ?? Product).GetAsync($"{list}/{path}", Cancel)).Rows.Select(row => row["fields"]!["Title"]!.GetValue<string>())];

    protected static string? Header(Answer answer, string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;

    protected static string ListId(string list) => list[(list.LastIndexOf('/') + 1)..];
}
