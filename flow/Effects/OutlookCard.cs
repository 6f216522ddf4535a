using System.Security.Cryptography;
using System.Text;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Effects;

/// <summary>Where the cards of one deployment lead, and the provider that they name.</summary>
/// <param name="Originator">Id of the approved provider.</param>
/// <param name="PublicBase">Address of our doors.</param>
public sealed record OutlookSender(string Originator, Uri PublicBase)
{
    /// <summary>The page of a request.</summary>
    public Uri Page(string locator) => At($"requests/{locator}");

    /// <summary>Where an answer is posted; the address says what is answered and to which content, and nothing of who answers.</summary>
    public Uri Answer(string locator, string answer, string contentHash) => At($"outlook/{locator}/answers/{answer}/{contentHash}");

    /// <summary>Where a card asks how the request stands now.</summary>
    public Uri Refresh(string locator) => At($"outlook/{locator}/refresh");

    private Uri At(string path) => new($"{PublicBase.ToString().TrimEnd('/')}/api/{path}");
}

/// <summary>
/// The card that a mail's reader can answer in Outlook: Adaptive Card 1.0 with what Outlook adds to it. It shows what the page shows, shortened; what needs more than a press or a reason is
/// answered on the page. A request whose answer needs a paper, votes or outcomes has only the link. Pure.
/// </summary>
public static class OutlookCard
{
    /// <summary>Most bytes of a card: Outlook names no limit, and large cards were seen to fail.</summary>
    public const int MostBytes = 25 * 1024;

    private const int FewestNames = 3;

    // From what is usual to what fits always, whatever was written: lines, letters of each.
    private static readonly (int Lines, int Letters)[] Sizes = [(12, 160), (8, 120), (5, 80), (3, 60), (0, 40)];

    /// <summary>The card of a request as its view is now.</summary>
    public static JObject Of(RequestView view, string locator, OutlookSender sender)
    {
        foreach (var (lines, letters) in Sizes)
        {
            var card = new Drawing(view, locator, sender, lines, letters).Card();
            if (Encoding.UTF8.GetByteCount(Json(card)) <= MostBytes) return card;
        }

        throw new InvalidOperationException($"The card of {view.Key} has no size that fits: an address in it is too long.");
    }

    /// <summary>The card as it stands in a mail: nothing in it can end the element that holds it.</summary>
    public static string Json(JObject card) => card.ToString(Formatting.None).Replace("<", @"\u003c", StringComparison.Ordinal);

    /// <summary>A request of this kind is answered on the card; others on the page only.</summary>
    public static bool Answers(string kind) => Asking.AnswerOf(kind) != "recorded";

    /// <summary>An answer that a card can give to some kind of request.</summary>
    public static bool IsAnswer(string answer) => answer is "send_back" or "agree" or "received" or "qualified";

    private sealed class Drawing(RequestView view, string locator, OutlookSender sender, int most, int letters)
    {
        private IReadOnlyList<AskedLine> Lines => view.Open ? [.. view.Lines.Where(line => line.Alive)] : view.Lines;

        public JObject Card()
        {
            var card = new JObject
            {
                ["type"] = "AdaptiveCard", ["version"] = "1.0", ["originator"] = sender.Originator, ["correlationId"] = Correlation(), ["hideOriginalBody"] = false,
                ["fallbackText"] = $"{CardMarkdown.Plain(view.Title, 2 * letters)}. {Text.Say("card.fallback", sender.Page(locator))}",
                ["body"] = new JArray(Body()), ["actions"] = new JArray(Actions()),
            };
            card["autoInvokeAction"] = Http(null, sender.Refresh(locator), ".");
            return card;
        }

        /// <summary>The same request with the same content and the same standing has the same id, however often it is drawn.</summary>
        private string Correlation() => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{view.Key}\n{view.ContentHash}\n{view.Open}{(view.Agreed.Count > 0 ? $"\n{view.Agreed.Count}" : "")}")).AsSpan(0, 16)).ToString();

        private IEnumerable<JObject> Body()
        {
            yield return Block(CardMarkdown.Of(view.Title, 2 * letters), ("size", "Large"), ("weight", "Bolder"));
            foreach (var notice in Notices()) yield return Block(notice, ("weight", "Bolder"));
            yield return new JObject { ["type"] = "FactSet", ["facts"] = new JArray(Facts()) };
            if (view.Needs is not null && view.Agreed.Count > 0) yield return Block(Agreed());
            foreach (var said in view.Papers.Take(most == 0 ? 0 : 3)) yield return Block(CardMarkdown.Of(said, 2 * letters));
            foreach (var line in Lines.Take(most)) yield return Block(Line(line), ("separator", line == Lines[0]));
            if (Lines.Count > most) yield return Block(Text.Say("card.more", Lines.Count - most), ("isSubtle", true));
            if (!view.Open) yield break;
            if (Answers(view.Kind) && Asking.TakesExceptions(view.Kind)) yield return Block(Text.Say("card.exceptions"), ("isSubtle", true));
            if (!Answers(view.Kind)) yield return Block(Text.Say("card.onPage"));
        }

