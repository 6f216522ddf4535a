using System.Text.Json.Nodes;
using EmulationM365.Schema;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>The site and its lists, pages, files; who may ask at all, and what asking costs.</summary>
internal static class SiteRows
{
    private const string PageKind = "#microsoft.graph.sitePage";

    public static async Task The_Site_Is_Found_By_Its_Path(ContractTenant tenant)
    {
        var site = await tenant.GetAsync($"/v1.0/sites/{tenant.Host}:/sites/tdkt");
        Assert.Equal((200, tenant.SiteId), (site.Status, site.Id));
        Is(404, "itemNotFound", await tenant.GetAsync($"/v1.0/sites/{tenant.Host}:/sites/khong-co"));
    }

    public static async Task Lists_Are_Told_With_Their_Names(ContractTenant tenant)
    {
        var lists = (await tenant.GetAsync($"{tenant.Site}/lists?$select=id,name,displayName,list")).Rows;
        foreach (var schema in SiteSchema.Lists)
        {
            var list = lists.Single(list => Text(list["name"]) == schema.SiteName(2025));
            Assert.Equal((tenant.ListId(schema.Name), schema.Library ? "documentLibrary" : "genericList"), (Text(list["id"]), Text(list["list"]!["template"])));
            Assert.NotEmpty(Text(list["displayName"]));
            Assert.Null(list["columns"]);
        }
    }

    public static async Task Lists_Are_Told_With_Their_Columns_When_Asked(ContractTenant tenant)
    {
        var lists = (await tenant.GetAsync($"{tenant.Site}/lists?$select=id,name,displayName,list&$expand=columns")).Rows;
        foreach (var schema in SiteSchema.Lists)
        {
            var columns = lists.Single(list => Text(list["name"]) == schema.SiteName(2025))["columns"]!.AsArray();
            foreach (var column in schema.Columns)
            {
                var told = columns.Single(told => Text(told!["name"]) == column.Name)!;
                Assert.Equal((column.Unique, column.Indexed || column.Unique, false), (told["enforceUniqueValues"]!.GetValue<bool>(), told["indexed"]!.GetValue<bool>(), told["readOnly"]!.GetValue<bool>()));
                var (kind, facet) = Kind(column);
                var shape = told[kind] ?? throw new InvalidOperationException($"{schema.Name}.{column.Name}: {told.ToJsonString()}");
                foreach (var (name, value) in facet) Assert.Equal((column.Name, name, value), (column.Name, name, Text(shape[name]).ToLowerInvariant()));
                if (column.Kind == ColumnKind.Choice) Assert.Equal(column.Choices.Select(column.Word), shape["choices"]!.AsArray().Select(word => Text(word)));
            }
        }
    }

    public static async Task A_Page_Is_Made_Found_And_Published_Once(ContractTenant tenant)
    {
        var name = $"tin-{tenant.Key()}.aspx";
        Assert.Empty(await FindAsync(tenant, name));
        var made = await tenant.PostAsync($"{tenant.Site}/pages", Page(name));
        Assert.Equal((201, name), (made.Status, Text(made.Json["name"])));
        var page = Assert.Single(await FindAsync(tenant, name));
        Assert.Equal((made.Id, name), (Text(page["id"]), Text(page["name"])));
        Assert.NotEqual("published", Text(page["publishingState"]!["level"]));
        for (var turn = 0; turn < 2; turn++)
        {
            Assert.Equal(204, (await tenant.PostAsync($"{tenant.Site}/pages/{made.Id}/microsoft.graph.sitePage/publish", null)).Status);
            Assert.Equal("published", Text(Assert.Single(await FindAsync(tenant, name))["publishingState"]!["level"]));
        }
    }

    public static async Task A_Page_Of_The_Same_Name_Is_409(ContractTenant tenant)
    {
        var name = $"tin-{tenant.Key()}.aspx";
        await tenant.PostAsync($"{tenant.Site}/pages", Page(name));
        Is(409, "nameAlreadyExists", await tenant.PostAsync($"{tenant.Site}/pages", Page(name.ToUpperInvariant().Replace(".ASPX", ".aspx"))));
        Assert.Single(await FindAsync(tenant, name));
    }

