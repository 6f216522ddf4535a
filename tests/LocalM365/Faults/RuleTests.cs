using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>docs/localm365-faults.md: which requests a rule strikes, and what a broken script is answered.</summary>
public sealed class RuleTests : FaultTests
{
    private async Task<string> StatusesAsync(int count, string path = "/v1.0/users", LocalTenant.Client? by = null)
    {
        var statuses = new List<int>();
        for (var call = 0; call < count; call++) statuses.Add((await (by ?? Product).GetAsync(path, Cancel)).Status);
        return string.Join(' ', statuses);
    }

    [Fact]
    public async Task A_Rule_Strikes_Once_Unless_It_Says_How_Often()
    {
        await ScriptAsync("""{"route":"/users"}""");
        Assert.Equal("503 200 200", await StatusesAsync(3));
        await ScriptAsync("""{"route":"/users","after":1,"times":2}""");
        Assert.Equal("200 503 503 200", await StatusesAsync(4));
    }

    [Fact]
    public async Task Every_Strikes_Each_So_Manieth_Match_After_Those_Left_Alone()
    {
        await ScriptAsync("""{"route":"/users","after":1,"every":3,"times":2}""");
        Assert.Equal("200 200 200 503 200 200 503 200 200 200", await StatusesAsync(10));
        Assert.Equal((10, 2), ((await RuleAsync())["seen"]!.GetValue<int>(), (await RuleAsync())["acted"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Chance_Goes_By_The_Seed_And_The_Match_And_Nothing_Else()
    {
        const string rule = """{"route":"/users","chance":0.4}""";
        await ScriptAsync(rule);
        var first = await StatusesAsync(30);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(3));
        await ScriptAsync(rule);
        await Product.GetAsync(Site, Cancel);
        Assert.Equal(first, await StatusesAsync(30));
        Assert.InRange(first.Split(' ').Count(status => status == "503"), 6, 18);
        await Tenant.PutAsync("/_local/faults", Json($$"""{"seed":43,"rules":[{{rule}}]}"""), Cancel);
        Assert.NotEqual(first, await StatusesAsync(30));
        await ScriptAsync("""{"route":"/users","chance":0}""");
        Assert.DoesNotContain("503", await StatusesAsync(10), StringComparison.Ordinal);
        await ScriptAsync("""{"route":"/users","chance":1}""");
        Assert.DoesNotContain("200", await StatusesAsync(10), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Rule_Can_Be_For_One_Api_And_For_One_Caller()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        await ScriptAsync("""{"api":"rest","times":9}""");
        Assert.Equal("200", await StatusesAsync(1));
        Assert.Equal("503", await StatusesAsync(1, "/sites/tdkt/_api/web/lists", rest));
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        await ScriptAsync($$"""{"caller":"person:{{LocalTenant.An}}","times":9}""");
        Assert.Equal("200 503", await StatusesAsync(1) + " " + await StatusesAsync(1, by: an));
    }

    [Fact]
    public async Task Only_The_First_Rule_That_Takes_A_Request_Acts()
    {
        await ScriptAsync("""{"route":"/users","status":429}""", """{"route":"/users","status":504}""");
        Assert.Equal("429 504 200", await StatusesAsync(3));
    }

    [Fact]
    public async Task A_Script_Is_Read_Back_With_Its_Seed_And_Counts_And_Cleared()
    {
        await ScriptAsync("""{"route":"/users","status":429,"retryAfter":7}""");
        await StatusesAsync(2);
        var read = (await Nobody.GetAsync("/_local/faults", Cancel)).Json;
        Assert.Equal("""{"seed":42,"rules":[{"route":"/users","status":429,"retryAfter":7,"seen":2,"acted":1}],"held":0}""", read.ToJsonString());
        Assert.Equal(204, (await Nobody.DeleteAsync("/_local/faults", Cancel)).Status);
        Assert.Empty((await Nobody.GetAsync("/_local/faults", Cancel)).Json["rules"]!.AsArray());
    }

    [Theory]
    [InlineData("""{"rules":[{"kind":"status"},{"kind":"boom"}]}""", "Rule 2: 'kind' must be one of status, kill, reset, torn, batch, gone, lock, conflict, hold, stale, schema, disable, subscriptionRemoved, subscriptionExpired, lost, duplicate, late, reorder, misdirect.")]
    [InlineData("""{"rules":[{"colour":"red"}]}""", "Rule 1: 'colour' is not a member of this kind.")]
    [InlineData("""{"rules":[{"kind":"torn","status":429}]}""", "Rule 1: 'status' is not a member of this kind.")]
    [InlineData("""{"rules":[{"route":"("}]}""", "Rule 1: 'route' must be a regular expression over 'METHOD /path'.")]
    [InlineData("""{"rules":[{"after":-1}]}""", "Rule 1: 'after' must be a whole number from 0 on.")]
    [InlineData("""{"rules":[{"times":1.5}]}""", "Rule 1: 'times' must be a whole number from 0 on.")]
    [InlineData("""{"rules":[{"every":0}]}""", "Rule 1: 'every' must be a whole number from 1 on.")]
    [InlineData("""{"rules":[{"after":"2"}]}""", "Rule 1: 'after' must be a whole number from 0 on.")]
    [InlineData("""{"rules":[{"times":null}]}""", "Rule 1: 'times' must not be null.")]
    [InlineData("""{"rules":[{"chance":1.01}]}""", "Rule 1: 'chance' must be a number from 0 to 1.")]
    [InlineData("""{"rules":[{"chance":-0.1}]}""", "Rule 1: 'chance' must be a number from 0 to 1.")]
    [InlineData("""{"rules":[{"status":99}]}""", "Rule 1: 'status' must be a whole number from 200 to 599.")]
    [InlineData("""{"rules":[{"retryAfter":-3}]}""", "Rule 1: 'retryAfter' must be a text, or a number from 0 on.")]
    [InlineData("""{"rules":[{"retryAfter":3,"retryAfterDate":3}]}""", "Rule 1: 'retryAfterDate' and 'retryAfter' are the same header: give one of them.")]
    [InlineData("""{"rules":[{"body":[1]}]}""", "Rule 1: 'body' must be a text or an object.")]
    [InlineData("""{"rules":[{"when":"during"}]}""", "Rule 1: 'when' must be one of before, after.")]
    [InlineData("""{"rules":[{"kind":"torn","when":"before"}]}""", "Rule 1: 'when' can only be 'after' for this kind.")]
    [InlineData("""{"rules":[{"api":"soap"}]}""", "Rule 1: 'api' must be one of graph, rest, openid, bot.")]
    [InlineData("""{"rules":[{"identity":"a","caller":"b"}]}""", "Rule 1: 'caller' is another word for 'identity': give one of them.")]
    [InlineData("""{"rules":[{"kind":"lost","when":"after"}]}""", "Rule 1: 'when' is not a member of this kind.")]
    [InlineData("""{"rules":[{"kind":"late"}]}""", "Rule 1: 'seconds' or 'changes' must say how late, and not both.")]
    [InlineData("""{"rules":[{"kind":"stale","changes":1,"reads":1}]}""", "Rule 1: 'changes' or 'reads' must say how stale reads are, and not both.")]
    [InlineData("""{"rules":[{"kind":"batch","statuses":[1]}]}""", "Rule 1: 'statuses' must be an array of statuses from 200 to 599.")]
    [InlineData("""{"rules":[{"kind":"schema","listId":"x","column":"y","action":"paint"}]}""", "Rule 1: 'action' must be one of rename, retype, delete.")]
    [InlineData("""{"rules":[{"kind":"disable"}]}""", "Rule 1: 'person' is missing: a text that is not empty.")]
    [InlineData("""{"rules":[{"kind":"misdirect","url":"here"}]}""", "Rule 1: 'url' must be an absolute address.")]
    [InlineData("""{"rules":["status"]}""", "Rule 1: it must be an object.")]
    [InlineData("""{"rules":{}}""", "The script's 'rules' must be an array of rules.")]
    [InlineData("""{}""", "The script's 'rules' must be an array of rules.")]
    [InlineData("""{"seed":-1,"rules":[]}""", "The script's 'seed' must be a whole number from 0 on.")]
    [InlineData("""{"seed":"x","rules":[]}""", "The script's 'seed' must be a whole number from 0 on.")]
    [InlineData("""{"rule":[]}""", "The script has no member 'rule': it has seed and rules.")]
    [InlineData("""[]""", "A JSON object is expected.")]
    public async Task A_Broken_Script_Is_400_With_A_Sentence_And_The_One_In_Force_Stays(string script, string sentence)
    {
        await ScriptAsync("""{"route":"/users","status":429,"times":9}""");
        var answer = await Tenant.PutAsync("/_local/faults", JsonNode.Parse(script)!, Cancel);
        Assert.Equal((400, sentence), (answer.Status, answer.Text));
        Assert.Equal("429", await StatusesAsync(1));
        Assert.Equal(429, (await RuleAsync())["status"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_Script_That_Is_Not_Json_Is_400_With_A_Sentence()
    {
        using var body = new StringContent("{rules:");
        using var answer = await Tenant.Http.PutAsync(new Uri("/_local/faults", UriKind.Relative), body, Cancel);
        Assert.Equal(400, (int)answer.StatusCode);
        Assert.StartsWith("The body is not JSON: ", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }
}
