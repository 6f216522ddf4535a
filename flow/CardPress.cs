using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;
using Newtonsoft.Json.Linq;

namespace EmulationM365;

/// <summary>A button that somebody pressed, as it came. Lengths are limited here, whatever the client was told.</summary>
/// <param name="Locator">Where the request is.</param>
/// <param name="Answer">The answer; empty when the card is only looked at again.</param>
/// <param name="ContentHash">Hash of what the card showed.</param>
/// <param name="Comment">What was typed.</param>
public sealed record CardPress(string Locator, string Answer, string ContentHash, string Comment)
{
    /// <summary>What a button of ours can say; everything else is done on the page.</summary>
    private static readonly HashSet<string> Answered = [.. Asking.Kinds.Where(TeamsCard.OnCard).Select(Asking.AnswerOf)];

    /// <summary>Reads what an invoke carries; null when it is no button of ours. What a client does by itself never answers.</summary>
    /// <param name="action">The action with its verb and data.</param>
    /// <param name="trigger">Who set it off: <c>manual</c> or <c>automatic</c>.</param>
    public static CardPress? Read(JObject action, string trigger)
    {
        if (BotActivity.Member(action, "type") != "Action.Execute" || action["data"] is not JObject data) return null;
        return BotActivity.Member(action, "verb") switch
        {
            TeamsCard.Answers when trigger != "automatic" => Read(data),
            TeamsCard.Answers or TeamsCard.Shows => Read(data) is { } press ? press with { Answer = "", Comment = "" } : null,
            _ => null,
        };
    }

    /// <summary>Reads what a button of an older client carries; null when it is none of ours.</summary>
    public static CardPress? Read(JObject data)
    {
        var press = new CardPress(BotActivity.Member(data, "l"), BotActivity.Member(data, "a"), BotActivity.Member(data, "h"), BotActivity.Member(data, TeamsCard.Comment, TeamsCard.LongestComment));
        // A comment that is too long is not cut without a word.
        var tooLong = data[TeamsCard.Comment] is { } typed && (typed.Type != JTokenType.String || ((string)typed!).Length > TeamsCard.LongestComment);
        return press.Locator.Length > 0 && !tooLong && (press.Answer.Length == 0 || press.Answer == "send_back" || Answered.Contains(press.Answer)) ? press : null;
    }
}

/// <summary>What can be written to the bot.</summary>
public enum BotWord
{
    /// <summary>Something else.</summary>
    Unknown,

    /// <summary>What waits for me?</summary>
    Waiting,

    /// <summary>What can you do?</summary>
    Help,
}

/// <summary>Reads what people write to the bot: with or without marks on letters, in Vietnamese or English.</summary>
public static class BotWords
{
    private static readonly string[] Waiting = ["cho xu ly", "cho toi xu ly", "viec cho xu ly", "danh sach", "pending", "waiting"];
    private static readonly string[] Help = ["giup", "giup do", "tro giup", "help", "huong dan"];

    /// <summary>The word that was meant.</summary>
    public static BotWord Of(string text) => Letters.Bare(text) is var said && Waiting.Contains(said) ? BotWord.Waiting : Help.Contains(said) ? BotWord.Help : BotWord.Unknown;
}
