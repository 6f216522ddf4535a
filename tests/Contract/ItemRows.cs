using System.Text.Json.Nodes;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using static EmulationM365.Tests.Contract.ContractTenant;

namespace EmulationM365.Tests.Contract;

/// <summary>Items: made, read, written, removed, and their versions.</summary>
internal static class ItemRows
{
    private const string Events = "CaseEvents";

    public static async Task A_New_Item_Tells_Id_Mark_And_Fields(ContractTenant tenant)
    {
        var key = tenant.Key();
        var made = await tenant.PostAsync(tenant.Items(Events), Fields(("Title", "Một"), ("StreamKey", key), ("Seq", 3), ("RecordedAt", "2025-05-12T01:02:03Z")));
        Assert.Equal(201, made.Status);
        Assert.Matches("^\"[0-9a-f-]{36},1\"$", Text(made.Json["eTag"]));
        Assert.Equal(Text(made.Json["eTag"]), Text(made.Json["fields"]!["@odata.etag"]));
        Assert.Equal(("Một", key, "3", "2025-05-12T01:02:03Z"), (Text(made.Json["fields"]!["Title"]), Text(made.Json["fields"]!["StreamKey"]), Text(made.Json["fields"]!["Seq"]), Text(made.Json["fields"]!["RecordedAt"])));
        Assert.NotEmpty(Text(made.Json["lastModifiedBy"]!["application"]!["id"]));
        Assert.NotEmpty(Text(made.Json["contentType"]!["name"]));
    }

