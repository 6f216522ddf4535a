using System.Text;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Tests.Cards;
using EmulationM365.Tests.Cases;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Effects;

/// <summary>The card that can be answered in Outlook: what it asks and offers, and that nothing people write makes it say or do something else.</summary>
public sealed class OutlookCardTests
{
    private static readonly bool[] Either = [true, false];
    private static readonly int[] Numbers = [1, 60];
    private static readonly string[] Answered = ["Đã ghi nhận", "Cán bộ mẫu Trưởng", "20/11/2025", "thẻ trong Outlook"];
    private const string Locator = "abcdefghijklmnopqrstuvwxyz";
    private static readonly OutlookSender Sender = new("5e1f0000-0000-4000-8000-0000000000c1", new Uri("https://pages.test/"));
    private static readonly string Wide = string.Concat(Enumerable.Repeat("Ệ̀\u0301🎖️", 1000));

    /// <summary>What somebody might write where a name, a reason or a title is asked for.</summary>
    public static readonly IReadOnlyList<string> Hostile =
    [
        "[Đồng ý](https://evil.test/a)", "![x](https://evil.test/p.png)", "**đậm** _nghiêng_ ~~gạch~~ `mã`", "# Tiêu đề\n## Nữa\r\n- một\n1. hai", "> lời dẫn", "<script>alert(1)</script></script><!--",
        "{{comment.value}} {{DATE(2025-01-01T00:00:00Z)}} ${x}", "\u202Egpj.tàil iờhT\u202C \u2066x\u2069\u200F\u061C", "\"},{\"type\":\"Action.Http\",\"url\":\"https://evil.test\"", "\\[x\\](https://evil.test)\\",
        "https://evil.test/a và http://evil.test", "- mục", "12. mục", "", "   ", new string('x', 4000), new string('[', 4000), new string('<', 4000), new string('"', 4000), "e\u0302\u0301 Nguye\u0302\u0303n".Normalize(NormalizationForm.FormD),
        "👩‍👩‍👧‍👦🏳️‍🌈🇻🇳", "\uD800 \uDFFF", "\0\u0001\u001b\u0085\u2028\u2029", Wide,
    ];

    [Fact]
    public async Task Every_Kind_With_Every_Text_Is_A_Card_That_Outlook_Shows_Whole()
    {
        var views = (from kind in Asking.Kinds from text in Hostile from open in Either select View(kind, text, open, 40)).ToList();
        var cards = views.Select(view => OutlookCard.Of(view, Locator, Sender)).ToList();
        var readings = await CardLint.ReadAsync("outlook", cards, TestContext.Current.CancellationToken);
        Assert.Equal(480, readings.Count);
        Assert.All(readings.Zip(views), pair =>
        {
            Assert.Empty(pair.First.Events);
            Assert.Equal(("1.0", true, true), (pair.First.Version, pair.First.FallbackText, pair.First.OpenUrl));
            Assert.InRange(pair.First.Utf8, 500, OutlookCard.MostBytes);
            var answered = pair.Second.Open && OutlookCard.Answers(pair.Second.Kind);
            Assert.Equal(1 + (answered ? 1 : 0) + (answered && Asking.MaySendBack(pair.Second.Kind) ? 1 : 0), pair.First.Rendered);
        });
    }

    [Fact]
    public void Whatever_Is_Written_The_Card_Fits_And_Leads_Nowhere_Else() => Prop.ForAll(
        ArbMap.Default.ArbFor<string>().Filter(text => text is not null), ArbMap.Default.ArbFor<NonNegativeInt>(), (text, count) =>
        {
            var card = OutlookCard.Of(View("confirm", text, true, count.Get % 300), Locator, Sender);
            var json = OutlookCard.Json(card);
            Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, OutlookCard.MostBytes);
            Assert.DoesNotContain('<', json);
            Assert.True(JToken.DeepEquals(card, JToken.Parse(json)));
            Assert.All(Members(card, "url"), url => Assert.StartsWith("https://pages.test/api/", url, StringComparison.Ordinal));
            Assert.Equal(4, Members(card, "url").Count);
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("confirm", "agree", true)]
    [InlineData("receive", "received", true)]
    [InlineData("appraise", "qualified", true)]
    [InlineData("direct", "agree", false)]
    [InlineData("sign", "agree", true)]
    [InlineData("council", null, false)]
    [InlineData("record_decision", null, false)]
    [InlineData("dispatch", null, false)]
    [InlineData("upper_decision", null, false)]
    [InlineData("recover", null, false)]
    public void What_Needs_More_Than_A_Press_Has_Only_The_Link(string kind, string? answer, bool back)
    {
        var actions = (JArray)OutlookCard.Of(View(kind, "Cán bộ mẫu A", true, 2), Locator, Sender)["actions"]!;
        var urls = actions.Where(action => (string?)action["type"] == "Action.Http").Select(action => (string)action["url"]!);
        Assert.Equal(answer is null ? [] : [$"https://pages.test/api/outlook/{Locator}/answers/{answer}/{Returns.Content}"], urls);
        var reason = actions.SingleOrDefault(action => (string?)action["type"] == "Action.ShowCard")?["card"]?["actions"]?[0];
        Assert.Equal(back ? $"https://pages.test/api/outlook/{Locator}/answers/send_back/{Returns.Content}" : null, (string?)reason?["url"]);
        // A reason is the whole body and stands in no form that a quotation mark could break.
        if (back) Assert.Equal("{{comment.value}}", (string?)reason!["body"]);
        Assert.Equal($"https://pages.test/api/requests/{Locator}", (string?)actions.Last!["url"]);
    }

