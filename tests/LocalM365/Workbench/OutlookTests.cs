using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>ui.md and graph §7: mail is read in Outlook by whoever received it, and by nobody else.</summary>
public sealed class OutlookTests : TenantTests
{
    private const string Shared = "/v1.0/users/tdkt@mau.example/sendMail";

    [Fact]
    public async Task A_Person_Sees_Their_Own_Mail_Newest_First_And_Nobody_Elses()
    {
        await SendAsync("Thư cũ", "an@mau.example");
        Tenant.Clock.Advance(TimeSpan.FromMinutes(5));
        await SendAsync("Thư mới", "AN@mau.example");
        await SendAsync("Thư của Bình", "binh@mau.example");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var inbox = await an.ReadAsync("/outlook", Cancel);
        Assert.True(inbox.IndexOf("Thư mới", StringComparison.Ordinal) is > 0 and var newer && newer < inbox.IndexOf("Thư cũ", StringComparison.Ordinal), inbox);
        Assert.DoesNotContain("Thư của Bình", inbox, StringComparison.Ordinal);
        Assert.Equal(404, (await an.GetAsync("/outlook/3", Cancel)).Status);
        Assert.Equal(404, (await an.GetAsync("/outlook/sent/1", Cancel)).Status);
        Assert.Equal(404, (await an.GetAsync("/outlook/nothing", Cancel)).Status);
    }

    [Fact]
    public async Task Whoever_Is_Not_Signed_In_Chooses_A_Person_First()
    {
        using var nobody = new Pages(Tenant);
        Assert.Equal((302, "/signin?back=%2Foutlook"), ((await nobody.GetAsync("/outlook", Cancel)).Status, (await nobody.GetAsync("/outlook", Cancel)).Location));
    }

