using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What staff see of the lists: default views with the columns, and the buttons of the step. What people made of it is left alone.</summary>
public sealed class LookTests : IAsyncLifetime
{
    /// <summary>The Step of a return as it was drawn before this version.</summary>
    private const string DrawnEarlier =
        """
        {
          "$schema": "https://developer.microsoft.com/json-schemas/sp/v2/column-formatting.schema.json",
          "elmType": "div",
          "style": {
            "display": "flex",
            "flex-wrap": "wrap"
          },
          "children": [
            {
              "elmType": "button",
              "txtContent": "Nộp",
              "attributes": {
                "class": "ms-bgColor-themePrimary ms-fontColor-white"
              },
              "style": {
                "display": "=if([$Status] == '' || [$Status] == 'Nháp' || [$Status] == 'Trả lại bổ sung' || [$Status] == 'Đã rút để sửa', if(@currentField == 'Nộp', 'none', 'inline-block'), 'none')"
              },
              "customRowAction": {
                "action": "setValue",
                "actionInput": {
                  "Step": "Nộp"
                }
              }
            },
            {
              "elmType": "button",
              "txtContent": "Rút để sửa",
              "style": {
                "display": "=if([$Status] == 'Chờ trưởng phòng xác nhận' || [$Status] == 'Chờ tiếp nhận' || [$Status] == 'Chờ thẩm định', if(@currentField == 'Rút để sửa', 'none', 'inline-block'), 'none')"
              },
              "customRowAction": {
                "action": "setValue",
                "actionInput": {
                  "Step": "Rút để sửa"
                }
              }
            },
            {
              "elmType": "span",
              "txtContent": "@currentField",
              "style": {
                "padding": "4px 8px"
              }
            }
          ]
        }
        """;

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
    public async Task A_Column_That_Is_Made_Again_Comes_Back_Into_Our_Views_In_Its_Place_And_Into_None_That_People_Changed()
    {
        // Arrange
        var before = await ShownAsync();
        var (mine, pending) = (Named("mine"), Named("pending"));
        var changed = (string)(await ViewsAsync()).Single(view => (string?)view["Title"] == pending.Title)["Id"]!;
        await _rest.PostAsync($"{Returns}/views('{changed}')/viewfields/removeviewfield('Status')", null, Cancel);
        Assert.DoesNotContain("Status", (await ShownAsync())[pending.Title]);
        var graph = await _site.Tenant.AsAppAsync(Cancel);
        Assert.Equal(204, (await graph.DeleteAsync($"/v1.0/sites/{_site.SiteId}/lists/{_site.Stores["UnitReturns"].Address.ListId}/columns/MeetingDate", Cancel)).Status);
        Assert.DoesNotContain("MeetingDate", (await ShownAsync())[mine.Title]);

        // Act
        var report = await _site.ApplyAsync();

        // Assert
        var after = await ShownAsync();
        foreach (var (title, fields) in before.Where(view => view.Key != pending.Title)) Assert.Equal(fields, after[title]);
        Assert.Equal(before[pending.Title].Except(["Status", "MeetingDate"]), after[pending.Title]);
        Assert.Equal(4, report.Mended.Count(sentence => sentence.Contains("does not show column MeetingDate, which is made again", StringComparison.Ordinal)));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task Every_View_Is_There_As_The_Schema_Says_And_Nobody_Is_Shown_Less_By_Default()
    {
        var lists = (await new SharePointRest(_site.Connection).ListsAsync("/sites/tdkt", Cancel)).ToDictionary(list => (string)list["Id"]!);
        foreach (var schema in SiteSchema.Lists.Where(schema => !schema.AppOnly))
        {
            var views = lists[_site.Stores[schema.Name].Address.ListId]["Views"]!.OfType<JObject>().ToList();
            foreach (var view in schema.Views) Assert.Empty(ViewMatch.Differences(2025, schema, view, views.Single(found => (string?)found["Title"] == view.Title)));
            var first = views.Single(found => (bool?)found["DefaultView"] == true);
            Assert.Empty(ViewMatch.Differences(2025, schema, schema.DefaultView, first));
            Assert.DoesNotContain("<Where", (string)first["ViewQuery"]!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_Default_View_As_An_Earlier_Version_Set_It_Is_Brought_Up_To_Date()
    {
        var view = (await _rest.GetAsync(Returns + "/DefaultView", Cancel)).Json["Id"]!.GetValue<string>();
        var fields = string.Concat(UnitReturns.List.Columns.Where(column => column is { Hidden: false, Later: false }).Select(column => $"<FieldRef Name=\"{column.Name}\" />"));
        await _rest.PostAsync($"{Returns}/views('{view}')/SetViewXml", new JsonObject { ["viewXml"] = $"<View><ViewFields><FieldRef Name=\"LinkTitle\" />{fields}</ViewFields></View>" }, Cancel);
        Assert.Equal(1, (await _site.ApplyAsync()).Writes);
        var shown = (await _rest.GetAsync($"{Returns}/DefaultView?$expand=ViewFields", Cancel)).Json["ViewFields"]!["Items"]!.AsArray().Select(name => name!.GetValue<string>());
        Assert.Equal(UnitReturns.List.DefaultView.Fields(UnitReturns.List), shown);
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task The_View_Of_The_Own_Unit_Shows_A_Return_To_Those_It_Names_And_To_Who_Entered_It()
    {
        var head = await new SharePointRest(_site.Connection).EnsureUserAsync("/sites/tdkt", "head@mau.example", Cancel);
        await _site.Stores["UnitReturns"].CreateAsync(new Fields { Title = "Phòng mẫu", [UnitReturns.ReturnKey] = "a", [UnitReturns.UnitKey] = "tchckt", [UnitReturns.Contacts] = new[] { head } }, Cancel);
        await _site.Stores["UnitReturns"].CreateAsync(new Fields { Title = "Phòng khác", [UnitReturns.ReturnKey] = "b", [UnitReturns.UnitKey] = "khac" }, Cancel);
        var query = new JsonObject { ["query"] = new JsonObject { ["ViewXml"] = $"<View><Query>{UnitReturns.List.Views.Single(view => view.Key == "mine").Query}</Query></View>" } };
        async Task<IEnumerable<string>> SeenAsync(string role) => (await (await _site.Tenant.AsPersonAsync(RightsSite.PersonOf(role), Cancel, _site.Tenant.Origin)).PostAsync($"{Returns}/GetItems", query.DeepClone(), Cancel))
            .Rows.Select(row => row["Title"]!.GetValue<string>());
        Assert.Equal(["Phòng mẫu"], await SeenAsync("head"));
        Assert.Empty(await SeenAsync("clerk"));
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

    [Fact]
    public async Task The_Step_As_An_Earlier_Version_Drew_It_Is_Drawn_Anew_Unless_Somebody_Changed_It()
    {
        var field = $"{Returns}/fields/getbyinternalnameortitle('Step')";
        await DrawAsync(field, DrawnEarlier.Replace("flex-wrap", "flex-flow", StringComparison.Ordinal));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await DrawAsync(field, DrawnEarlier);
        Assert.Equal(1, (await _site.ApplyAsync()).Writes);
        Assert.True(Formats.Same(UnitReturns.Step.FormatOf(2025), (await _rest.GetAsync(field, Cancel)).Json["CustomFormatter"]!.GetValue<string>()));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    private static ViewSchema Named(string key) => UnitReturns.List.Views.Single(view => view.Key == key);

    /// <summary>What each view of the returns shows.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>> ShownAsync() => (await ViewsAsync()).ToDictionary(view => (string)view["Title"]!, ViewMatch.Fields);

    private async Task<JToken> ViewsAsync() =>
        (await new SharePointRest(_site.Connection).ListsAsync("/sites/tdkt", Cancel)).Single(list => (string?)list["Id"] == _site.Stores["UnitReturns"].Address.ListId)["Views"]!;

    private async Task DrawAsync(string field, string format) =>
        Assert.Equal(204, (await _rest.PostAsync(field, new JsonObject { ["CustomFormatter"] = format }, Cancel, ("X-HTTP-Method", "MERGE"), ("If-Match", "*"))).Status);
}