    [Fact]
    public void Every_Press_Asks_For_Its_Token_Under_Another_Name_And_Each_Card_For_News()
    {
        var card = OutlookCard.Of(View("confirm", "Cán bộ mẫu A", true, 2), Locator, Sender);
        var presses = card.DescendantsAndSelf().OfType<JObject>().Where(part => (string?)part["type"] == "Action.Http").ToList();
        Assert.Equal(3, presses.Count);
        Assert.All(presses, press => Assert.Equal(["Authorization=", "Content-Type=text/plain; charset=utf-8"], press["headers"]!.Select(header => $"{header["name"]}={header["value"]}")));
        Assert.Equal($"https://pages.test/api/outlook/{Locator}/refresh", (string?)card["autoInvokeAction"]!["url"]);
        Assert.Equal(Sender.Originator, (string?)card["originator"]);
    }

    [Fact]
    public void An_Answered_Card_Says_Who_When_And_Where_And_Asks_Nothing()
    {
        var given = new GivenAnswer("k", "o-head", "Cán bộ mẫu Trưởng", Returns.Start, "outlook", "agree");
        var card = OutlookCard.Of(View("confirm", "Cán bộ mẫu A", false, 2) with { Answer = given, Notice = Reason.Of("answer.recorded") }, Locator, Sender);
        Assert.Single((JArray)card["actions"]!);
        var said = string.Join('\n', Members(card, "text"));
        Assert.All(Answered, word => Assert.Contains(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_Long_List_Is_Cut_And_Says_So()
    {
        var said = string.Join('\n', Members(OutlookCard.Of(View("confirm", "Cán bộ mẫu A", true, 40), Locator, Sender), "text"));
        Assert.Contains("Dòng 12:", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Dòng 13:", said, StringComparison.Ordinal);
        Assert.Contains("28 dòng nữa", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Đồng ý](https://evil.test)", @"\[Đồng ý\]\(https:\//evil.test\)")]
    [InlineData("a\nb\r\n\tc", "a b c")]
    [InlineData("- một", @"\- một")]
    [InlineData("12. hai", @"12\. hai")]
    [InlineData("Số 12.5", "Số 12.5")]
    [InlineData("\u202Exyz\u202C\u200B\uFEFF", "xyz")]
    [InlineData("1\\2 <b> a_b #c", @"1\\2 <b\> a\_b \#c")]
    [InlineData("👩‍👧", "👩‍👧")]
    public void Marks_Are_Letters(string text, string written) => Assert.Equal(written, CardMarkdown.Of(text, 100));

    [Theory]
    [InlineData("abcdef", 3, "abc…")]
    [InlineData("ab cdef", 3, "ab…")]
    [InlineData("👩‍👧👩‍👧", 6, "👩‍👧…")]
    [InlineData("abc", 3, "abc")]
    public void A_Long_Text_Is_Cut_Between_Letters(string text, int most, string kept) => Assert.Equal(kept, CardMarkdown.Plain(text, most));

    [Fact]
    public void A_Header_Carries_Vietnamese_Without_Marks() => Assert.Equal("Viec nay khong giao cho tai khoan dang dung. D d", CardMarkdown.Ascii(Text.Vi("card.refused.notYours") + " Đ đ"));

    [Fact]
    public void A_Mail_Without_The_Channel_Is_The_Text_Alone_And_With_It_The_Same_Text_Below_A_Card()
    {
        var state = Returns.Sent(Returns.Line("11", "</script><b>x")).State;
        var body = new Markup().Paragraph("Kính gửi </body>");
        Assert.Equal(body.Html, CardMail.Html(body, null, state, state.Request!, References.With()));
        var html = CardMail.Html(body, Sender, state, state.Request!, References.With());
        var document = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html);
        Assert.Equal(body.Html, document.Body!.InnerHtml);
        var card = JObject.Parse(Assert.Single(document.Head!.QuerySelectorAll("script[type='application/adaptivecard+json']")).TextContent);
        Assert.Equal($"https://pages.test/api/requests/{EmulationM365.Effects.Locator.Of(state.Request!)}", (string?)card["actions"]!.Last!["url"]);
        Assert.Contains("script", string.Join(' ', Members(card, "text")), StringComparison.Ordinal);
    }

    private static List<string> Members(JObject card, string name) => [.. card.DescendantsAndSelf().OfType<JObject>().Select(part => part[name]).OfType<JValue>().Select(value => (string)value!)];

    [Fact]
    public void Where_Several_Must_Agree_The_Card_Says_How_Many_And_Names_Who_Did()
    {
        var nobody = View("receive", "Cán bộ mẫu A", true, 2) with { Needs = "2" };
        var one = nobody with { Agreed = [("Cán bộ mẫu 05", Returns.Start)] };
        var both = one with { Open = false, Notice = Reason.Of("answer.endorsed"), Needs = Endorsing.All, Agreed = [.. one.Agreed, ("Cán bộ mẫu [07](https://evil.test)", Returns.Start)] };
        Assert.Equal(["2 người"], Needed(nobody));
        Assert.DoesNotContain(Texts(nobody), text => text.StartsWith("Đã đồng ý", StringComparison.Ordinal));
        Assert.Equal(["2 người"], Needed(one));
        Assert.StartsWith("Đã đồng ý: Cán bộ mẫu 05 \\(", Assert.Single(Texts(one), text => text.StartsWith("Đã đồng ý", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(["tất cả những người được hỏi"], Needed(both));
        var said = Assert.Single(Texts(both), text => text.StartsWith("Đã đồng ý", StringComparison.Ordinal));
        Assert.Contains("; Cán bộ mẫu \\[07\\]", said, StringComparison.Ordinal);
        Assert.Empty(Needed(nobody with { Needs = null }));

        static IReadOnlyList<string> Needed(RequestView view) => [.. OutlookCard.Of(view, Locator, Sender).Descendants().OfType<JObject>().Where(fact => (string?)fact["title"] == "Cần đồng ý").Select(fact => (string)fact["value"]!)];
        static IReadOnlyList<string> Texts(RequestView view) => Members(OutlookCard.Of(view, Locator, Sender), "text");
    }

    [Fact]
    public async Task However_Many_Agreed_And_Whatever_They_Are_Called_The_Card_Stays_Small_And_Whole()
    {
        var views = (from text in Hostile from open in Either from agreed in Numbers select View("receive", text, open, 40) with
        {
            Answer = null, Notice = open ? null : Reason.Of("answer.endorsed"), Needs = Endorsing.All, Agreed = [.. Enumerable.Repeat((text, Returns.Start), agreed)],
        }).ToList();
        var readings = await CardLint.ReadAsync("outlook", views.Select(view => OutlookCard.Of(view, Locator, Sender)), TestContext.Current.CancellationToken);
        Assert.Equal(Hostile.Count * 4, readings.Count);
        Assert.All(readings, reading => Assert.Empty(reading.Events));
        Assert.All(readings, reading => Assert.InRange(reading.Utf8, 500, OutlookCard.MostBytes));
    }

    private static RequestView View(string kind, string text, bool open, int lines) => new("r-2025-000007-01-" + kind, kind, text, [("Đơn vị", text), ("Đợt", text)], new DateOnly(2025, 12, 5), text,
        [.. Enumerable.Range(1, lines).Select(number => new AskedLine(number, text, "u1", text, Standing.Eligible, true, "qualified") { Achievement = text, Votes = 3 })],
        Returns.Content, text, open ? null : new GivenAnswer("k", "o-head", text, Returns.Start, "outlook", "agree"), open, new Dictionary<string, string> { ["u1"] = text },
        open ? null : Reason.Of("refuse.answered", text, text, text))
    {
        Papers = [text, text, text, text],
    };
}
