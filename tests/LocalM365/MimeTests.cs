using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §7: every mail is had as MIME, mail is taken as MIME, and what Exchange would refuse is refused.</summary>
public sealed class MimeTests : TenantTests
{
    private const string Mailbox = "/v1.0/users/tdkt@mau.example";

    [Fact]
    public async Task A_Mail_Is_Had_As_Mime_With_Vietnamese_In_Encoded_Words()
    {
        var mail = Mail();
        mail["message"]!["attachments"] = new JsonArray(File("quyết định.pdf"));
        Assert.Equal(202, (await Product.PostAsync($"{Mailbox}/sendMail", mail, Cancel)).Status);
        var mime = await MimeAsync(1);
        Assert.Contains("Subject: =?utf-8?", mime, StringComparison.Ordinal);
        Assert.DoesNotContain(mime, letter => letter > 127);
        Assert.Contains("multipart/mixed", mime, StringComparison.Ordinal);
        Assert.Contains("multipart/alternative", mime, StringComparison.Ordinal);
        Assert.Contains("To: an@mau.example\r\n", mime, StringComparison.Ordinal);
        Assert.Contains("Date: Mon, 12 May 2025 01:00:00 +0000\r\n", mime, StringComparison.Ordinal);
        Assert.Contains("X-TDKT-Key: r-1\r\n", mime, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Importance: high\r\n", mime, StringComparison.Ordinal);
        Assert.Equal(mime, await MimeAsync(1));
        Assert.Equal(404, (await new LocalTenant.Client(Tenant, null).GetAsync("/_local/mails/2/mime", Cancel)).Status);
    }

    [Fact]
    public async Task A_Mail_Is_Taken_As_Mime_And_Kept_As_It_Came()
    {
        const string mime = "From: tdkt@mau.example\r\nTo: an@mau.example\r\nBcc: binh@mau.example\r\nSubject: =?utf-8?B?TeG7nWk=?=\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Xin ch=C3=A0o</p>\r\n";
        var sent = await SendAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(mime)));
        Assert.Equal((202, ""), (sent.Status, sent.Text));
        Assert.Equal(mime, await MimeAsync(1));
        var kept = Assert.Single((await new LocalTenant.Client(Tenant, null).GetAsync("/_local/mails", Cancel)).Rows);
        Assert.Equal(("Mời", "an@mau.example binh@mau.example"), (kept["subject"]!.GetValue<string>(), string.Join(' ', kept["recipients"]!.AsArray())));
        Assert.Equal("html", kept["message"]!["body"]!["contentType"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("không phải base64", 400, "ErrorMimeContentInvalidBase64String")]
    [InlineData("U3ViamVjdDogeA0KDQp4", 400, "ErrorInvalidRecipients")] // a mail to nobody
    public async Task What_Is_No_Mail_Is_Refused(string body, int status, string code)
    {
        var refused = await SendAsync(body);
        Assert.Equal((status, code), (refused.Status, refused.Code));
    }

    [Theory]
    [InlineData("attachments", """[{"name":"a.txt","contentBytes":"YQ=="}]""", "ErrorInvalidRequest")]
    [InlineData("attachments", """[{"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentBytes":"%%%"}]""", "ErrorInvalidRequest")]
    [InlineData("attachments", """[{"@odata.type":"#microsoft.graph.fileAttachment","contentBytes":"YQ=="}]""", "ErrorInvalidRequest")]
    [InlineData("toRecipients", """[{"emailAddress":{"address":"không phải"}}]""", "ErrorInvalidRecipients")]
    [InlineData("ccRecipients", """[{"emailAddress":{"address":"an@"}}]""", "ErrorInvalidRecipients")]
    [InlineData("replyTo", """[{"emailAddress":{"name":"An"}}]""", "ErrorInvalidRecipients")]
    [InlineData("importance", "\"urgent\"", "ErrorInvalidRequest")]
    [InlineData("body", """{"contentType":"markdown","content":"x"}""", "ErrorInvalidRequest")]
    public async Task A_Message_That_Exchange_Would_Refuse_Is_Refused(string member, string value, string code)
    {
        var mail = Mail();
        mail["message"]![member] = JsonNode.Parse(value);
        var refused = await Product.PostAsync($"{Mailbox}/sendMail", mail, Cancel);
        Assert.Equal((400, code), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task Mail_In_Another_Name_And_Mail_Too_Large_Are_Refused()
    {
        var other = Mail();
        other["message"]!["from"] = Address("khac@mau.example");
        Assert.Equal((403, "ErrorSendAsDenied"), Said(await Product.PostAsync($"{Mailbox}/sendMail", other, Cancel)));
        var large = Mail();
        large["message"]!["body"]!["content"] = new string('x', (4 * 1024 * 1024) + 1);
        Assert.Equal((413, "ErrorMessageSizeExceeded"), Said(await Product.PostAsync($"{Mailbox}/sendMail", large, Cancel)));
    }

    [Fact]
    public async Task A_Mailbox_Is_Read_By_Its_Owner()
    {
        var mail = Mail();
        mail["message"]!["bccRecipients"] = new JsonArray(Address("binh@mau.example"));
        mail["message"]!["attachments"] = new JsonArray(File("a.pdf"));
        await Product.PostAsync($"{Mailbox}/sendMail", mail, Cancel);
        var second = Mail();
        second["message"]!["subject"] = "Lần hai";
        await Product.PostAsync($"{Mailbox}/sendMail", second, Cancel);
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        var page = await an.GetAsync("/v1.0/me/messages?$top=1", Cancel);
        Assert.Equal(("Lần hai", false, "high"), (page.Rows[0]["subject"]!.GetValue<string>(), page.Rows[0]["isRead"]!.GetValue<bool>(), page.Rows[0]["importance"]!.GetValue<string>()));
        var first = Assert.Single((await an.GetAsync(page.Json["@odata.nextLink"]!.GetValue<string>(), Cancel)).Rows);
        Assert.Empty(first["bccRecipients"]!.AsArray());
        Assert.True(first["hasAttachments"]!.GetValue<bool>());
        var id = first["id"]!.GetValue<string>();
        Assert.Equal(200, (await an.PatchAsync($"/v1.0/me/messages/{id}", Json("""{"isRead":true}"""), Cancel)).Status);
        Assert.Equal("Lần hai", Assert.Single((await an.GetAsync("/v1.0/me/mailFolders/inbox/messages?$filter=isRead eq false", Cancel)).Rows)["subject"]!.GetValue<string>());
        Assert.Equal(400, (await an.PatchAsync($"/v1.0/me/messages/{id}", Json("""{"subject":"x"}"""), Cancel)).Status);
        var mime = await an.GetAsync($"/v1.0/users/{LocalTenant.An}/messages/{id}/$value", Cancel);
        Assert.DoesNotContain("binh@mau.example", mime.Text, StringComparison.Ordinal);
        Assert.Equal("a.pdf", Assert.Single((await an.GetAsync($"/v1.0/me/messages/{id}/attachments", Cancel)).Rows)["name"]!.GetValue<string>());
        var binh = await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel);
        Assert.Equal("binh@mau.example", Assert.Single((await binh.GetAsync("/v1.0/me/messages", Cancel)).Rows)["bccRecipients"]![0]!["emailAddress"]!["address"]!.GetValue<string>());
        Assert.Equal((403, "ErrorAccessDenied"), Said(await binh.GetAsync($"/v1.0/users/{LocalTenant.An}/messages", Cancel)));
        Assert.Equal(403, (await Product.GetAsync($"{Mailbox}/messages", Cancel)).Status);
        Assert.Equal((404, "ErrorItemNotFound"), Said(await binh.GetAsync($"/v1.0/me/messages/{id}x", Cancel)));
    }

    [Fact]
    public async Task What_A_Person_Sends_Is_Kept_Among_The_Sent_Items_Unless_Told_Otherwise()
    {
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        await an.PostAsync("/v1.0/me/sendMail", Mail(to: "binh@mau.example"), Cancel);
        var unkept = Mail(to: "binh@mau.example");
        unkept["saveToSentItems"] = false;
        await an.PostAsync("/v1.0/me/sendMail", unkept, Cancel);
        var sent = await Tenant.Sdk(an.Token).Me.MailFolders["sentitems"].Messages.GetAsync(cancellationToken: Cancel);
        Assert.Equal("binh@mau.example", Assert.Single(sent!.Value!).ToRecipients![0].EmailAddress!.Address);
        Assert.Equal(2, (await (await Tenant.AsPersonAsync(LocalTenant.Binh, Cancel)).GetAsync("/v1.0/me/mailFolders/inbox/messages", Cancel)).Rows.Length);
        Assert.Equal(404, (await an.GetAsync("/v1.0/me/mailFolders/drafts/messages", Cancel)).Status);
    }

    private static (int, string) Said(Answer answer) => (answer.Status, answer.Code);

    private static JsonObject Mail(string to = "an@mau.example") => new()
    {
        ["message"] = new JsonObject
        {
            ["subject"] = "Mời trả lời đề nghị khen thưởng",
            ["importance"] = "high",
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<p>Kính gửi anh</p><script>x</script>" },
            ["toRecipients"] = new JsonArray(Address(to)),
            ["internetMessageHeaders"] = new JsonArray(new JsonObject { ["name"] = "x-tdkt-key", ["value"] = "r-1" }),
        },
    };

    private static JsonObject Address(string address) => new() { ["emailAddress"] = new JsonObject { ["address"] = address } };

    private static JsonObject File(string name) => new()
    {
        ["@odata.type"] = "#microsoft.graph.fileAttachment", ["name"] = name, ["contentType"] = "application/pdf", ["contentBytes"] = Convert.ToBase64String("%PDF-1.7"u8.ToArray()),
    };

    private async Task<string> MimeAsync(int number) => (await new LocalTenant.Client(Tenant, null).GetAsync($"/_local/mails/{number}/mime", Cancel)).Text;

    private async Task<Answer> SendAsync(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Tenant.Origin}{Mailbox}/sendMail") { Content = new StringContent(body, Encoding.UTF8, "text/plain") };
        request.Headers.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", Product.Token);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }
}
