using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>Every mail of the tenant, for those who develop: also what a shared mailbox sent, to anybody.</summary>
public sealed class MailOverviewTests : TenantTests
{
    [Fact]
    public async Task All_Mail_Is_Shown_To_Everybody_With_The_Page_That_It_Asks_To_Answer_On()
    {
        foreach (var (subject, to) in new[] { ("Mời <trả lời>", "binh@mau.example"), ("Kết quả", "ngoai@example.org") })
            await Product.PostAsync("/v1.0/users/tdkt@mau.example/sendMail", new JsonObject
            {
                ["message"] = new JsonObject
                {
                    ["subject"] = subject,
                    ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = "<a href=\"http://localhost:7071/r/1?a=1&amp;b=2\">Mở</a>" },
                    ["bccRecipients"] = new JsonArray(new JsonObject { ["emailAddress"] = new JsonObject { ["address"] = to } }),
                },
            }, Cancel);
        using var an = await Pages.OfAsync(Tenant, LocalTenant.An, Cancel);
        var page = await an.ReadAsync("/machine/mails", Cancel);
        Assert.All(["Mời &lt;trả lời&gt;", "Cán bộ mẫu Bình", "ngoai@example.org", "tdkt@mau.example", "<a href=\"http://localhost:7071/r/1?a=1&amp;b=2\" rel=\"noopener\">Mở trang trả lời</a>"], text => Assert.Contains(text, page, StringComparison.Ordinal));
        var one = await an.ReadAsync("/machine/mails/1", Cancel);
        Assert.Contains("Gửi ẩn: <span title=\"binh@mau.example\">Cán bộ mẫu Bình</span>", one, StringComparison.Ordinal);
        Assert.Equal(404, (await an.GetAsync("/machine/mails/3", Cancel)).Status);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        Assert.DoesNotContain("Gửi ẩn", await binh.ReadAsync("/outlook/1", Cancel), StringComparison.Ordinal);
    }
}
