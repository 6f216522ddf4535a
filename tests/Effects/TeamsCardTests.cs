using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Effects;

/// <summary>Cards for Teams, whatever people wrote: valid, small enough, with a link and words for clients that cannot show them, and nothing of it read as Markdown.</summary>
public sealed class TeamsCardTests
{
    private const string Locator = "abcdefghijklmnopqrstuvwxyz";
    private static readonly Uri Link = new($"https://pages.example/api/requests/{Locator}");
    private static readonly string Rtl = new(['\u202E', '\u2066', '\u200F', '\u061C', '\u2069', '\u202C']);

    /// <summary>Content that somebody might write to mislead or to break something.</summary>
    public static readonly IReadOnlyDictionary<string, string> Hostile = new Dictionary<string, string>
    {
        ["plain"] = "Cán bộ mẫu A",
        ["markdown link"] = "[Đồng ý](https://xau.example/) **đậm** _nghiêng_ ![](https://xau.example/a.png) # Đề mục\n- mục\n1. mục <a href='https://xau.example'>x</a>",
        ["4,000 letters"] = new('ệ', 4000),
        ["bidi"] = $"mẫu {Rtl}gpj.exe",
        ["emoji"] = string.Concat(Enumerable.Repeat("👩‍👩‍👧‍👦🇻🇳🏳️‍🌈", 300)),
        ["NFD"] = "Nguyễn Thị Mẫu".Normalize(System.Text.NormalizationForm.FormD),
        ["marks without end"] = "a" + new string('\u0301', 4000),
        ["half letters"] = "a\uD83Db\uDC69c",
        ["control"] = "a\0b\u0007c\u001Bd\u2028e\r\nf",
        ["quotes"] = string.Concat(Enumerable.Repeat("\"\\</script>{{x.value}}${y}", 200)),
        ["blank"] = " \u200B \uFEFF ",
        ["empty"] = "",
    };

    public static TheoryData<string> Kinds => [.. Asking.Kinds];

    private static readonly string[] OnCard = ["confirm", "receive", "appraise", "direct", "sign"];

    internal static RequestView View(string kind, string text, int lines = 30, bool open = true, GivenAnswer? answer = null, Reason? notice = null) => new(
        $"r-2025-000007-01-{kind}", kind, text, [(text, text), ("Đợt", text), (text, text), (text, text), (text, text)], new DateOnly(2025, 12, 5), Text.Vi($"request.next.{kind}"),
        [.. Enumerable.Range(1, lines).Select(number => new AskedLine(number, text, "u1", "ldtt", Standing.Eligible, true, "open"))], "c0ffee", text, answer, open, new Dictionary<string, string>(), notice)
    {
        Papers = [.. Enumerable.Repeat(text, 20)],
    };

