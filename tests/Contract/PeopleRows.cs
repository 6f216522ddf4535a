using System.Text.Json.Nodes;
using EmulationM365.Schema;
using EmulationM365.Tests.Support;
using static EmulationM365.Tests.Contract.ItemRows;

namespace EmulationM365.Tests.Contract;

/// <summary>People of the tenant and of the site, groups, mail.</summary>
internal static class PeopleRows
{
    private const string Asked = "?$select=id,displayName,mail,userPrincipalName,accountEnabled,preferredLanguage";

    public static async Task A_Person_Is_Found_By_Name(ContractTenant tenant)
    {
        var found = await tenant.GetAsync("/v1.0/users/an@mau.example" + Asked);
        Assert.Equal(
            (200, LocalTenant.An, "Cán bộ mẫu An", "an@mau.example", "an@mau.example", true),
            (found.Status, found.Id, Text(found.Json["displayName"]), Text(found.Json["mail"]), Text(found.Json["userPrincipalName"]), found.Json["accountEnabled"]!.GetValue<bool>()));
    }

    public static async Task A_Person_Is_Found_By_Id(ContractTenant tenant) => Assert.Equal("binh@mau.example", Text((await tenant.GetAsync($"/v1.0/users/{LocalTenant.Binh}{Asked}")).Json["mail"]));

    public static async Task A_Disabled_Account_Says_So(ContractTenant tenant) => Assert.False((await tenant.GetAsync("/v1.0/users/chi@mau.example" + Asked)).Json["accountEnabled"]!.GetValue<bool>());

    public static async Task Nobody_Is_404(ContractTenant tenant) => Is(404, "Request_ResourceNotFound", await tenant.GetAsync("/v1.0/users/khong-co@mau.example" + Asked));

    public static async Task The_Site_Tells_The_Sign_In_Names_Behind_Its_Numbers(ContractTenant tenant)
    {
        var numbers = await NumbersAsync(tenant);
        Assert.Equal(3, numbers.Where(pair => pair.Key is "an@mau.example" or "binh@mau.example" or "chi@mau.example").Select(pair => pair.Value).Distinct().Count());
    }

    public static async Task The_Logins_Behind_The_Same_Numbers_Are_Told_By_Rest(ContractTenant tenant)
    {
        var numbers = await NumbersAsync(tenant);
        var users = await tenant.RestAsync("GET", "siteusers?$select=Id,LoginName");
        Assert.Equal(numbers["an@mau.example"], users.Rows.Single(user => Text(user["LoginName"]) == "i:0#.f|membership|an@mau.example")["Id"]!.GetValue<int>());
    }

    public static async Task Groups_Are_Told_With_Their_Members(ContractTenant tenant)
    {
        var groups = await GroupsAsync(tenant);
        foreach (var role in Enum.GetValues<RoleGroup>())
        {
            var group = groups.Single(group => Text(group["Title"]) == Rights.TitleOf(role));
            Assert.True(group["Id"]!.GetValue<int>() > 0);
            Assert.NotNull(group["Users"]!.AsArray());
        }
    }

    public static async Task A_Member_Is_Added_And_Removed(ContractTenant tenant)
    {
        var number = (await NumbersAsync(tenant))["binh@mau.example"];
        var group = (await GroupsAsync(tenant)).Single(group => Text(group["Title"]) == Rights.TitleOf(RoleGroup.Director))["Id"]!;
        var login = new JsonObject { ["LoginName"] = "i:0#.f|membership|binh@mau.example" };
        // Adding somebody again changes nothing.
        for (var turn = 0; turn < 2; turn++) Assert.Equal(201, (await tenant.RestAsync("POST", $"sitegroups({group})/users", login.DeepClone())).Status);
        Assert.Equal([number], await MembersAsync());
        Assert.Equal(200, (await tenant.RestAsync("POST", $"sitegroups({group})/users/removebyid({number})")).Status);
        Assert.Empty(await MembersAsync());
        Assert.Equal(404, (await tenant.RestAsync("POST", $"sitegroups({group})/users/removebyid({number})")).Status);

        async Task<IEnumerable<int>> MembersAsync() =>
            (await GroupsAsync(tenant)).Single(one => Text(one["Id"]) == Text(group))["Users"]!.AsArray().Select(user => user!["Id"]!.GetValue<int>());
    }

    public static async Task A_Mail_Is_Accepted_Without_A_Word(ContractTenant tenant)
    {
        var subject = "Thư mẫu " + tenant.Key();
        var answer = await tenant.PostAsync("/v1.0/users/tdkt@mau.example/sendMail", Mail(subject));
        Assert.Equal((202, ""), (answer.Status, answer.Text));
        Assert.Single(await tenant.MailsAsync(), subject);
    }

    public static async Task The_Same_Mail_Twice_Is_Two_Mails(ContractTenant tenant)
    {
        var subject = "Thư mẫu " + tenant.Key();
        for (var turn = 0; turn < 2; turn++) await tenant.PostAsync("/v1.0/users/tdkt@mau.example/sendMail", Mail(subject));
        Assert.Equal(2, (await tenant.MailsAsync()).Count(sent => sent == subject));
    }

    public static async Task A_Mail_Without_A_Message_Is_400(ContractTenant tenant) =>
        Is(400, "ErrorInvalidRequest", await tenant.PostAsync("/v1.0/users/tdkt@mau.example/sendMail", new JsonObject { ["SaveToSentItems"] = true }));

    public static async Task Directory_And_Mail_Cost_No_Units(ContractTenant tenant) => Assert.Equal(0, await tenant.CostOfAsync(async () =>
    {
        await tenant.GetAsync("/v1.0/users/an@mau.example" + Asked);
        await tenant.PostAsync("/v1.0/users/tdkt@mau.example/sendMail", Mail("Thư mẫu"));
    }));

    internal static async Task<IReadOnlyDictionary<string, int>> NumbersAsync(ContractTenant tenant) =>
        (await tenant.GetAsync($"{tenant.Site}/lists/User Information List/items?$expand=fields($select=UserName)&$top=200")).Rows
            .Where(item => item["fields"]!["UserName"] is not null).ToDictionary(item => Text(item["fields"]!["UserName"]), item => Whole(Text(item["id"])));

    private static async Task<JsonObject[]> GroupsAsync(ContractTenant tenant) => (await tenant.RestAsync("GET", "sitegroups?$select=Id,Title,Users/Id&$expand=Users")).Rows;

    private static JsonObject Mail(string subject) => new()
    {
        ["Message"] = new JsonObject
        {
            ["subject"] = subject, ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>mẫu</p>" },
            ["toRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = "an@mau.example" } }),
            ["internetMessageHeaders"] = new JsonArray(new JsonObject { ["name"] = "x-emulation-effect", ["value"] = "mail:1" }),
        },
        ["SaveToSentItems"] = true,
    };
}
