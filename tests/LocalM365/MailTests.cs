using System.Text.Json.Nodes;
using EmulationM365.Tests.LocalM365.Workbench;
using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §7 and §8: mail is accepted and kept; people are looked up.</summary>
public sealed class MailTests : TenantTests
{
    private const string Mailbox = "/v1.0/users/tdkt@mau.example/sendMail";

    [Fact]
    public async Task The_Sdk_Sends_Mail_And_The_Tenant_Keeps_It_Whole()
    {
        await Tenant.Sdk(Product.Token).Users["tdkt@mau.example"].SendMail.PostAsync(new SendMailPostRequestBody
        {
            Message = new Message
            {
                Subject = "Mời trả lời",
                Body = new ItemBody { ContentType = BodyType.Html, Content = "<p><a href=\"http://localhost:7071/r/1?a=1&amp;b=2\">Mở</a></p>" },
                ToRecipients = [new Recipient { EmailAddress = new EmailAddress { Address = "an@mau.example" } }],
            },
            SaveToSentItems = false,
        }, cancellationToken: Cancel);
        var mail = Assert.Single((await new LocalTenant.Client(Tenant, null).GetAsync("/_local/mails?to=AN@mau.example", Cancel)).Rows);
        Assert.Equal(("Mời trả lời", "tdkt@mau.example"), (mail["subject"]!.GetValue<string>(), mail["mailbox"]!.GetValue<string>()));
        Assert.Equal("http://localhost:7071/r/1?a=1&b=2", mail["link"]!.GetValue<string>());
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync("/machine/mails", Cancel);
        Assert.Contains("<a href=\"http://localhost:7071/r/1?a=1&amp;b=2\" rel=\"noopener\">Mở trang trả lời</a>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepted_Mail_Is_202_Without_A_Body()
    {
        var sent = await Product.PostAsync(Mailbox, Mail(0), Cancel);
        Assert.Equal((202, ""), (sent.Status, sent.Text));
    }

    [Theory]
    [InlineData("/v1.0/users/khac@mau.example/sendMail", LocalTenant.Product)]
    [InlineData("/v1.0/users/tdkt@mau.example/sendMail", LocalTenant.Reader)]
    public async Task Without_The_Role_Or_Beyond_The_Mailbox_Mail_Is_Refused(string url, string app)
    {
        var sent = await (await Tenant.AsAppAsync(Cancel, app)).PostAsync(url, Mail(0), Cancel);
        Assert.Equal((403, "ErrorAccessDenied"), (sent.Status, sent.Code));
    }

    [Fact]
    public async Task Five_Headers_Are_Taken_And_Six_Are_Not()
    {
        Assert.Equal(202, (await Product.PostAsync(Mailbox, Mail(5), Cancel)).Status);
        var six = await Product.PostAsync(Mailbox, Mail(6), Cancel);
        Assert.Equal((400, "InvalidInternetMessageHeaderCollection"), (six.Status, six.Code));
    }

    [Fact]
    public async Task People_Are_Found_By_Id_By_Name_And_By_Filter()
    {
        var byId = await Product.GetAsync($"/v1.0/users/{LocalTenant.An}?$select=id,department,accountEnabled", Cancel);
        Assert.Equal(("Phòng A", true), (byId.Json["department"]!.GetValue<string>(), byId.Json["accountEnabled"]!.GetValue<bool>()));
        var byName = await Product.GetAsync("/v1.0/users/an%40mau.example", Cancel);
        Assert.Equal(LocalTenant.An, byName.Id);
        Assert.Null(byName.Json["department"]);
        Assert.Single((await Product.GetAsync("/v1.0/users?$filter=mail eq 'BINH@mau.example'", Cancel)).Rows);
        Assert.Equal("Request_ResourceNotFound", (await Product.GetAsync("/v1.0/users/nobody", Cancel)).Code);
        Assert.Equal(404, (await Product.GetAsync($"/v1.0/users/{LocalTenant.An}/manager", Cancel)).Status);
        var reader = await Tenant.AsAppAsync(Cancel, LocalTenant.Reader);
        Assert.Equal(403, (await reader.GetAsync("/v1.0/users", Cancel)).Status);
    }

    private static JsonObject Mail(int headers) => new()
    {
        ["message"] = new JsonObject
        {
            ["subject"] = "Thử",
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = "x" },
            ["toRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = "an@mau.example" } }),
            ["internetMessageHeaders"] = new JsonArray([.. Enumerable.Range(0, headers).Select(number => (JsonNode)new JsonObject { ["name"] = $"x-tdkt-{number}", ["value"] = "1" })]),
        },
    };
}
