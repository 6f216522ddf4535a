using System.Text;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Effects;

/// <summary>
/// A request as a card in Teams: Adaptive Card 1.5. What can be said with a word and a comment is answered on the card; what needs a paper, votes or outcomes opens its page.
/// A button carries where the request is, the answer and the hash of what was shown, and nothing of the matter itself. Pure.
/// </summary>
public static class TeamsCard
{
    /// <summary>Bytes of UTF-16 that a message may have; the service takes somewhat more.</summary>
    public const int Most = 80 * 1024;

    /// <summary>Content type of a card.</summary>
    public const string Type = "application/vnd.microsoft.card.adaptive";

    /// <summary>Verb of a button that answers.</summary>
    public const string Answers = "answer";

    /// <summary>Verb of the question what a request looks like now.</summary>
    public const string Shows = "show";

    /// <summary>Id of the box for the comment.</summary>
    public const string Comment = "comment";

    /// <summary>Letters that a comment may have.</summary>
    public const int LongestComment = 4000;

    private const int Names = 8;
    private const int Papers = 4;
    private const int LongText = 300;

    /// <summary>The card of a request as it stands: with buttons while it waits, else with what became of it.</summary>
    /// <param name="view">The request.</param>
    /// <param name="locator">Where it is.</param>
    /// <param name="link">Its page.</param>
    /// <param name="typed">What was typed into the box and not taken.</param>
    public static JObject Of(RequestView view, string locator, Uri link, string typed = "")
    {
        var body = new JArray(Heading(Text.Say($"choice.requestKind.{view.Kind}")), CardRuns.Block(CardRuns.Run(view.Title, LongText, bold: true)));
        foreach (var sentence in Notices(view)) body.Add(sentence);
        foreach (var (label, value) in view.Facts.Take(4)) body.Add(Fact(label, value));
        if (view.Open) Waiting(view, body);
        if (view.Open && OnCard(view.Kind)) Answering(view, locator, body, typed);
        var card = Frame(body, $"{view.Title} {link}", Open(view, link));
        if (view.Open) card["refresh"] = new JObject { ["action"] = new JObject { ["type"] = "Action.Execute", ["verb"] = Shows, ["data"] = new JObject { ["l"] = locator } } };
        return card;
    }

    /// <summary>A card that says one thing and leads to a page.</summary>
    public static JObject Saying(string title, string sentence, Uri link) => Frame(new JArray(Heading(title), CardRuns.Sentence(sentence)), sentence, OpenUrl(Text.Say("card.open"), link));

    /// <summary>A card with what waits for somebody.</summary>
    /// <param name="requests">What waits, the most urgent first.</param>
    /// <param name="more">So many more wait.</param>
    /// <param name="unread">Sites that could not be looked at.</param>
    /// <param name="home">Where everything stands.</param>
    public static JObject Waiting(IReadOnlyList<(string Title, DateOnly? Due, Uri Link)> requests, int more, int unread, Uri home)
    {
        var heading = Text.Say("card.waiting.title", requests.Count + more);
        var body = new JArray(Heading(heading));
        if (unread > 0) body.Add(CardRuns.Sentence(Text.Say("page.waiting.unread", unread)));
        foreach (var (title, due, link) in requests.Take(Names))
        {
            body.Add(new JObject
            {
                ["type"] = "Container", ["separator"] = true, ["selectAction"] = OpenUrl(Text.Say("card.open"), link),
                ["items"] = new JArray(CardRuns.Block(CardRuns.Run(title, LongText)), CardRuns.Sentence(due is { } day ? Text.Say("mail.ask.due", VietnamTime.Write(day)) : Text.Say("mail.ask.noDue"))),
            });
        }

        var left = requests.Count + more - Math.Min(requests.Count, Names);
        if (left > 0) body.Add(CardRuns.Sentence(Text.Say("card.more", left)));
        return Frame(body, heading, OpenUrl(Text.Say("card.home"), home));
    }

    /// <summary>The message that carries a card. The summary is what a toast shows, so it carries the essentials.</summary>
    public static JObject Message(JObject card, string summary) => new()
    {
        ["type"] = "message", ["summary"] = CardMarkdown.Plain(summary, LongText), ["attachments"] = new JArray(new JObject { ["contentType"] = Type, ["content"] = card }),
    };

    /// <summary>What a toast says of a request: what, how many, until when; or what became of it.</summary>
    public static string Summary(RequestView view) => view.Open
        ? string.Join(" – ", new[] { CardMarkdown.Plain(view.Title, 160), Text.Say("card.count", view.Lines.Count(line => line.Alive)), view.Due is { } due ? Text.Say("mail.ask.due", VietnamTime.Write(due)) : "" }.Where(part => part.Length > 0))
        : $"{CardMarkdown.Plain(view.Title, 160)} – {Ended(view)}";