    public static async Task A_Page_That_Is_Not_There_Is_Not_Published(ContractTenant tenant) =>
        Is(404, "itemNotFound", await tenant.PostAsync($"{tenant.Site}/pages/00000000-0000-0000-0000-000000000000/microsoft.graph.sitePage/publish", null));

    public static async Task A_File_Is_Found_By_Its_Path_And_Read(ContractTenant tenant)
    {
        var name = $"{tenant.Key()} mẫu.pdf";
        await tenant.UploadAsync(name);
        var drive = (await tenant.GetAsync($"{tenant.List("Documents")}/drive")).Json;
        Assert.NotEmpty(Text(drive["webUrl"]));
        var file = await tenant.GetAsync($"/v1.0/drives/{Text(drive["id"])}/root:/{Uri.EscapeDataString(name)}");
        Assert.Equal((200, name), (file.Status, Text(file.Json["name"])));
        Assert.NotNull(file.Json["file"]);
        Assert.StartsWith(Text(drive["webUrl"]), Text(file.Json["webUrl"]), StringComparison.Ordinal);
        var content = await tenant.GetAsync($"/v1.0/drives/{Text(drive["id"])}/items/{file.Id}/content");
        Assert.Equal(200, content.Status);
        Assert.StartsWith("%PDF-", content.Text, StringComparison.Ordinal);
        Assert.Equal(file.Json["size"]!.GetValue<int>(), System.Text.Encoding.UTF8.GetByteCount(content.Text));
    }

    public static async Task A_Folder_Is_Made_Once_In_One_That_Is_There(ContractTenant tenant)
    {
        var name = tenant.Key();
        await tenant.FolderAsync(name);
        var root = $"/v1.0/drives/{Text((await tenant.GetAsync($"{tenant.List("Documents")}/drive")).Json["id"])}/root:/";
        JsonObject Asked() => new() { ["name"] = "dot-1", ["folder"] = new JsonObject(), ["@microsoft.graph.conflictBehavior"] = "fail" };
        Assert.Empty((await tenant.GetAsync($"{root}{name}:/children?$top=200")).Rows);
        Is(404, "itemNotFound", await tenant.GetAsync($"{root}{name}/dot-1:/children?$top=200"));
        var made = await tenant.PostAsync($"{root}{name}:/children", Asked());
        Assert.Equal((201, "dot-1"), (made.Status, Text(made.Json["name"])));
        Is(409, "nameAlreadyExists", await tenant.PostAsync($"{root}{name}:/children", Asked()));
        var there = Assert.Single((await tenant.GetAsync($"{root}{name}:/children?$top=200")).Rows);
        Assert.Equal(("dot-1", 0), (Text(there["name"]), there["folder"]!["childCount"]!.GetValue<int>()));
        Assert.Empty((await tenant.GetAsync($"{root}{name}/dot-1:/children?$top=200")).Rows);
        Is(404, "itemNotFound", await tenant.PostAsync($"{root}khong-co:/children", Asked()));
    }

    public static async Task A_File_That_Is_Not_There_Is_404(ContractTenant tenant)
    {
        var drive = Text((await tenant.GetAsync($"{tenant.List("Documents")}/drive")).Json["id"]);
        Is(404, "itemNotFound", await tenant.GetAsync($"/v1.0/drives/{drive}/root:/khong-co.pdf"));
        Is(404, "itemNotFound", await tenant.GetAsync($"/v1.0/drives/{drive}/items/khong-co/content"));
    }

    public static async Task Without_A_Token_Or_With_A_Wrong_One_Nothing_Is_Told_Or_Done(ContractTenant tenant)
    {
        var key = tenant.Key();
        foreach (var token in new[] { null, "expired" })
        {
            Is(401, "InvalidAuthenticationToken", await tenant.AskWithAsync(token, "GET", $"{tenant.Site}/lists"));
            Is(401, "InvalidAuthenticationToken", await tenant.AskWithAsync(token, "POST", tenant.Items("CaseEvents"), ContractTenant.Fields(("StreamKey", key))));
        }

        await tenant.AddAsync("CaseEvents", ("StreamKey", key));
    }