    /// <summary>Every kind of card with every kind of content.</summary>
    internal static IEnumerable<(string Name, JObject Card, RequestView? View)> All()
    {
        foreach (var (name, text) in Hostile)
        {
            var answer = new GivenAnswer("k", "o", text, new DateTimeOffset(2025, 11, 20, 1, 0, 0, TimeSpan.Zero), "teams", "agree", text);
            foreach (var kind in Asking.Kinds)
            {
                foreach (var view in new[]
                {
                    View(kind, text), View(kind, text, notice: Reason.Of("refuse.commentNeeded")), View(kind, text, open: false, answer: answer),
                    View(kind, text, open: false, answer: answer with { VoidSince = answer.At }), View(kind, text, open: false, notice: Reason.Of("refuse.moved", text)), View(kind, text, open: false, notice: Reason.Of("refuse.requestClosed")),
                })
                    yield return ($"{kind}, {name}, {CardDuties.Mark(view)[..4]}", TeamsCard.Of(view, Locator, Link, text), view);
            }

            yield return ($"waiting, {name}", TeamsCard.Waiting([.. Enumerable.Repeat((text, (DateOnly?)new DateOnly(2025, 12, 5), Link), 30)], 3, 1, Link), null);
            yield return ($"saying, {name}", TeamsCard.Saying(Text.Vi("page.notYours.title"), Text.Vi("page.notYours"), Link), null);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_Kind_That_Needs_More_Than_A_Word_Opens_Its_Page_And_The_Others_Are_Answered_On_The_Card(string kind)
    {
        var card = TeamsCard.Of(View(kind, "mẫu"), Locator, Link);
        var executes = card.SelectTokens("$.body[*].actions[*]").ToList();
        Assert.Equal(OnCard.Contains(kind) ? Asking.MaySendBack(kind) ? 2 : 1 : 0, executes.Count);
        Assert.Equal(OnCard.Contains(kind), card.SelectTokens("$.body[?(@.type=='Input.Text')]").Any());
        Assert.Equal(Link.ToString(), (string?)card.SelectToken("$.actions[?(@.type=='Action.OpenUrl')].url"));
        // Where, what and to which content; nothing else, and the same on the button that stands in.
        Assert.All(executes, action => Assert.Equal(["a", "h", "l"], ((JObject)action["data"]!).Properties().Select(member => member.Name).Order()));
        Assert.All(executes, action => Assert.True(JToken.DeepEquals(action["data"], action["fallback"]!["data"])));
        Assert.Equal(executes.Count, card.SelectTokens("$.body[?(@.type=='ActionSet')].actions[*]").Count());
    }

    [Fact]
    public void A_Card_That_Is_Over_Says_Who_When_And_How_And_Has_No_Button_But_The_Link()
    {
        var answer = new GivenAnswer("k", "o", "Cán bộ mẫu 04", new DateTimeOffset(2025, 11, 20, 1, 30, 0, TimeSpan.Zero), "page", "agree", "Cán bộ mẫu 02");
        var card = TeamsCard.Of(View("confirm", "mẫu", open: false, answer: answer), Locator, Link);
        var said = string.Concat(card.SelectTokens("$..text"));
        Assert.Contains("Cán bộ mẫu 04", said, StringComparison.Ordinal);
        Assert.Contains("Cán bộ mẫu 02", said, StringComparison.Ordinal);
        Assert.Contains("08:30", said, StringComparison.Ordinal);
        Assert.Contains("trang trả lời", said, StringComparison.Ordinal);
        Assert.Single(card.SelectTokens("$..actions[*]"));
        Assert.Null(card["refresh"]);
    }

    [Fact]
    public void What_Was_Typed_And_Not_Taken_Stays_In_The_Box() =>
        Assert.Equal("Thiếu biên bản", (string?)TeamsCard.Of(View("confirm", "mẫu"), Locator, Link, "Thiếu biên bản").SelectToken("$.body[?(@.type=='Input.Text')].value"));

    [Fact]
    public void No_Text_Of_People_Stands_Where_Markdown_Is_Read()
    {
        foreach (var (name, card, _) in All().Where(one => one.Name.Contains("markdown link", StringComparison.Ordinal)))
        {
            // Of all that shows words only runs and the value of a box are not Markdown.
            var read = card.SelectTokens("$..[?(@.type=='TextBlock')].text").Concat(card.SelectTokens("$..[?(@.type=='FactSet')]..value")).Concat(card.SelectTokens("$..title")).Concat(card.SelectTokens("$..label"));
            Assert.DoesNotContain(read, text => ((string)text!).Contains("xau.example", StringComparison.Ordinal));
            Assert.True(card.SelectTokens("$..url").All(url => (string?)url == Link.ToString()), name);
        }
    }

    [Fact]
    public void No_Card_Holds_A_Mark_Of_Direction_A_Control_Sign_Or_Half_A_Letter() => Assert.All(All(), one =>
    {
        foreach (var text in one.Card.DescendantsAndSelf().OfType<JValue>().Where(value => value.Type == JTokenType.String).Select(value => (string)value!))
        {
            Assert.DoesNotContain(text, letter => char.IsControl(letter) || letter is '\u202E' or '\u2066' or '\u2069' or '\u200F' or '\u200E' or '\u061C' or '\u202C');
            Assert.Equal(text, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        }
    });

    [Fact]
    public void Every_Card_Is_Small_Enough_With_A_Link_And_Words_That_Stand_In() => Assert.All(All(), one =>
    {
        Assert.InRange(TeamsCard.Size(TeamsCard.Message(one.Card, one.View is { } view ? TeamsCard.Summary(view) : "mẫu")), 1, TeamsCard.Most);
        Assert.NotEmpty((string)one.Card["fallbackText"]!);
        Assert.NotEmpty(one.Card.SelectTokens("$.actions[?(@.type=='Action.OpenUrl')]"));
        Assert.Equal("1.5", (string?)one.Card["version"]);
    });

    [Fact]
    public void Whatever_Is_Written_The_Card_Stays_Small_And_Clean() => Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), ArbMap.Default.ArbFor<int>(), (text, seed) =>
    {
        var long_ = string.Concat(Enumerable.Repeat(text.Get, (Math.Abs(seed % 50) * 20) + 1));
        var kind = Asking.Kinds[Math.Abs(seed % Asking.Kinds.Count)];
        var card = TeamsCard.Of(View(kind, long_), Locator, Link, long_);
        return TeamsCard.Size(TeamsCard.Message(card, long_)) <= TeamsCard.Most;
    }).QuickCheckThrowOnFailure();
}
