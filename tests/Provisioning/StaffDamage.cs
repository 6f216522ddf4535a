using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Home;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>What staff and owners do to a site, done as they do it: over plain HTTP, with an owner's own token.</summary>
public sealed class StaffDamage(OwnedSite site)
{
    private const string Web = "/sites/tdkt/_api/web";
    private LocalTenant.Client? _rest;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static (ListSchema List, string Column) Drawn => SiteSchema.Lists.SelectMany(list => list.Columns.Where(column => column.Format is not null).Select(column => (list, column.Name))).First();

    private static (ListSchema List, ViewSchema View) Viewed => SiteSchema.Lists.SelectMany(list => list.Views.Select(view => (list, view))).First();

    /// <summary>Does it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Nobody does that.</exception>
    public async Task DoAsync(string damage)
    {
        _rest = await site.Tenant.AsPersonAsync(LocalTenant.An, Cancel, site.Tenant.Origin);
        if (!await OnListAsync(damage) && !await OnColumnAsync(damage) && !await OnLookAsync(damage) && !await OnTypeAsync(damage) && !await OnRightsAsync(damage) && !await OnFrameAsync(damage))
            throw new ArgumentOutOfRangeException(nameof(damage), damage, "nobody does that");
    }

    private async Task<bool> OnListAsync(string damage)
    {
        var (returns, nominations) = (await site.ListAsync("UnitReturns2025"), await site.ListAsync("Nominations2025"));
        switch (damage)
        {
            case "a list renamed": await PatchAsync(returns, """{"displayName":"Khác"}"""); break;
            case "a list deleted": await DeleteAsync(await site.ListAsync("Requests2025")); break;
            case "a list with content types deleted": await DeleteAsync(nominations); break;
            case "versions off": await MergeAsync(RestOf(nominations), """{"EnableVersioning":false}"""); break;
            case "a list hidden": await MergeAsync(RestOf(nominations), """{"Hidden":true}"""); break;
            case "items of others open": await MergeAsync(RestOf(await site.ListAsync("Movements")), """{"WriteSecurity":1}"""); break;
            case "items of others shut": await MergeAsync(RestOf(await site.ListAsync("Activities")), """{"WriteSecurity":2}"""); break;
            case "a check of items lost": await MergeAsync(RestOf(await site.ListAsync("Rounds2025")), """{"ValidationFormula":""}"""); break;
            case "a unit added": await PostAsync($"{await site.ListAsync("Units")}/items", """{"fields":{"Title":"Phòng mẫu","UnitKey":"mau-01"}}"""); break;
            default: return false;
        }

        return true;
    }

    private async Task<bool> OnColumnAsync(string damage)
    {
        var (returns, rounds, nominations) = (await site.ListAsync("UnitReturns2025"), await site.ListAsync("Rounds2025"), await site.ListAsync("Nominations2025"));
        switch (damage)
        {
            case "a column renamed": await PatchAsync(await site.ColumnAsync(returns, "Step"), """{"displayName":"Khác"}"""); break;
            case "a heading explained": await PatchAsync(await site.ColumnAsync(returns, "Step"), $$"""{"displayName":"{{UnitReturns.Step.DisplayName("UnitReturns")}} (chọn rồi lưu)"}"""); break;
            case "a column deleted": await DeleteAsync(await site.ColumnAsync(nominations, "StaffKey")); break;
            case "a drawn column deleted": await DeleteAsync(await site.ColumnAsync(await site.ListAsync(Drawn.List.SiteName(2025)), Drawn.Column)); break;
            case "a unique key deleted": await DeleteAsync(await site.ColumnAsync(rounds, "RoundKey")); break;
            case "a column of another kind":
                await DeleteAsync(await site.ColumnAsync(returns, "ReturnKey"));
                await PostAsync($"{returns}/columns", """{"name":"ReturnKey","number":{}}""");
                break;
            case "a column made required": await PatchAsync(await site.ColumnAsync(nominations, "StaffKey"), """{"required":true}"""); break;
            case "an index lost": await PatchAsync(await site.ColumnAsync(nominations, "StaffKey"), """{"indexed":false}"""); break;
            case "a choice removed": await PatchAsync(await site.ColumnAsync(returns, "Step"), """{"choice":{"choices":["Nháp","Nộp"]}}"""); break;
            case "choices reordered": await OfferAsync(returns, UnitReturns.Step.Choices.Reverse().Select(UnitReturns.Step.Word)); break;
            case "a choice added": await OfferAsync(returns, UnitReturns.Step.Choices.Select(UnitReturns.Step.Word).Append("Để sau")); break;
            case "uniqueness lost": await FreeAsync(await site.ColumnAsync(rounds, "RoundKey")); break;
            case "a key that stands twice":
                await FreeAsync(await site.ColumnAsync(rounds, "RoundKey"));
                foreach (var key in new[] { "dot-them", "DOT-THEM" }) await PostAsync($"{rounds}/items", $$$"""{"fields":{"Title":"Đợt mẫu","RoundKey":"{{{key}}}"}}""");
                break;
            case "a value forbidden twice": await PatchAsync(await site.ColumnAsync(await site.ListAsync("Settings"), "SettingKey"), """{"indexed":true}"""); await FreeTwiceAsync(); break;
            case "a check lost": await MergeAsync($"{RestOf(nominations)}/fields/getbyinternalnameortitle('Votes')", """{"ValidationFormula":""}"""); break;
            case "a default lost": await MergeAsync($"{RestOf(await site.ListAsync("Activities"))}/fields/getbyinternalnameortitle('Year')", """{"DefaultFormula":"","Required":false}"""); break;
            case "a column added": await PostAsync($"{nominations}/columns", """{"name":"GhiChuRieng","displayName":"Ghi chú riêng","text":{}}"""); break;
            default: return false;
        }

        return true;
    }

