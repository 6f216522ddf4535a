using Newtonsoft.Json.Linq;

namespace EmulationM365.Effects;

/// <summary>Pieces of a card for Teams. What people wrote goes into runs of text, which no client reads as Markdown, so that nobody can forge a link. Pure.</summary>
public static class CardRuns
{
    /// <summary>A block of runs.</summary>
    public static JObject Block(params JObject[] runs) => new() { ["type"] = "RichTextBlock", ["inlines"] = new JArray(runs.Cast<object>().ToArray()) };

    /// <summary>A run of text.</summary>
    /// <param name="text">What it says.</param>
    /// <param name="most">Letters that there is room for.</param>
    /// <param name="bold">It stands out.</param>
    /// <param name="subtle">It stands back.</param>
    public static JObject Run(string text, int most, bool bold = false, bool subtle = false)
    {
        // A run that joins on to the one before keeps its first blank.
        var clean = CardMarkdown.Plain(text, most);
        var run = new JObject { ["type"] = "TextRun", ["text"] = clean.Length == 0 ? "–" : text.StartsWith(' ') ? " " + clean : text.EndsWith(' ') ? clean + " " : clean };
        if (bold) run["weight"] = "Bolder";
        if (subtle) run["isSubtle"] = true;
        return run;
    }

    /// <summary>A sentence of ours, which may wrap.</summary>
    public static JObject Sentence(string text) => new() { ["type"] = "TextBlock", ["text"] = text, ["wrap"] = true };
}
