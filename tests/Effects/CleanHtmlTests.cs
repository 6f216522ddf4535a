using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EmulationM365.Effects;

namespace EmulationM365.Tests.Effects;

/// <summary>What people wrote comes out as a few harmless things: whatever goes in, only they come out, and cleaned again it stays as it is.</summary>
public sealed partial class CleanHtmlTests
{
    private static readonly int Mutants = Environment.GetEnvironmentVariable("EMULATION_FULL") == "1" ? 100_000 : 4_000;

    private static readonly HashSet<string> Allowed = ["P", "H2", "H3", "H4", "UL", "OL", "LI", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD", "STRONG", "EM", "U", "A", "BR"];

    [Fact]
    [Trait("Fault", "55")]
    public void Every_Known_Way_Past_A_Filter_Ends_At_This_One()
    {
        Assert.True(HostileText.All.Count >= 500, $"{HostileText.All.Count} vectors");
        Assert.All(HostileText.All, vector => Harmless(vector));
    }

    [Fact]
    [Trait("Fault", "55")]
    public void So_Does_Whatever_Is_Made_Of_Them()
    {
        var random = new Random(20251127);
        for (var number = 0; number < Mutants; number++) Harmless(HostileText.Mutant(random));
    }

    [Fact]
    [Trait("Fault", "55")]
    public void Hostile_Addresses_Are_Refused() => Assert.All(HostileText.Refused, address => Assert.Null(SafeAddress.Link(System.Net.WebUtility.HtmlDecode(address))));

    [Theory]
    [InlineData("https://mau.example", "https://mau.example/")]
    [InlineData("HTTPS://Mau.Example/Tin", "https://mau.example/Tin")]
    [InlineData("https://mau.example/tin?a=1&b=2#c", "https://mau.example/tin?a=1&b=2#c")]
    [InlineData("https://mau.example/điển-hình", "https://mau.example/%C4%91i%E1%BB%83n-h%C3%ACnh")]
    public void Links_To_Ordinary_Pages_Are_Kept(string written, string kept) => Assert.Equal(kept, SafeAddress.Link(written));

    [Theory]
    [InlineData("https://mau.example/sites/tintuc/Shared%20Documents/a.jpg", true)]
    [InlineData("https://mau.example/sites/TinTuc/a.jpg", true)]
    [InlineData("https://mau.example/sites/tintuc2/a.jpg", false)]
    [InlineData("https://mau.example/sites/tintuc/../tdkt/a.jpg", false)]
    [InlineData("https://mau.example/sites/tintuc/%2e%2e%2ftdkt/a.jpg", false)]
    [InlineData("http://mau.example/sites/tintuc/a.jpg", false)]
    [InlineData("https://mau.example.xau.example/sites/tintuc/a.jpg", false)]
    [InlineData("https://mau.example@xau.example/sites/tintuc/a.jpg", false)]
    [InlineData("data:image/png;base64,AAAA", false)]
    public void Images_Come_From_The_Site_Of_The_Page_Alone(string address, bool taken) => Assert.Equal(taken, SafeAddress.IsImageOf(new Uri(address), new Uri("https://mau.example/sites/tintuc")));

    [Theory]
    [InlineData("<p>Một</p><p><b>Hai</b> ba</p>", "<p>Một</p><p><strong>Hai</strong> ba</p>")]
    [InlineData("<h1>Đầu</h1>chữ<ul><li>a</li><li>b<br>c</li></ul>", "<h2>Đầu</h2><p>chữ</p><ul><li>a</li><li>b<br>c</li></ul>")]
    [InlineData("<div>Một<div>Hai</div>Ba</div>", "<p>Một</p><p>Hai</p><p>Ba</p>")]
    [InlineData("<table><tr><th>A<th>B<tr><td>1<td><p>2</p><p>3</p></table>", "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2<br>3</td></tr></tbody></table>")]
    [InlineData("<span style='color:red'>a</span> <font>b</font>", "<p>a b</p>")]
    [InlineData("<a href='https://mau.example/a'>đây</a> và <a href='javascript:x'>kia</a>", "<p><a href=\"https://mau.example/a\">đây</a> và kia</p>")]
    [InlineData("a &lt;b&gt; &amp; c", "<p>a &lt;b&gt; &amp; c</p>")]
    [InlineData("<p>   </p><p>&nbsp;</p><br><hr>", "")]
    public void What_A_Writer_Means_Is_Kept(string written, string kept) => Assert.Equal(kept, CleanHtml.Of(written));

    [Fact]
    public void Lines_Of_Plain_Text_Are_Paragraphs_And_Dashes_A_List() => Assert.Equal(
        "<p>Việc làm: 3 &lt; 5 &amp; đúng.</p><ul><li>Một</li><li>Hai</li></ul><p>Hết.</p>", CleanHtml.OfText("Việc làm: 3 < 5 & đúng.\r\n\r\n- Một\n– Hai\nHết."));

    [Fact]
    public void Text_That_Looks_Like_A_Tag_And_Is_None_Is_Shown() => Assert.Equal("<p>&lt;chữ&gt; hay</p>", CleanHtml.OfText("<chữ> hay"));

    [Fact]
    public void A_Name_Is_Not_Divided_And_Letters_Are_Composed()
    {
        var loose = "Anh Cán bộ mẫu Hoà làm tốt.".Normalize(System.Text.NormalizationForm.FormD);
        Assert.Equal("<p>Anh Cán&nbsp;bộ&nbsp;mẫu&nbsp;Hoà làm tốt.</p>", CleanHtml.OfText(loose, "Cán bộ mẫu Hoà"));
    }

    private static void Harmless(string written)
    {
        var clean = CleanHtml.Of(written);
        var body = new HtmlParser().ParseDocument(clean).Body!;
        foreach (var element in body.QuerySelectorAll("*"))
        {
            Assert.True(Allowed.Contains(element.TagName), $"{element.TagName} came of: {written}");
            Assert.All(element.Attributes, attribute => Assert.True(element.TagName == "A" && attribute.Name == "href" && Ordinary().IsMatch(attribute.Value), $"{attribute.Name} came of: {written}"));
        }

        Assert.DoesNotContain(body.Descendants<IComment>(), _ => true);
        Assert.True(body.InnerHtml.Replace("<br>", "", StringComparison.Ordinal).Length > 0 == clean.Length > 0);
        var again = CleanHtml.Of(clean);
        Assert.True(again == clean, $"not the same twice: {written}\n{clean}\n{again}");
        var column = CleanHtml.OfText(written);
        Assert.Equal(column, CleanHtml.Of(column));
    }

    /// <summary>Said otherwise than the product says it.</summary>
    [GeneratedRegex(@"^https://([a-z0-9-]+\.)+[a-z]{2,}(/[!-;=?-\[\]^_a-~]*)?([?#][!-;=?-\[\]^_a-~]*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Ordinary();
}
