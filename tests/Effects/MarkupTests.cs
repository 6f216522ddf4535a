using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EmulationM365.Effects;
using EmulationM365.Functions.Pages;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Effects;

/// <summary>What people wrote stays text, in mail, in news and on pages.</summary>
public sealed class MarkupTests
{
    private static readonly string[] Pieces =
    [
        "<script>", "</p>", "</td>", "<", ">", "&", "&amp;", "&lt", "\"", "'", "<!--", "-->", "]]>", "<img src=x onerror=y>", "\u00a0", "ế", "e\u0302\u0301", "{0}", "{", "}", " ", "</script>", "`", "😀", "\u2028",
    ];

    private static readonly Arbitrary<string> Texts = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => string.Concat((text ?? "").Where(letter => letter is not ('\0' or '\r') && !char.IsSurrogate(letter)))),
        Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat)).ToArbitrary();

    [Fact]
    [Trait("Fault", "55")]
    public void Any_Text_Comes_Back_As_The_Text_It_Was() => Prop.ForAll(Texts, text =>
    {
        // Act
        var body = Parse(new Markup().Paragraph(text).Heading(text).Link(text, new Uri("https://pages.test/a?b=c&d=e")).Table([text], [[text], [text]]).Html);

        // Assert: exactly what was built, and in each place exactly the text.
        Assert.Equal(
            ["P", "H2", "P", "A", "TABLE", "THEAD", "TR", "TH", "TBODY", "TR", "TD", "TR", "TD"], body.QuerySelectorAll("*").Select(element => element.TagName));
        Assert.All(body.QuerySelectorAll("h2, a, th, td").Append(body.QuerySelector("p")!), element => Assert.Equal(text, element.TextContent));
        Assert.Equal("https://pages.test/a?b=c&d=e", body.QuerySelector("a")!.GetAttribute("href"));
        Assert.All(body.QuerySelectorAll("*"), element => Assert.True(element.Attributes.Length == (element.TagName == "A" ? 1 : 0)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    [Trait("Fault", "55")]
    public void A_Place_In_A_Page_Is_Encoded_Between_Tags_And_In_Attributes() => Prop.ForAll(Texts, text =>
    {
        // Act
        var body = Parse(Html.Of($"""<p title="{text}">{text}</p>""").ToString());

        // Assert
        var paragraph = Assert.Single(body.QuerySelectorAll("*"));
        Assert.Equal(text, paragraph.TextContent);
        Assert.Equal(text, paragraph.GetAttribute("title"));
        Assert.Equal(1, paragraph.Attributes.Length);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("<b>", "<i>&lt;b&gt;</i>")]
    [InlineData("\"'", "<i>&quot;&#x27;</i>")]
    [InlineData("Đề nghị {0}", "<i>Đề nghị {0}</i>")]
    public void A_Text_Is_Encoded_Once(string text, string html) => Assert.Equal(html, Html.Of($"<i>{text}</i>").ToString());

    [Fact]
    public void Html_Within_Html_Is_Left_As_It_Is() =>
        Assert.Equal("<p><i>&lt;</i><i>&gt;</i></p>", Html.Of($"<p>{Html.Join([Html.Of($"<i>{"<"}</i>"), Html.Of($"<i>{">"}</i>")])}{Html.Empty}</p>").ToString());

    [Fact]
    public void Html_Under_A_Condition_Is_Made_Only_When_It_Holds()
    {
        Assert.Equal("<i></i>", Html.When(true, () => Html.Of($"<i></i>")).ToString());
        Assert.Equal("", Html.When(false, () => throw new InvalidOperationException("made")).ToString());
    }

    [Fact]
    public void Numbers_Are_Written_Without_A_Country() => Assert.Equal("3", Html.Of($"{3}").ToString());

    private static IElement Parse(string html) => new HtmlParser().ParseDocument($"<!doctype html><body>{html}</body>").Body!;
}