    private async Task<bool> OnLookAsync(string damage)
    {
        var (viewed, drawn) = (RestOf(await site.ListAsync(Viewed.List.SiteName(2025))), RestOf(await site.ListAsync(Drawn.List.SiteName(2025))));
        var ours = $"{viewed}/views/getbytitle('{Uri.EscapeDataString(Viewed.View.Title)}')";
        switch (damage)
        {
            case "a view deleted": await OverAsync(ours, null, "DELETE"); break;
            case "a view filtered otherwise": await MergeAsync(ours, """{"ViewQuery":"<OrderBy><FieldRef Name=\"Title\" /></OrderBy>"}"""); break;
            case "a view added": await OverAsync($"{viewed}/views", """{"Title":"Của riêng tôi","ViewFields":["LinkTitle"],"RowLimit":30}"""); break;
            case "a default view emptied": await ShowAsync(drawn, "Modified"); break;
            case "columns of a view in another order": await ShowAsync(drawn, [.. Drawn.List.Shown.Select(column => column.Name).Reverse()]); break;
            case "a default view filtered": await MergeAsync($"{drawn}/DefaultView", """{"ViewQuery":"<Where><Eq><FieldRef Name=\"Title\" /><Value Type=\"Text\">x</Value></Eq></Where>"}"""); break;
            case "a drawing lost": await DrawAsync(drawn, ""); break;
            case "a drawing changed": await DrawAsync(drawn, """{"elmType":"div","txtContent":"@currentField"}"""); break;
            default: return false;
        }

        return true;
    }

    private async Task<bool> OnTypeAsync(string damage)
    {
        var list = await site.ListAsync("Nominations2025");
        var types = Nominations.List.ContentTypes;
        switch (damage)
        {
            case "a content type renamed": await PatchAsync(await site.TypeAsync(list, types[0].DisplayName), """{"name":"Khác"}"""); break;
            case "a content type deleted": await DeleteAsync(await site.TypeAsync(list, types[^1].DisplayName)); break;
            case "a column taken out of a form": await DeleteAsync($"{await site.TypeAsync(list, types[0].DisplayName)}/columns/{Id(await site.ColumnAsync(list, types[0].Columns[0].Name))}"); break;
            case "the New menu in another order":
                var ids = (await site.TypesAsync(list)).Where(type => types.Any(ours => ours.DisplayName == (string?)type["name"])).Select(type => (string)type["id"]!).Reverse();
                await new SharePointRest(site.Connection).OrderContentTypesAsync("/sites/tdkt", Id(list), ids, Cancel);
                break;
            case "a content type added":
                var own = (await PostAsync($"{site.Site}/contentTypes", """{"name":"Gia đình","base":{"id":"0x01"}}""")).Id;
                await PostAsync($"{list}/contentTypes/addCopy", new JsonObject { ["contentType"] = $"{site.Tenant.Origin}{site.Site}/contentTypes/{own}" }.ToJsonString());
                break;
            default: return false;
        }

        return true;
    }

