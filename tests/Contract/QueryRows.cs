using System.Text.Json.Nodes;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>Items asked for by their columns, page by page.</summary>
internal static class QueryRows
{
    private const string Expand = "?$expand=fields($select=id,Title,CaseId,EffectKey,NextDue)";

    public static async Task Equality_Finds_Those_That_Hold_The_Value(ContractTenant tenant)
    {
        var key = tenant.Key();
        await LedgerAsync(tenant, key, 2);
        var found = await FilterAsync(tenant, $"fields/CaseId eq '{key}'");
        Assert.Equal([$"{key}-1", $"{key}-2"], found.Select(item => Text(item["fields"]!["EffectKey"])));
        Assert.All(found, item => Assert.Equal(["@odata.etag", "CaseId", "EffectKey", "Title", "id"], Names(item["fields"])));
    }

    public static async Task Equality_Knows_No_Letter_Case(ContractTenant tenant)
    {
        var key = tenant.Key() + "-đ";
        await LedgerAsync(tenant, key, 1);
        Assert.Single(await FilterAsync(tenant, $"fields/CaseId eq '{key.ToUpperInvariant()}'"));
    }

    public static async Task A_Quote_Is_Written_Twice(ContractTenant tenant)
    {
        var key = tenant.Key() + "'s";
        await LedgerAsync(tenant, key, 1);
        Assert.Single(await FilterAsync(tenant, $"fields/CaseId eq '{key.Replace("'", "''")}'"));
    }

    public static async Task Nothing_Found_Is_An_Empty_Page(ContractTenant tenant)
    {
        var answer = await tenant.GetAsync($"{tenant.Items("EffectLedger")}{Expand}&$filter=fields/CaseId eq 'không có'");
        Assert.Equal((200, 0), (answer.Status, answer.Rows.Length));
        Assert.Null(answer.Json["@odata.nextLink"]);
    }

    public static async Task A_Lookup_Is_Found_By_Its_Number(ContractTenant tenant)
    {
        var (home, _) = await tenant.AddAsync("UnitReturns", ("ReturnKey", tenant.Key()));
        var (line, _) = await tenant.AddAsync("Nominations", ("Title", "a"), ("ReturnLookupId", Whole(home)));
        await tenant.AddAsync("Nominations", ("Title", "b"));
        var found = (await tenant.GetAsync($"{tenant.Items("Nominations")}?$expand=fields($select=id,ReturnLookupId)&$filter=fields/ReturnLookupId eq {home}")).Rows;
        Assert.Equal([line], found.Select(item => Text(item["id"])));
    }

    public static async Task Several_Values_Are_Joined_By_Or(ContractTenant tenant)
    {
        var (one, other) = (tenant.Key(), tenant.Key());
        foreach (var key in new[] { one, other, tenant.Key() }) await tenant.AddAsync("Nominations", ("Title", key), ("StaffKey", key));
        var found = (await tenant.GetAsync($"{tenant.Items("Nominations")}?$expand=fields($select=id,Title)&$filter=fields/StaffKey eq '{one}' or fields/StaffKey eq '{other}'")).Rows;
        Assert.Equal([one, other], found.Select(item => Text(item["fields"]!["Title"])));
    }

    public static async Task An_Instant_Is_Found_From_A_Moment_On(ContractTenant tenant)
    {
        var key = tenant.Key();
        await tenant.AddAsync("EffectLedger", ("EffectKey", key), ("CaseId", key), ("NextDue", "2031-01-01T00:00:00Z"));
        await tenant.AddAsync("EffectLedger", ("EffectKey", key + "-none"), ("CaseId", key));
        Assert.Equal([key], (await FilterAsync(tenant, "fields/NextDue ge '2031-01-01T00:00:00Z'")).Select(item => Text(item["fields"]!["EffectKey"])));
        Assert.Empty(await FilterAsync(tenant, "fields/NextDue ge '2031-01-01T00:00:01Z'"));
    }

    public static async Task A_Filter_That_Cannot_Be_Read_Is_400(ContractTenant tenant) =>
        Is(400, "BadRequest", await tenant.GetAsync($"{tenant.Items("EffectLedger")}{Expand}&$filter=fields/CaseId equals 'a'"));

    public static async Task A_Removed_Item_Is_Not_Found(ContractTenant tenant)
    {
        var key = tenant.Key();
        var (id, _) = await tenant.AddAsync("EffectLedger", ("EffectKey", key), ("CaseId", key));
        await tenant.DeleteAsync($"{tenant.Items("EffectLedger")}/{id}");
        Assert.Empty(await FilterAsync(tenant, $"fields/CaseId eq '{key}'"));
    }

    public static async Task A_Written_Item_Is_Found_By_Its_New_Value_And_Not_By_Its_Old(ContractTenant tenant)
    {
        var (old, now) = (tenant.Key(), tenant.Key());
        var (id, _) = await tenant.AddAsync("EffectLedger", ("EffectKey", old), ("CaseId", old));
        await tenant.PatchAsync($"{tenant.Items("EffectLedger")}/{id}/fields", ContractTenant.Values(("CaseId", now)));
        Assert.Empty(await FilterAsync(tenant, $"fields/CaseId eq '{old}'"));
        Assert.Equal([id], (await FilterAsync(tenant, $"fields/CaseId eq '{now}'")).Select(item => Text(item["id"])));
    }

    public static async Task A_Long_List_Comes_In_Pages_That_Keep_What_Was_Asked(ContractTenant tenant)
    {
        var key = tenant.Key();
        await LedgerAsync(tenant, key, 5);
        var (ids, pages) = (new List<string>(), 0);
        var page = await tenant.GetAsync($"{tenant.Items("EffectLedger")}{Expand}&$filter=fields/CaseId eq '{key}'&$top=2");
        while (true)
        {
            Assert.InRange(page.Rows.Length, 1, 2);
            ids.AddRange(page.Rows.Select(item => Text(item["fields"]!["EffectKey"])));
            Assert.All(page.Rows, item => Assert.Equal(["@odata.etag", "CaseId", "EffectKey", "Title", "id"], Names(item["fields"])));
            pages++;
            if (page.Json["@odata.nextLink"] is not { } next) break;
            page = await tenant.GetAsync(Text(next));
        }

        Assert.Equal(3, pages);
        Assert.Equal(Enumerable.Range(1, 5).Select(number => $"{key}-{number}"), ids);
    }

    public static async Task All_Items_Are_Read_Without_A_Filter(ContractTenant tenant)
    {
        var day = await tenant.AddAsync("Holidays", ("Title", "Ngày nghỉ mẫu"), ("Day", "2025-09-02"));
        Assert.Contains((await tenant.GetAsync($"{tenant.Items("Holidays")}?$expand=fields($select=id,Title,Day)&$top=200")).Rows, item => Text(item["id"]) == day.Id);
    }

    public static async Task Items_Come_With_Mark_And_Type(ContractTenant tenant)
    {
        var key = tenant.Key();
        var (id, mark) = await tenant.AddAsync("EffectLedger", ("EffectKey", key), ("CaseId", key));
        var item = Assert.Single(await FilterAsync(tenant, $"fields/CaseId eq '{key}'"));
        Assert.Equal((id, mark, mark), (Text(item["id"]), Text(item["eTag"]), Text(item["@odata.etag"])));
        foreach (var name in new[] { "contentType", "lastModifiedBy", "lastModifiedDateTime", "createdBy", "createdDateTime" }) Assert.NotNull(item[name]);
    }

    private static async Task LedgerAsync(ContractTenant tenant, string key, int count)
    {
        for (var number = 1; number <= count; number++) await tenant.AddAsync("EffectLedger", ("Title", "a"), ("EffectKey", $"{key}-{number}"), ("CaseId", key));
    }

    private static async Task<JsonObject[]> FilterAsync(ContractTenant tenant, string filter)
    {
        var answer = await tenant.GetAsync($"{tenant.Items("EffectLedger")}{Expand}&$filter={Uri.EscapeDataString(filter)}");
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Rows;
    }
}