    /// <summary>Bytes of a message on the wire as the service counts them.</summary>
    public static int Size(JObject message) => Encoding.Unicode.GetByteCount(message.ToString(Formatting.None));

    /// <summary>The kind can be answered with a word and a comment.</summary>
    public static bool OnCard(string kind) => kind is "confirm" or "receive" or "appraise" or "direct" or "sign";

    /// <summary>What became of a request that does not wait any more.</summary>
    private static string Ended(RequestView view) => view.Answer is { } answer ? Words.Answered(answer) : view.Notice?.Here ?? Text.Say("refuse.requestClosed");

    private static IEnumerable<JObject> Notices(RequestView view)
    {
        var recorded = view.Notice?.Key.StartsWith("answer.", StringComparison.Ordinal) == true;
        // A sentence may name people: it is a run and no Markdown. Said by its words, and by a word before it, not by colour alone.
        if (view.Notice is { } notice) yield return CardRuns.Block(CardRuns.Run(Text.Say(recorded ? "card.done" : "card.note"), 40, bold: true), CardRuns.Run(" " + notice.Here, LongText * 2));
        if (view.Answer is { } answer)
            yield return CardRuns.Block(CardRuns.Run(Text.Say("card.answer"), 40, bold: true), CardRuns.Run($" {Text.Say($"choice.answer.{answer.Answer}")} – {Words.Answered(answer)}", LongText * 2));
    }

    private static void Waiting(RequestView view, JArray body)
    {
        var alive = view.Lines.Where(line => line.Alive).ToList();
        body.Add(Fact(Text.Say("page.count"), alive.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        if (view.Due is { } due) body.Add(Fact(Text.Say("page.due"), VietnamTime.Write(due)));
        foreach (var line in alive.Take(Names)) body.Add(CardRuns.Block(CardRuns.Run($"{line.Number}. {line.Name} – {Words.Award(line.Award)}", LongText), CardRuns.Run($" ({Words.Beside(line)})", 120, subtle: true)));
        if (alive.Count > Names) body.Add(CardRuns.Sentence(Text.Say("card.more", alive.Count - Names)));
        foreach (var paper in view.Papers.Take(Papers)) body.Add(CardRuns.Block(CardRuns.Run(paper, LongText)));
        body.Add(CardRuns.Sentence(view.Next));
        if (!OnCard(view.Kind)) body.Add(CardRuns.Sentence(Text.Say("card.onPage")));
    }

    private static void Answering(RequestView view, string locator, JArray body, string typed)
    {
        var box = new JObject
        {
            ["type"] = "Input.Text", ["id"] = Comment, ["label"] = Text.Say(Asking.MaySendBack(view.Kind) ? "card.comment" : "page.comment"), ["isMultiline"] = true, ["maxLength"] = LongestComment,
        };
        if (CardMarkdown.Plain(typed, LongestComment) is { Length: > 0 } kept) box["value"] = kept;
        body.Add(box);
        var actions = new JArray(Execute(Text.Say($"page.do.{view.Kind}"), locator, Asking.AnswerOf(view.Kind), view.ContentHash));
        if (Asking.MaySendBack(view.Kind)) actions.Add(Execute(Text.Say("page.do.sendBack"), locator, "send_back", view.ContentHash));
        // In a set of their own: only there does an older client take the button that stands in for one it does not know.
        body.Add(new JObject { ["type"] = "ActionSet", ["actions"] = actions });
    }

    private static JObject Execute(string title, string locator, string answer, string hash)
    {
        JObject Data() => new() { ["l"] = locator, ["a"] = answer, ["h"] = hash };
        return new JObject
        {
            ["type"] = "Action.Execute", ["title"] = title, ["verb"] = Answers, ["data"] = Data(),
            ["fallback"] = new JObject { ["type"] = "Action.Submit", ["title"] = title, ["data"] = Data() },
        };
    }

    private static JObject Heading(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true, ["size"] = "Medium", ["weight"] = "Bolder", ["style"] = "heading" };

    private static JObject Fact(string label, string value) => CardRuns.Block(CardRuns.Run($"{label}: ", 80, subtle: true), CardRuns.Run(value, LongText));

    private static JObject Open(RequestView view, Uri link) => OpenUrl(Text.Say(view.Open && OnCard(view.Kind) && Asking.TakesExceptions(view.Kind) ? "card.openExceptions" : "card.open"), link);

    private static JObject OpenUrl(string title, Uri link) => new() { ["type"] = "Action.OpenUrl", ["title"] = title, ["url"] = link.ToString() };

    private static JObject Frame(JArray body, string fallback, JObject action) => new()
    {
        ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.5", ["lang"] = Text.Vietnamese,
        ["fallbackText"] = CardMarkdown.Plain(fallback, LongText * 2), ["body"] = body, ["actions"] = new JArray(action),
    };
}