        /// <summary>What came of an answer, or why there can be none; and the answer that counted.</summary>
        private IEnumerable<string> Notices()
        {
            if (view.Notice is { } notice) yield return CardMarkdown.Of(notice.Here, 3 * letters);
            if (view.Answer is { } answer)
                yield return CardMarkdown.Of(Text.Say("page.recordedBy", Text.Say($"choice.answer.{answer.Answer}"), Words.Answered(answer)), 3 * letters);
        }

        private IEnumerable<JObject> Facts()
        {
            foreach (var (label, value) in view.Facts) yield return Fact(label, value);
            yield return Fact(Text.Say("page.count"), Lines.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            if (view.Due is { } due) yield return Fact(Text.Say("page.due"), VietnamTime.Write(due));
            if (view.Needs is not null) yield return Fact(Text.Say("page.needs"), Words.Needs(view));
            if (view.Open) yield return Fact(Text.Say("page.next"), view.Next);
        }

        private JObject Fact(string label, string value) => new() { ["title"] = CardMarkdown.Of(label, letters), ["value"] = CardMarkdown.Of(value, 2 * letters) };

        /// <summary>Who agreed already, where several must: for whoever is still asked, and for whoever has just agreed.</summary>
        private string Agreed()
        {
            var named = view.Agreed.Take(Math.Max(most, FewestNames)).Select(one => CardMarkdown.Of(Text.Say("page.needs.one", one.Name, VietnamTime.Write(one.At)), letters)).ToList();
            if (view.Agreed.Count > named.Count) named.Add("…");
            return Text.Say("answered.soFar", string.Join("; ", named));
        }

        private string Line(AskedLine line)
        {
            var parts = new[]
            {
                Words.Award(line.Award), view.Units.GetValueOrDefault(line.UnitKey, ""), line.Given is null && !view.Open ? Text.Say($"choice.lineStatus.{line.StatusKey}") : Words.Beside(line), Words.Votes(line),
            };
            return Text.Say("card.line", line.Number, CardMarkdown.Of(line.Name, letters), string.Join(" · ", parts.Where(part => part.Length > 0).Select(part => CardMarkdown.Of(part, letters))));
        }

        private IEnumerable<JObject> Actions()
        {
            if (view.Open && Answers(view.Kind))
            {
                var answer = Asking.AnswerOf(view.Kind);
                yield return Http(Text.Say($"page.do.{view.Kind}"), sender.Answer(locator, answer, view.ContentHash), answer);
                if (Asking.MaySendBack(view.Kind)) yield return SendBack();
            }

            yield return new JObject { ["type"] = "Action.OpenUrl", ["title"] = Text.Say("mail.ask.link"), ["url"] = sender.Page(locator).ToString() };
        }

        /// <summary>The reason travels as the whole body: put into a text of any other form, a quotation mark in it would break that form.</summary>
        private JObject SendBack() => new()
        {
            ["type"] = "Action.ShowCard", ["title"] = Text.Say("page.do.sendBack"), ["card"] = new JObject
            {
                ["type"] = "AdaptiveCard", ["version"] = "1.0",
                ["body"] = new JArray(
                    // Outlook's inputs have no label: the words stand before it.
                    Block($"{Text.Say("page.comment")} ({Text.Say("page.required")})"),
                    new JObject { ["type"] = "Input.Text", ["id"] = "comment", ["isMultiline"] = true, ["maxLength"] = 4000, ["placeholder"] = Text.Say("page.commentHelp") }),
                ["actions"] = new JArray(Http(Text.Say("card.sendBack"), sender.Answer(locator, "send_back", view.ContentHash), "{{comment.value}}")),
            },
        };

        /// <summary>An empty Authorization asks Outlook to bring its token in a header of another name, which nothing before our door takes for its own.</summary>
        private static JObject Http(string? title, Uri url, string body)
        {
            var action = new JObject { ["type"] = "Action.Http" };
            if (title is not null) action["title"] = title;
            (action["method"], action["url"], action["body"]) = ("POST", url.ToString(), body);
            action["headers"] = new JArray(Header("Authorization", ""), Header("Content-Type", "text/plain; charset=utf-8"));
            return action;
        }

        private static JObject Header(string name, string value) => new() { ["name"] = name, ["value"] = value };

        private static JObject Block(string text, params (string Name, JToken Value)[] more)
        {
            var block = new JObject { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
            foreach (var (name, value) in more) if (value is not JValue { Value: false }) block[name] = value;
            return block;
        }
    }
}