    public static async Task A_Throttled_Call_Is_Refused_With_The_Seconds_To_Wait(ContractTenant tenant)
    {
        var key = tenant.Key();
        await tenant.ThrottleNextAsync(7);
        var refused = await tenant.PostAsync(tenant.Items("CaseEvents"), ContractTenant.Fields(("StreamKey", key)));
        Is(429, "activityLimitReached", refused);
        Assert.Equal("7", refused.Headers.NonValidated["Retry-After"].ToString());
        await tenant.AddAsync("CaseEvents", ("StreamKey", key));
    }

    public static async Task Every_Answer_Tells_The_Time(ContractTenant tenant) =>
        Assert.NotNull((await tenant.GetAsync($"{tenant.Items("Rounds")}?$expand=fields($select=id)")).Headers.Date);

    public static async Task Each_Call_Costs_What_It_Costs(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync("Nominations", ("Title", "a"));
        var items = tenant.Items("Nominations");
        var link = Text((await tenant.GetAsync($"{items}/delta?$expand=fields")).Json["@odata.deltaLink"] ?? "");
        var costs = new (string What, long Units, Func<Task> Call)[]
        {
            ("one item", 1, () => tenant.GetAsync($"{items}/{id}?$expand=fields($select=id)")), ("a query", 2, () => tenant.GetAsync($"{items}?$expand=fields($select=id)&$filter=fields/StaffKey eq 'x'")),
            ("a new item", 2, () => tenant.PostAsync(items, ContractTenant.Fields(("Title", "b")))), ("a write", 2, () => tenant.PatchAsync($"{items}/{id}/fields", ContractTenant.Values(("Title", "c")))),
            ("a refused write", 2, () => tenant.PatchAsync($"{items}/{id}/fields", ContractTenant.Values(("Title", "c")), ("If-Match", mark))), ("versions", 2, () => tenant.GetAsync($"{items}/{id}/versions?$expand=fields")),
            ("changes with a token", 1, () => tenant.GetAsync(link)), ("changes without", 2, () => tenant.GetAsync($"{items}/delta?$expand=fields")),
            ("a removal", 2, () => tenant.DeleteAsync($"{items}/{id}")), ("the lists", 2, () => tenant.GetAsync($"{tenant.Site}/lists?$select=id,name,displayName,list&$expand=columns")),
            ("the site", 1, () => tenant.GetAsync($"/v1.0/sites/{tenant.Host}:/sites/tdkt")), ("the drive", 1, () => tenant.GetAsync($"{tenant.List("Documents")}/drive")),
            ("the pages", 2, () => FindAsync(tenant, "a.aspx")), ("subscriptions", 2, () => tenant.GetAsync("/v1.0/subscriptions")), ("the groups", 5, () => tenant.RestAsync("GET", "sitegroups?$select=Id,Title,Users/Id&$expand=Users")),
        };
        foreach (var (what, units, call) in costs) Assert.Equal($"{what} {units}", $"{what} {await tenant.CostOfAsync(call)}");
    }

    private static async Task<JsonObject[]> FindAsync(ContractTenant tenant, string name) =>
        (await tenant.GetAsync($"{tenant.Site}/pages/graph.sitePage?$filter=name eq '{name}'&$select=id,name,publishingState")).Rows;

    private static JsonObject Page(string name) => new()
    {
        ["@odata.type"] = PageKind, ["name"] = name, ["title"] = "Tin mẫu", ["pageLayout"] = "article", ["promotionKind"] = "newsPost",
    };

    private static (string Kind, (string Name, string Value)[] Facet) Kind(ColumnSchema column) => column.Kind switch
    {
        ColumnKind.Text => ("text", [("allowMultipleLines", "false")]),
        ColumnKind.Note => ("text", [("allowMultipleLines", "true")]),
        ColumnKind.Choice => ("choice", []),
        ColumnKind.Number => ("number", []),
        ColumnKind.Date => ("dateTime", [("format", "dateonly")]),
        ColumnKind.DateTime => ("dateTime", [("format", "datetime")]),
        ColumnKind.Boolean => ("boolean", []),
        ColumnKind.Person => ("personOrGroup", [("allowMultipleSelection", "false")]),
        ColumnKind.People => ("personOrGroup", [("allowMultipleSelection", "true")]),
        _ => ("lookup", []),
    };
}