    [Fact]
    public async Task A_Mail_Is_Unread_Until_Its_Reader_Opens_It_And_Again_When_They_Say_So()
    {
        await SendAsync("Chung", "an@mau.example", "binh@mau.example");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.Contains("<title>(1) Hộp thư đến - Outlook</title>", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        Assert.Contains("<title>Chung - Outlook</title>", await an.ReadAsync("/outlook/1", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("class=\"unread\"", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        Assert.Contains("class=\"unread\"", await binh.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        Assert.Equal("/outlook", (await an.SendAsync("/outlook/1/unread", Cancel)).Location);
        Assert.Contains("class=\"unread\"", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_Text_Of_A_Mail_Runs_Nothing_Fetches_Nothing_And_Its_Links_Work()
    {
        await SendAsync("Mời trả lời", """<p onclick="x()">Kính gửi</p><script>alert(1)</script><img src="http://elsewhere.example/a.png" alt="ảnh"><a href="http://localhost:7071/r/1?a=1&amp;b=2">Mở</a><a href="javascript:alert(1)">Không</a>""", ["an@mau.example"]);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.GetAsync("/outlook/1", Cancel);
        Assert.Contains("sandbox=\"allow-same-origin allow-popups allow-popups-to-escape-sandbox\"", page.Html, StringComparison.Ordinal);
        // srcdoc is encoded once, so what is decoded once is what the frame gets
        var letter = page.Resolved[page.Resolved.IndexOf("srcdoc=", StringComparison.Ordinal)..];
        Assert.Contains("""<a href="http://localhost:7071/r/1?a=1&amp;b=2" rel="noopener noreferrer">Mở</a>""", letter, StringComparison.Ordinal);
        Assert.Contains("<base target=\"_blank\">", letter, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", letter, StringComparison.Ordinal);
        Assert.All(["<script", "onclick", "javascript:", "elsewhere.example"], harm => Assert.DoesNotContain(harm, letter, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plain_Text_Is_Shown_As_It_Is_And_A_Picture_Of_The_Mail_Inside_It()
    {
        await PostAsync(Message("Chữ", new JsonObject { ["contentType"] = "text", ["content"] = "a < b\n<b>không đậm</b>" }, "an@mau.example"));
        var withPicture = Message("Ảnh", new JsonObject { ["contentType"] = "html", ["content"] = "<img src=\"cid:logo\" alt=\"biểu trưng\">" }, "an@mau.example");
        withPicture["message"]!["importance"] = "high";
        withPicture["message"]!["attachments"] = new JsonArray(
            new JsonObject { ["@odata.type"] = "#microsoft.graph.fileAttachment", ["name"] = "logo.png", ["contentType"] = "image/png", ["contentBytes"] = "AAEC", ["isInline"] = true, ["contentId"] = "logo" },
            new JsonObject { ["@odata.type"] = "#microsoft.graph.fileAttachment", ["name"] = "quyết định.html", ["contentType"] = "text/html", ["contentBytes"] = Convert.ToBase64String("<script>"u8) });
        await PostAsync(withPicture);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var plain = await an.GetAsync("/outlook/1", Cancel);
        Assert.Contains("<pre class=\"letter\">a < b\n<b>không đậm</b></pre>", plain.Resolved, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>không đậm</b>", plain.Html, StringComparison.Ordinal);
        var page = await an.GetAsync("/outlook/2", Cancel);
        Assert.Contains("src=\"data:image/png;base64,AAEC\"", page.Resolved, StringComparison.Ordinal);
        Assert.Contains("Quan trọng", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("logo.png", page.Html, StringComparison.Ordinal);
        var file = await an.GetAsync("/outlook/2/attachments/1", Cancel);
        Assert.Equal((200, "<script>", "text/html"), (file.Status, file.Html, file.Headers["Content-Type"]));
        Assert.StartsWith("attachment", file.Headers["Content-Disposition"], StringComparison.Ordinal);
        Assert.Equal(("nosniff", "default-src 'none'; sandbox"), (file.Headers["X-Content-Type-Options"], file.Headers["Content-Security-Policy"]));
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.Equal(404, (await binh.GetAsync("/outlook/2/attachments/1", Cancel)).Status);
    }

    [Theory]
    [InlineData("QUYET", "Quyết định")]
    [InlineData("tdkt", "Mời họp")]
    [InlineData("không có", null)]
    public async Task Mail_Is_Found_By_Subject_Or_Sender_Whatever_The_Marks_And_Case(string wanted, string? found)
    {
        await SendAsync("Quyết định", "an@mau.example");
        await SendAsync("Mời họp", "an@mau.example");
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = (await an.GetAsync("/outlook?q=" + Uri.EscapeDataString(wanted), Cancel)).Resolved;
        if (found is null) Assert.Contains("Không có thư nào khớp", page, StringComparison.Ordinal);
        else Assert.Contains($"<span class=\"subject\">{found}</span>", page, StringComparison.Ordinal);
        if (wanted == "QUYET") Assert.DoesNotContain("Mời họp", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sent_Items_Are_There_For_Those_Who_Sent_And_Kept_Something()
    {
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        Assert.DoesNotContain("/outlook/sent", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        Assert.Contains("Chưa có thư nào", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        var person = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(202, (await person.PostAsync($"/v1.0/users/{LocalTenant.An}/sendMail", Message("Đã gửi", Text("x"), "binh@mau.example"), Cancel)).Status);
        var unkept = Message("Không giữ", Text("x"), "binh@mau.example");
        unkept["saveToSentItems"] = false;
        await person.PostAsync($"/v1.0/users/{LocalTenant.An}/sendMail", unkept, Cancel);
        Assert.Contains("/outlook/sent", await an.ReadAsync("/outlook", Cancel), StringComparison.Ordinal);
        var sent = (await an.GetAsync("/outlook/sent", Cancel)).Text;
        Assert.Contains("Gửi Cán bộ mẫu Bình", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("Không giữ", sent, StringComparison.Ordinal);
        Assert.Equal((200, 404), ((await an.GetAsync("/outlook/sent/1", Cancel)).Status, (await an.GetAsync("/outlook/sent/2", Cancel)).Status));
    }

    private Task SendAsync(string subject, params string[] to) => PostAsync(Message(subject, Text("Nội dung"), to));

    private Task SendAsync(string subject, string html, string[] to) => PostAsync(Message(subject, new JsonObject { ["contentType"] = "html", ["content"] = html }, to));

    private async Task PostAsync(JsonObject mail) => Assert.Equal(202, (await Product.PostAsync(Shared, mail, Cancel)).Status);

    private static JsonObject Text(string text) => new() { ["contentType"] = "text", ["content"] = text };

    private static JsonObject Message(string subject, JsonObject body, params string[] to) => new()
    {
        ["message"] = new JsonObject
        {
            ["subject"] = subject,
            ["body"] = body,
            ["toRecipients"] = new JsonArray([.. to.Select(address => (JsonNode)new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = address } })]),
        },
    };
}
