using System.Text.Json.Nodes;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What staff see of the lists: default views with the columns, and the buttons of the step. What people made of it is left alone.</summary>
public sealed class LookTests : IAsyncLifetime
{
    private readonly RightsSite _site = new();
    private LocalTenant.Client _rest = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Returns => $"/sites/tdkt/_api/web/lists(guid'{_site.Stores["UnitReturns"].Address.ListId}')";

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Every_List_Of_Staff_Shows_The_Columns_That_The_Schema_Chose_In_Its_Order()
    {
        var lists = (await _rest.GetAsync("/sites/tdkt/_api/web/lists?$select=Id,DefaultView/ViewFields&$expand=DefaultView/ViewFields", Cancel)).Rows.ToDictionary(list => list["Id"]!.GetValue<string>());
        foreach (var schema in SiteSchema.Lists.Where(schema => !schema.AppOnly))
        {
            var shown = lists[_site.Stores[schema.Name].Address.ListId]["DefaultView"]!["ViewFields"]!["Items"]!.AsArray().Select(name => name!.GetValue<string>());
            Assert.Equal(schema.DefaultView.Fields(schema), shown);
        }
    }

    [Fact]
    public async Task A_View_That_People_Changed_Stays_And_One_That_Shows_Nothing_Of_The_List_Is_Mended()
    {
        var view = (await _rest.GetAsync(Returns + "/DefaultView", Cancel)).Json["Id"]!.GetValue<string>();
        Task<Answer> ShowAsync(string fields) => _rest.PostAsync($"{Returns}/views('{view}')/SetViewXml", new JsonObject { ["viewXml"] = $"<View><ViewFields>{fields}</ViewFields></View>" }, Cancel);
        await ShowAsync("<FieldRef Name=\"LinkTitle\" /><FieldRef Name=\"Status\" />");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await ShowAsync("<FieldRef Name=\"LinkTitle\" /><FieldRef Name=\"Modified\" />");
        var report = await _site.ApplyAsync();
        Assert.Equal((1, 1L), (report.Changes, report.Writes));
        Assert.Contains("its default view shows not the columns that people need", Assert.Single(report.Mended), StringComparison.Ordinal);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task The_Step_Of_A_Return_Has_Its_Buttons_And_Another_Drawing_Is_Left_Alone()
    {
        var field = $"{Returns}/fields/getbyinternalnameortitle('Step')";
        var drawn = JsonNode.Parse((await _rest.GetAsync(field, Cancel)).Json["CustomFormatter"]!.GetValue<string>())!.AsObject();
        var buttons = drawn["children"]!.AsArray().Where(child => (string?)child!["elmType"] == "button").ToList();
        Assert.Equal([UnitReturns.Step.Word("submit"), UnitReturns.Step.Word("withdraw")], buttons.Select(button => button!["customRowAction"]!["actionInput"]!["Step"]!.GetValue<string>()));
        Assert.DoesNotContain("{{", drawn.ToJsonString(), StringComparison.Ordinal);
        await DrawAsync(field, """{"elmType":"div","txtContent":"@currentField"}""");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await DrawAsync(field, "");
        var report = await _site.ApplyAsync();
        Assert.Equal((1, 1L), (report.Changes, report.Writes));
    }

    private async Task DrawAsync(string field, string format) =>
        Assert.Equal(204, (await _rest.PostAsync(field, new JsonObject { ["CustomFormatter"] = format }, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);
}