    private async Task<bool> OnRightsAsync(string damage)
    {
        var list = RestOf(await site.ListAsync("Nominations2025"));
        var (read, contribute) = (SharePointRest.RoleOf(SiteLevel.Read)!.Value, SharePointRest.RoleOf(SiteLevel.Contribute)!.Value);
        var folder = $"{Web}/GetFolderByServerRelativeUrl('/sites/tdkt/Dossiers2025/tchckt')";
        switch (damage)
        {
            case "a right taken": await RoleAsync(list, "remove", RoleGroup.Office, contribute); break;
            case "a right too many": await RoleAsync(list, "add", RoleGroup.Office, read); break;
            case "a right changed":
                await RoleAsync(list, "add", RoleGroup.Council, contribute);
                await RoleAsync(list, "remove", RoleGroup.Council, read);
                break;
            case "a list opened to the site": await OverAsync($"{list}/resetroleinheritance", null); break;
            case "a person let in": await OverAsync($"{list}/roleassignments/addroleassignment(principalid={await PersonAsync()},roledefid={read})", null); break;
            case "a group deleted": await OverAsync($"{Web}/sitegroups/removebyid({await GroupAsync(Rights.TitleOf(RoleGroup.Council))})", null); break;
            case "a person put into a group by hand": await OverAsync($"{Web}/sitegroups({await GroupAsync(Rights.TitleOf(RoleGroup.Heads))})/users", """{"LoginName":"i:0#.f|membership|binh@mau.example"}"""); break;
            case "the folder of a unit deleted": await DeleteAsync($"{await site.ListAsync("Dossiers2025")}/drive/root:/tchckt:"); break;
            case "the folder of a unit opened": await OverAsync($"{folder}/ListItemAllFields/resetroleinheritance", null); break;
            case "a right on the folder of a unit": await RoleAsync($"{folder}/ListItemAllFields", "add", RoleGroup.Staff, read); break;
            default: return false;
        }

        return true;
    }

    private async Task<bool> OnFrameAsync(string damage)
    {
        var (rounds, nominations) = (await site.ListAsync("Rounds2025"), await site.ListAsync("Nominations2025"));
        var sharePoint = new SharePointRest(site.Connection);
        switch (damage)
        {
            case "a help text cleared": await PatchAsync(await site.ColumnAsync(nominations, "Award"), """{"description":""}"""); break;
            case "a form cleared": await MergeAsync($"{RestOf(rounds)}/ContentTypes('{(await site.TypesAsync(rounds))[0]["id"]}')", """{"ClientFormCustomFormatter":""}"""); break;
            case "a condition cleared": await MergeAsync($"{RestOf(nominations)}/fields/getbyinternalnameortitle('MonthsServed')", """{"ClientValidationFormula":""}"""); break;
            case "a form laid out otherwise": await MergeAsync($"{RestOf(rounds)}/ContentTypes('{(await site.TypesAsync(rounds))[0]["id"]}')", """{"ClientFormCustomFormatter":"{\"bodyJSONFormatter\":{\"sections\":[]}}"}"""); break;
            case "a condition written otherwise": await MergeAsync($"{RestOf(nominations)}/fields/getbyinternalnameortitle('MonthsServed')", """{"ClientValidationFormula":"=if([$Award] == '', 'false', 'true')"}"""); break;
            case "a link added": await sharePoint.AddLinkAsync("/sites/tdkt", null, "Bảng tin mẫu", "/sites/tdkt/Lists/Mau/AllItems.aspx", Cancel); break;
            case "a link renamed": await MergeAsync($"{Web}/navigation/GetNodeById({(await sharePoint.MenuAsync("/sites/tdkt", Cancel))[3].Id})", """{"Title":"Gương tốt"}"""); break;
            case "a link moved": await MoveLinkAsync(sharePoint); break;
            case "a link deleted": await sharePoint.RemoveLinkAsync("/sites/tdkt", (await sharePoint.MenuAsync("/sites/tdkt", Cancel))[3].Id, Cancel); break;
            case "the first link named as it was born": await MergeAsync($"{Web}/navigation/GetNodeById({(await sharePoint.MenuAsync("/sites/tdkt", Cancel))[0].Id})", """{"Title":"Home"}"""); break;
            case "the home page deleted": await DeleteAsync($"{site.Site}/pages/{await HomeAsync()}"); break;
            case "the home page edited": await PatchAsync($"{site.Site}/pages/{await HomeAsync()}/microsoft.graph.sitePage", """{"@odata.type":"#microsoft.graph.sitePage","title":"Trang của phòng"}"""); break;
            case "the site opening with another page": await MergeAsync($"{Web}/RootFolder", """{"WelcomePage":"SitePages/Gioi-thieu.aspx"}"""); break;
            case "the menu emptied":
                foreach (var link in await sharePoint.MenuAsync("/sites/tdkt", Cancel)) await sharePoint.RemoveLinkAsync("/sites/tdkt", link.Id, Cancel);
                break;
            default: return false;
        }

        return true;
    }

