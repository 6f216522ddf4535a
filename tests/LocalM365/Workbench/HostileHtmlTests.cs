using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Workbench;

/// <summary>What others wrote into the text of a page is written anew from an allow-list: nothing of it runs, fetches or leads astray.</summary>
public sealed partial class HostileHtmlTests : TenantTests
{
    [Theory]
    [InlineData("<p>a</p><script>alert(1)</script>", "<p>a</p>")]
    [InlineData("<p onclick=\"x()\" id=\"main\" class=\"bar\">a</p>", "<p>a</p>")]
    [InlineData("<img src=x onerror=alert(1)>", "")]
    [InlineData("<img src=\"https://elsewhere.example/a.png\" alt=\"<b>ảnh\">", "&lt;b&gt;ảnh")]
    [InlineData("<img src=\"/sites/tdkt/Files/a.png\" alt=\"a&quot;b\">", "<img src=\"/sites/tdkt/Files/a.png\" alt=\"a&quot;b\">")]
    [InlineData("<img src=\"/signin?as=binh@mau.example\" alt=\"\">", "")]
    [InlineData("<img src=\"/sites/x/../../signin?as=binh@mau.example\">", "")]
    [InlineData("<img src=\"/sites/x/%2e%2e/%2e%2e/signin?as=binh@mau.example\">", "")]
    [InlineData("<img src=\"/sites/tdkt/_layouts/15/news.aspx\">", "")]
    [InlineData("<img src=\"//elsewhere.example/sites/tdkt/Files/a.png\">", "")]
    [InlineData("<a href=\"javascript:alert(1)\">a</a>", "a")]
    [InlineData("<a href=\" JaVaScript:alert(1)\">a</a>", "a")]
    [InlineData("<a href=\"java\tscript:alert(1)\">a</a>", "a")]
    [InlineData("<a href=\"&#106;avascript:alert(1)\">a</a>", "a")]
    [InlineData("<a href=\"data:text/html,x\">a</a>", "a")]
    [InlineData("<a href=\"vbscript:x\">a</a>", "a")]
    [InlineData("<a href=\"//elsewhere.example\">a</a>", "a")]
    [InlineData("<a href=\"\\\\elsewhere.example\">a</a>", "a")]
    [InlineData("<a href=\"https://example.org/?a=1&amp;b=2\" target=\"_top\" onclick=\"x\">a</a>", "<a href=\"https://example.org/?a=1&amp;b=2\" rel=\"noopener noreferrer\">a</a>")]
    [InlineData("<a href=\"tin-2.aspx?x=a:b\">a</a>", "<a href=\"tin-2.aspx?x=a:b\" rel=\"noopener noreferrer\">a</a>")]
    [InlineData("<style>body{display:none}</style><p style=\"position:fixed;text-align:center;background:url(//e.example)\">a</p>", "<p style=\"text-align:center\">a</p>")]
    [InlineData("<p style=\"width:expression(alert(1));text-align:center;width:url(x)\">a</p>", "<p style=\"text-align:center\">a</p>")]
    [InlineData("<svg><script>alert(1)</script><p>a</p></svg><p>b</p>", "<p>a</p><p>b</p>")]
    [InlineData("<math><mi xlink:href=\"javascript:x\">a</mi></math>b", "b")]
    [InlineData("<p>x</p><noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">a</noscript>b", "<p>x</p>")]
    [InlineData("<textarea><script>alert(1)</script></textarea>b", "b")]
    [InlineData("<iframe srcdoc=\"<script>x</script>\"></iframe><object data=x></object><embed src=x>b", "b")]
    [InlineData("<form action=\"https://e.example\"><p>a</p><input name=x><button>b</button></form>", "<p>a</p>")]
    [InlineData("<base href=\"https://e.example/\"><meta http-equiv=refresh content=\"0;url=https://e.example\"><link rel=stylesheet href=x>b", "b")]
    [InlineData("<section><h1>Tên</h1><font color=red>a</font></section>", "<h2>Tên</h2>a")]
    [InlineData("<table><tr><td colspan=\"2\" onmouseover=\"x\">a</td></tr></table>", "<table><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table>")]
    [InlineData("<td colspan=\"2\"", "")]
    [InlineData("&lt;script&gt;alert(1)&lt;/script&gt;", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("</div></main></body><p>a</p>", "<p>a</p>")]
    [InlineData("<!--><img src=x onerror=alert(1)>-->a", "--&gt;a")]
    public async Task Only_What_Is_Harmless_Stays(string written, string shown) => Assert.Equal(shown, await ShownAsync(written));

    [Fact]
    public async Task Nobody_Brings_The_Page_Down_By_Nesting()
    {
        var deep = string.Concat(Enumerable.Repeat("<div>", 20_000)) + "x";
        Assert.StartsWith("<div>", await ShownAsync("<p>a</p>" + deep) is { Length: < 10_000 } shown ? shown[8..] : "", StringComparison.Ordinal);
    }

    private async Task<string> ShownAsync(string html)
    {
        var page = new JsonObject
        {
            ["@odata.type"] = "#microsoft.graph.sitePage", ["name"] = "x.aspx", ["title"] = "x",
            ["canvasLayout"] = new JsonObject
            {
                ["horizontalSections"] = new JsonArray(new JsonObject { ["layout"] = "oneColumn", ["columns"] = new JsonArray(new JsonObject { ["width"] = 12, ["webparts"] = new JsonArray(new JsonObject { ["@odata.type"] = "#microsoft.graph.textWebPart", ["innerHtml"] = html }) }) }),
            },
        };
        var made = await Product.PostAsync($"{Site}/pages", page, Cancel);
        Assert.Equal(204, (await Product.PostAsync($"{Site}/pages/{made.Id}/microsoft.graph.sitePage/publish", null, Cancel)).Status);
        using var binh = await Pages.OfAsync(Tenant, LocalTenant.Binh, Cancel);
        return TextPart().Match(await binh.ReadAsync("/sites/tdkt/SitePages/x.aspx", Cancel)).Groups[1].Value;
    }

    [GeneratedRegex("""<div class="text">(.*)</div></div></div></section></article>""", RegexOptions.Singleline)]
    private static partial Regex TextPart();
}