    public static async Task An_Item_Is_Read_With_What_The_Product_Reads(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Events, ("Title", "Một"), ("StreamKey", tenant.Key()), ("Data", "a\nb"));
        var read = await tenant.GetAsync($"{tenant.Items(Events)}/{id}?$expand=fields($select=id,Title,StreamKey,Data)");
        Assert.Equal((200, id, mark), (read.Status, read.Id, Text(read.Json["eTag"])));
        Assert.Equal(["@odata.etag", "Data", "StreamKey", "Title", "id"], Names(read.Json["fields"]));
        Assert.Equal("a\nb", Text(read.Json["fields"]!["Data"]));
        Assert.Equal(tenant.Now.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture), Text(read.Json["lastModifiedDateTime"]));
    }

    public static async Task Without_Expand_There_Are_No_Fields(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()));
        Assert.Null((await tenant.GetAsync($"{tenant.Items(Events)}/{id}")).Json["fields"]);
    }

    public static async Task Fields_That_Are_Empty_Are_Left_Out(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()), ("CaseId", ""), ("Data", null));
        Assert.Equal(["@odata.etag", "StreamKey", "id"], Names((await tenant.GetAsync($"{tenant.Items(Events)}/{id}?$expand=fields($select=id,StreamKey,CaseId,Data)")).Json["fields"]));
    }

    public static async Task A_Field_Is_Emptied_By_Null(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()), ("Channel", "web"), ("Seq", 4));
        Assert.Equal(200, (await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Channel", null), ("Seq", null)))).Status);
        var fields = (await tenant.GetAsync($"{tenant.Items(Events)}/{id}?$expand=fields($select=id,Channel,Seq)")).Json["fields"];
        Assert.Equal(["@odata.etag", "id"], Names(fields));
    }

    public static async Task A_Day_Is_The_Sites_Midnight(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync("Rounds", ("Title", "Đợt mẫu"), ("RoundKey", tenant.Key()), ("Opens", "2025-06-02"), ("Due", "2025-06-30T00:00:00Z"));
        var fields = (await tenant.GetAsync($"{tenant.Items("Rounds")}/{id}?$expand=fields($select=id,Title,Opens,Due)")).Json["fields"]!;
        Assert.Equal(("2025-06-01T17:00:00Z", "2025-06-29T17:00:00Z"), (Text(fields["Opens"]), Text(fields["Due"])));
    }

    public static async Task A_Person_And_People_Go_By_Their_Numbers(ContractTenant tenant)
    {
        var people = await PeopleRows.NumbersAsync(tenant);
        var (one, _) = await tenant.AddAsync("Staff", ("Title", "Cán bộ mẫu 01"), ("StaffKey", tenant.Key()), ("AccountLookupId", people["an@mau.example"]));
        var single = (await tenant.GetAsync($"{tenant.Items("Staff")}/{one}?$expand=fields($select=id,AccountLookupId)")).Json["fields"]!;
        Assert.Equal(Text(JsonValue.Create(people["an@mau.example"])), Text(single["AccountLookupId"]));
        var (two, _) = await tenant.AddAsync("Requests", ("RequestKey", tenant.Key()), ("AssignedToLookupId@odata.type", "Collection(Edm.Int32)"), ("AssignedToLookupId", new JsonArray(people["an@mau.example"], people["binh@mau.example"])));
        var several = (await tenant.GetAsync($"{tenant.Items("Requests")}/{two}?$expand=fields($select=id,AssignedTo)")).Json["fields"]!;
        Assert.Equal([people["an@mau.example"], people["binh@mau.example"]], several["AssignedTo"]!.AsArray().Select(person => person!["LookupId"]!.GetValue<int>()));
    }

    public static async Task A_Lookup_Goes_By_The_Number_Of_Its_Item(ContractTenant tenant)
    {
        var (home, _) = await tenant.AddAsync("UnitReturns", ("Title", "Báo cáo mẫu"), ("ReturnKey", tenant.Key()));
        var (line, _) = await tenant.AddAsync("Nominations", ("Title", "Người mẫu"), ("ReturnLookupId", Whole(home)));
        Assert.Equal(home, Text((await tenant.GetAsync($"{tenant.Items("Nominations")}/{line}?$expand=fields($select=id,ReturnLookupId)")).Json["fields"]!["ReturnLookupId"]));
    }

    public static async Task A_Choice_Yes_Or_No_And_A_Number_Come_Back_As_What_They_Are(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync("UnitReturns", ("ReturnKey", tenant.Key()), ("Step", UnitReturns.Step.Word("submit")), ("Nothing", true), ("Members", 7.5));
        var fields = (await tenant.GetAsync($"{tenant.Items("UnitReturns")}/{id}?$expand=fields($select=id,Step,Nothing,Members)")).Json["fields"]!;
        Assert.Equal((UnitReturns.Step.Word("submit"), true, 7.5m), (Text(fields["Step"]), fields["Nothing"]!.GetValue<bool>(), fields["Members"]!.GetValue<decimal>()));
    }

    public static async Task A_Unique_Value_Is_Refused_Twice(ContractTenant tenant)
    {
        var key = tenant.Key();
        await tenant.AddAsync(Events, ("StreamKey", key));
        IsDuplicate(await tenant.PostAsync(tenant.Items(Events), Fields(("StreamKey", key), ("Title", "khác"))), "StreamKey");
    }

    public static async Task A_Unique_Value_Is_Refused_In_Whatever_Letter_Case(ContractTenant tenant)
    {
        var key = tenant.Key() + "-đ";
        await tenant.AddAsync("EffectLedger", ("EffectKey", key));
        IsDuplicate(await tenant.PostAsync(tenant.Items("EffectLedger"), Fields(("EffectKey", key.ToUpperInvariant()))), "EffectKey");
    }

    public static async Task A_Refused_Twin_Leaves_Nothing_Behind(ContractTenant tenant)
    {
        var key = tenant.Key();
        await tenant.AddAsync(Events, ("StreamKey", key));
        await tenant.PostAsync(tenant.Items(Events), Fields(("StreamKey", key), ("Title", "thừa " + key)));
        Assert.Single((await tenant.GetAsync($"{tenant.Items(Events)}?$expand=fields($select=id,Title,StreamKey)&$filter=fields/StreamKey eq '{key}'")).Rows);
    }

    public static async Task A_Change_To_A_Taken_Value_Is_Refused_And_Writes_Nothing(ContractTenant tenant)
    {
        var (key, own) = (tenant.Key(), tenant.Key());
        await tenant.AddAsync(Events, ("StreamKey", key));
        var (id, mark) = await tenant.AddAsync(Events, ("StreamKey", own));
        IsDuplicate(await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("StreamKey", key), ("Title", "x"))), "StreamKey");
        Assert.Equal(mark, Text((await tenant.GetAsync($"{tenant.Items(Events)}/{id}")).Json["eTag"]));
        Assert.Equal(200, (await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("StreamKey", own)))).Status);
    }

    public static async Task A_Value_That_Was_Given_Up_Is_Free(ContractTenant tenant)
    {
        var key = tenant.Key();
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", key));
        await tenant.DeleteAsync($"{tenant.Items(Events)}/{id}");
        await tenant.AddAsync(Events, ("StreamKey", key));
    }

    public static async Task Many_Items_May_Have_No_Value_In_A_Unique_Column(ContractTenant tenant)
    {
        await tenant.AddAsync("UnitReturns", ("Title", "không khóa"));
        await tenant.AddAsync("UnitReturns", ("Title", "cũng không"));
    }

    public static async Task A_Write_Tells_The_New_Mark_And_Changes_Only_What_It_Names(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Events, ("Title", "Một"), ("StreamKey", tenant.Key()), ("Channel", "web"));
        var written = await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Title", "Hai")), ("If-Match", mark));
        Assert.Equal((200, "Hai", "web"), (written.Status, Text(written.Json["Title"]), Text(written.Json["Channel"])));
        Assert.Equal(mark.Replace(",1\"", ",2\""), Text(written.Json["@odata.etag"]));
    }

    public static async Task An_Old_Mark_Is_412_And_Writes_Nothing(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Events, ("Title", "Một"), ("StreamKey", tenant.Key()));
        await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Title", "Hai")));
        Is(412, "resourceModified", await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Title", "Ba")), ("If-Match", mark)));
        Is(412, "resourceModified", await tenant.DeleteAsync($"{tenant.Items(Events)}/{id}", ("If-Match", mark)));
        Assert.Equal("Hai", Text((await tenant.GetAsync($"{tenant.Items(Events)}/{id}?$expand=fields($select=id,Title)")).Json["fields"]!["Title"]));
    }

    public static async Task Any_Mark_Will_Do_Where_None_Is_Named(ContractTenant tenant)
    {
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()));
        Assert.Equal(200, (await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Title", "Ba")), ("If-Match", "*"))).Status);
    }

    public static async Task A_Removed_Item_Is_Gone(ContractTenant tenant)
    {
        var (id, mark) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()));
        Assert.Equal(204, (await tenant.DeleteAsync($"{tenant.Items(Events)}/{id}", ("If-Match", mark))).Status);
        Is(404, "itemNotFound", await tenant.GetAsync($"{tenant.Items(Events)}/{id}"));
        Is(404, "itemNotFound", await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Title", "x")), ("If-Match", mark)));
        Is(404, "itemNotFound", await tenant.DeleteAsync($"{tenant.Items(Events)}/{id}", ("If-Match", mark)));
    }

    public static async Task An_Item_That_Never_Was_Is_404(ContractTenant tenant) => Is(404, "itemNotFound", await tenant.GetAsync($"{tenant.Items(Events)}/999999?$expand=fields"));

    public static async Task A_List_That_Is_Not_There_Is_404(ContractTenant tenant)
    {
        var missing = $"{tenant.Site}/lists/00000000-0000-0000-0000-000000000000/items";
        Is(404, "itemNotFound", await tenant.GetAsync(missing));
        Is(404, "itemNotFound", await tenant.PostAsync(missing, Fields(("Title", "x"))));
        Is(404, "itemNotFound", await tenant.GetAsync(missing + "/delta"));
    }

    public static async Task A_Field_That_Is_Not_There_Is_400(ContractTenant tenant)
    {
        Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items(Events), Fields(("StreamKey", tenant.Key()), ("Nowhere", "x"))), "Field 'Nowhere' is not recognized");
        var (id, _) = await tenant.AddAsync(Events, ("StreamKey", tenant.Key()));
        Is(400, "invalidRequest", await tenant.PatchAsync($"{tenant.Items(Events)}/{id}/fields", Values(("Nowhere", "x"))), "Field 'Nowhere' is not recognized");
    }

    public static async Task A_Lookup_Or_Person_Is_Not_Written_By_Its_Bare_Name(ContractTenant tenant)
    {
        Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items("Staff"), Fields(("StaffKey", tenant.Key()), ("Account", "1"))), "Account");
        Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items("Staff"), Fields(("StaffKey", tenant.Key()), ("StaffKeyLookupId", 1))), "StaffKeyLookupId");
    }

    public static async Task A_Word_That_Is_No_Choice_Is_400(ContractTenant tenant) =>
        Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items("UnitReturns"), Fields(("ReturnKey", tenant.Key()), ("Step", "Từ lạ"))), "Step");

    public static async Task A_Value_Of_Another_Kind_Is_400(ContractTenant tenant)
    {
        foreach (var (name, value) in new (string, JsonNode)[] { ("Members", "ba"), ("Members", "3"), ("Nothing", "yes"), ("MeetingDate", 3), ("MeetingDate", "hôm qua"), ("UnitKey", 3), ("Step", 3) })
            Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items("UnitReturns"), Fields(("ReturnKey", tenant.Key()), (name, value.DeepClone()))), name);
    }

    public static async Task One_Line_Of_Text_Has_At_Most_255_Letters(ContractTenant tenant)
    {
        Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items(Events), Fields(("StreamKey", tenant.Key()), ("Channel", new string('x', 256)))), "Channel");
        await tenant.AddAsync(Events, ("StreamKey", tenant.Key()), ("Channel", new string('x', 255)), ("Data", new string('x', 60_000)));
    }

    public static async Task An_Item_Needs_Fields(ContractTenant tenant) => Is(400, "invalidRequest", await tenant.PostAsync(tenant.Items(Events), new JsonObject()));

    public static async Task Who_Wrote_Is_Told_As_Application_Or_As_User(ContractTenant tenant)
    {
        var id = await tenant.AddByPersonAsync("UnitReturns", Values(("Title", "của An"), ("ReturnKey", tenant.Key())));
        var item = (await tenant.GetAsync($"{tenant.Items("UnitReturns")}/{id}")).Json;
        Assert.Equal((LocalTenant.An, "Cán bộ mẫu An"), (Text(item["lastModifiedBy"]!["user"]!["id"]), Text(item["lastModifiedBy"]!["user"]!["displayName"])));
        Assert.Null(item["lastModifiedBy"]!["application"]);
        await tenant.PatchAsync($"{tenant.Items("UnitReturns")}/{id}/fields", Values(("Title", "sửa")));
        item = (await tenant.GetAsync($"{tenant.Items("UnitReturns")}/{id}")).Json;
        Assert.Null(item["lastModifiedBy"]!["user"]);
        Assert.Equal(LocalTenant.An, Text(item["createdBy"]!["user"]!["id"]));
    }

    public static async Task Versions_Are_Told_Newest_First_With_Their_Fields_And_Writers(ContractTenant tenant)
    {
        var id = await tenant.AddByPersonAsync("UnitReturns", Values(("Title", "một"), ("ReturnKey", tenant.Key())));
        await tenant.PatchAsync($"{tenant.Items("UnitReturns")}/{id}/fields", Values(("Title", "hai")));
        var versions = (await tenant.GetAsync($"{tenant.Items("UnitReturns")}/{id}/versions?$expand=fields")).Rows;
        Assert.Equal(["2.0 hai", "1.0 một"], versions.Select(version => $"{Text(version["id"])} {Text(version["fields"]!["Title"])}"));
        Assert.NotNull(versions[0]["lastModifiedBy"]!["application"]);
        Assert.Equal(LocalTenant.An, Text(versions[1]["lastModifiedBy"]!["user"]!["id"]));
        Assert.All(versions, version => Assert.NotNull(version["lastModifiedDateTime"]));
    }

    internal static string Text(JsonNode? node) => node!.ToString();

    internal static int Whole(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    internal static IEnumerable<string> Names(JsonNode? node) => node!.AsObject().Select(member => member.Key).Order(StringComparer.Ordinal);

    internal static void Is(int status, string code, Answer answer, string says = "")
    {
        Assert.Equal((status, code), (answer.Status, answer.Code));
        Assert.Contains(says, answer.Message, StringComparison.Ordinal);
    }

    private static void IsDuplicate(Answer answer, string column) =>
        Is(400, "invalidRequest", answer, $"The list item could not be added or updated because duplicate values were found in the following field(s) in the list: [{column}].");
}