    private async Task FreeAsync(string column)
    {
        await PatchAsync(column, """{"enforceUniqueValues":false}""");
        await PatchAsync(column, """{"indexed":false}""");
    }

    /// <summary>A value of a setting has dates, so its key stands several times; where it stands once each the service takes "unique".</summary>
    private async Task FreeTwiceAsync()
    {
        var settings = await site.ListAsync("Settings");
        foreach (var twice in (await site.Owner.GetAsync($"{settings}/items?$expand=fields&$top=500", Cancel)).Rows.GroupBy(row => row["fields"]!["SettingKey"]!.GetValue<string>()).SelectMany(rows => rows.Skip(1)))
            await DeleteAsync($"{settings}/items/{twice["id"]}");
        await PatchAsync(await site.ColumnAsync(settings, "SettingKey"), """{"enforceUniqueValues":true}""");
    }

    private async Task OfferAsync(string list, IEnumerable<string> words) => await PatchAsync(
        await site.ColumnAsync(list, "Step"), new JsonObject { ["choice"] = new JsonObject { ["choices"] = new JsonArray([.. words.Select(word => (JsonNode)word)]) } }.ToJsonString());

    private async Task ShowAsync(string list, params string[] columns)
    {
        var view = (await _rest!.GetAsync($"{list}/DefaultView", Cancel)).Json["Id"]!.GetValue<string>();
        var fields = string.Concat(columns.Prepend("LinkTitle").Select(column => $"<FieldRef Name=\"{column}\" />"));
        await OverAsync($"{list}/views('{view}')/SetViewXml", new JsonObject { ["viewXml"] = $"<View><ViewFields>{fields}</ViewFields></View>" }.ToJsonString());
    }

    private Task DrawAsync(string list, string format) => MergeAsync($"{list}/fields/getbyinternalnameortitle('{Drawn.Column}')", new JsonObject { ["CustomFormatter"] = format }.ToJsonString());

    private async Task RoleAsync(string at, string act, RoleGroup group, long role) =>
        await OverAsync($"{at}/roleassignments/{act}roleassignment(principalid={await GroupAsync(Rights.TitleOf(group))},roledefid={role})", null);

    private async Task<int> GroupAsync(string title) => (await _rest!.GetAsync($"{Web}/sitegroups", Cancel)).Rows.Single(group => (string?)group["Title"] == title)["Id"]!.GetValue<int>();

    private static async Task MoveLinkAsync(SharePointRest sharePoint)
    {
        var menu = await sharePoint.MenuAsync("/sites/tdkt", Cancel);
        await sharePoint.AddLinkAsync("/sites/tdkt", menu[0].Id, menu[3].Title, menu[3].Url, Cancel);
        await sharePoint.RemoveLinkAsync("/sites/tdkt", menu[3].Id, Cancel);
    }

    private async Task<string> HomeAsync() =>
        (await site.Owner.GetAsync($"{site.Site}/pages/microsoft.graph.sitePage", Cancel)).Rows.Single(page => (string?)page["name"] == HomePage.NameOf(2025))["id"]!.GetValue<string>();

    private async Task<int> PersonAsync() => (await _rest!.PostAsync($"{Web}/ensureuser", JsonNode.Parse("""{"logonName":"i:0#.f|membership|binh@mau.example"}"""), Cancel)).Json["Id"]!.GetValue<int>();

    private Task MergeAsync(string path, string change) => OverAsync(path, change, "MERGE");

    private async Task OverAsync(string path, string? body, string? method = null)
    {
        (string, string)[] headers = method is null ? [] : [("X-HTTP-Method", method), ("If-Match", "*")];
        var answer = await _rest!.PostAsync(path, body is null ? null : JsonNode.Parse(body), Cancel, headers);
        Assert.True(answer.Status is 200 or 201 or 204, $"{path}: {answer.Status} {answer.Text}");
    }

    private async Task PatchAsync(string path, string change) => Assert.Equal(200, (await site.Owner.PatchAsync(path, JsonNode.Parse(change), Cancel)).Status);

    private async Task DeleteAsync(string path) => Assert.Equal(204, (await site.Owner.DeleteAsync(path, Cancel)).Status);

    private async Task<Answer> PostAsync(string path, string body)
    {
        var answer = await site.Owner.PostAsync(path, JsonNode.Parse(body), Cancel);
        Assert.True(answer.Status is 201, $"{path}: {answer.Status} {answer.Text}");
        return answer;
    }

    private static string RestOf(string list) => $"{Web}/lists(guid'{Id(list)}')";

    private static string Id(string path) => path[(path.LastIndexOf('/') + 1)..];
}
