using System.Text.Json.Nodes;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>Forms on the site: laid out once, theirs afterwards; the page shows what the award asks for.</summary>
public sealed class FormApplyTests : IAsyncLifetime
{
    private static readonly (string, string)[] Merge = [("X-HTTP-Method", "MERGE"), ("If-Match", "*")];

    private readonly RightsSite _site = new();
    private LocalTenant.Client _rest = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _site.InitializeAsync();
        _rest = await _site.Tenant.AsAppAsync(Cancel, resource: _site.Tenant.Origin);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Each_Form_Is_Laid_Out_And_A_Layout_Of_People_Stays()
    {
        foreach (var form in Forms.All) Assert.Equal(form.Layout, Text(await TypeAsync(form), "ClientFormCustomFormatter"));
        var rounds = Forms.Of("Rounds").Single();
        await LayAsync(rounds, """{"bodyJSONFormatter":{"sections":[]}}""");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await LayAsync(rounds, "");
        var report = await _site.ApplyAsync();
        Assert.Equal((1, 1L), (report.Changes, report.Writes));
        Assert.Contains("its form has no sections", Assert.Single(report.Mended), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Form_And_The_Heading_Of_An_Earlier_Version_Are_Brought_Along()
    {
        // Arrange
        var form = Forms.Of("Nominations").Single(form => form.Type == "individual");
        var later = new[] { Nominations.UnitKey, Nominations.AchievementId, Nominations.Evidence };
        await LayAsync(form, later.Aggregate(form.Layout, (layout, column) => layout.Replace($",\"{column.DisplayName("Nominations")}\"", "", StringComparison.Ordinal)).Replace(Nominations.List.TitleName, "Họ và tên", StringComparison.Ordinal));
        await ChangeAsync($"{ListOf("Nominations")}/fields/getbyinternalnameortitle('Title')", """{"Title":"Họ và tên"}""");

        // Act
        var report = await _site.ApplyAsync();

        // Assert
        Assert.Equal(2, report.Changes);
        Assert.Equal(form.Layout, Text(await TypeAsync(form), "ClientFormCustomFormatter"));
        Assert.Equal("Tên cá nhân, tập thể", Text((await _rest.GetAsync($"{ListOf("Nominations")}/fields/getbyinternalnameortitle('Title')", Cancel)).Json, "Title"));
    }

    [Fact]
    public async Task A_Condition_And_A_Help_Text_Of_People_Stay_And_Lost_Ones_Come_Back()
    {
        var field = $"{ListOf("Nominations")}/fields/getbyinternalnameortitle('MonthsServed')";
        Assert.Equal(Nominations.MonthsServed.Shown!.Formula, Text((await _rest.GetAsync(field, Cancel)).Json, "ClientValidationFormula"));
        Assert.Equal(Nominations.MonthsServed.Help("Nominations"), Text((await _rest.GetAsync(field, Cancel)).Json, "Description"));
        Assert.Equal(Nominations.List.TitleHelp, Text((await _rest.GetAsync($"{ListOf("Nominations")}/fields/getbyinternalnameortitle('Title')", Cancel)).Json, "Description"));
        await ChangeAsync(field, """{"ClientValidationFormula":"=if([$Award] == '', 'false', 'true')","Description":"Theo sổ lương."}""");
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
        await ChangeAsync(field, """{"ClientValidationFormula":"","Description":""}""");
        var report = await _site.ApplyAsync();
        Assert.Equal((2, 2L), (report.Changes, report.Writes));
        Assert.Equal(0, (await _site.ApplyAsync()).Writes);
    }

    [Fact]
    public async Task The_Page_Asks_What_The_Award_Needs_And_Hides_What_Is_Not_Found_Yet()
    {
        using var head = await Pages.OfAsync(_site.Tenant, RightsSite.PersonOf("head"), Cancel);
        const string address = "/sites/tdkt/Lists/Nominations2025/NewForm.aspx";
        var form = await head.ReadAsync(address, Cancel);
        Assert.Matches("(?s)<legend>Người được đề nghị</legend>.*name=\"f.Title\".*<legend>Điều kiện, tiêu chuẩn</legend>.*name=\"f.MonthsServed\"", System.Net.WebUtility.HtmlDecode(form));
        Assert.Contains("<div class=\"field\" hidden data-column=\"LineStatus\">", form, StringComparison.Ordinal);
        Assert.Contains("<div class=\"field\" data-column=\"MonthsServed\">", form, StringComparison.Ordinal);
        var hidden = await head.SendAsync($"{address}?conditions=1", Cancel, ("f.Award", Nominations.Award.Word("giay_khen")));
        Assert.Contains("\"MonthsServed\"", hidden.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Rating\"", hidden.Html, StringComparison.Ordinal);
        var line = await _site.Stores["Nominations"].CreateAsync(new EmulationM365.Microsoft365.Fields { Title = "Cán bộ mẫu 01", [Nominations.Award] = "thu_khen", [Nominations.LineStatus] = "awaiting_appraisal" }, Cancel);
        var shown = await head.ReadAsync($"/sites/tdkt/Lists/Nominations2025/DispForm.aspx?ID={line.Id}", Cancel);
        Assert.DoesNotContain(System.Net.WebUtility.HtmlEncode(Nominations.MonthsServed.DisplayName("Nominations")), shown, StringComparison.Ordinal);
        Assert.Matches("(?s)class=\"formpart\".*Chờ", System.Net.WebUtility.HtmlDecode(shown));
    }

    private string ListOf(string name) => $"/sites/tdkt/_api/web/lists(guid'{_site.Stores[name].Address.ListId}')";

    private async Task<JsonObject> TypeAsync(FormSchema form)
    {
        var types = (await _rest.GetAsync($"{ListOf(form.List)}/ContentTypes", Cancel)).Rows;
        return form.Type is { } key ? types.Single(type => Text(type, "Name") == SiteSchema.List(form.List).ContentTypes.Single(one => one.Key == key).DisplayName) : types[0];
    }

    private async Task LayAsync(FormSchema form, string layout) =>
        await ChangeAsync($"{ListOf(form.List)}/ContentTypes('{Text(await TypeAsync(form), "StringId")}')", new JsonObject { ["ClientFormCustomFormatter"] = layout }.ToJsonString());

    private async Task ChangeAsync(string path, string change) => Assert.Equal(204, (await _rest.PostAsync(path, JsonNode.Parse(change), Cancel, Merge)).Status);

    private static string? Text(JsonObject row, string name) => row[name]?.GetValue<string>();
}
