using static EmulationM365.LocalM365.Formatting.FormatOperator;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>Functions over texts and lists. Places count from zero.</summary>
internal static class FormatTexts
{
    private const int MostMembers = 1000;

    public static IReadOnlyList<FormatOperator> All { get; } =
    [
        OfTexts("toString", 1, 1, texts => FormatValue.Of(texts[0])),
        OfTexts("toLowerCase", 1, 1, texts => FormatValue.Of(texts[0].ToLowerInvariant())),
        OfTexts("toUpperCase", 1, 1, texts => FormatValue.Of(texts[0].ToUpperInvariant())),
        OfTexts("startsWith", 2, 2, texts => FormatValue.Of(texts[0].StartsWith(texts[1], StringComparison.Ordinal))),
        OfTexts("endsWith", 2, 2, texts => FormatValue.Of(texts[0].EndsWith(texts[1], StringComparison.Ordinal))),
        Of("length", 1, 1, (values, _) => FormatValue.Of(values[0] is FormatValue.Several several ? several.Members.Count : values[0].ToTruth() ? 1 : 0)),
        Of("indexOf", 2, 2, (values, sight) => FormatValue.Of(Place(values, sight, last: false))),
        Of("lastIndexOf", 2, 2, (values, sight) => FormatValue.Of(Place(values, sight, last: true))),
        Of("join", 2, 2, (values, sight) => FormatValue.Of(sight.Joined(Members(values[0]), sight.Text(values[1])))),
        Of("substring", 2, 3, (values, sight) => FormatValue.Of(Substring(sight.Text(values[0]), values[1].ToNumber(), values.Length > 2 ? values[2].ToNumber() : double.MaxValue))),
        Of("padStart", 3, 3, (values, sight) => FormatValue.Of(Padding(values, sight) + sight.Text(values[0]))),
        Of("padEnd", 3, 3, (values, sight) => FormatValue.Of(sight.Text(values[0]) + Padding(values, sight))),
        Of("replace", 3, 3, (values, sight) => Replaced(values, sight, all: false)),
        Of("replaceAll", 3, 3, (values, sight) => Replaced(values, sight, all: true)),
        OfTexts("split", 2, 2, texts => List((texts[1].Length == 0 ? texts[0].Select(letter => letter.ToString()) : texts[0].Split(texts[1])).Select(FormatValue.Of))),
        Of("appendTo", 2, 2, (values, _) => List(Members(values[0]).Append(values[1]))),
        Of("removeFrom", 2, 2, (values, _) => List(Members(values[0]).Where(member => !member.Means(values[1])))),
        OfTexts("loopIndex", 1, 1, _ => FormatValue.Blank) with { Run = (operands, sight) => sight.LoopIndex(sight.Text(operands[0].In(sight))) },
        OfTexts("getUserImage", 2, 2, texts => FormatValue.Of($"/_layouts/15/userphoto.aspx?size={Size(texts[1])}&accountname={Escaped(texts[0])}")),
        // there are no image columns here
        OfTexts("getThumbnailImage", 3, 3, _ => FormatValue.Blank),
    ];

    /// <summary>The members of a list; a single value is a list of one, and nothing a list of none.</summary>
    public static IReadOnlyList<FormatValue> Members(FormatValue value) => value switch
    {
        FormatValue.Several several => several.Members,
        FormatValue.Text { Value: "" } => [],
        _ => [value],
    };

    private static FormatValue List(IEnumerable<FormatValue> members)
    {
        var list = members.Take(MostMembers + 1).ToList();
        return list.Count > MostMembers ? throw new FormatFault("An expression makes a list that is too long.") : FormatValue.Of(list);
    }

    private static int Place(FormatValue[] values, FormatSight sight, bool last)
    {
        if (values[0] is FormatValue.Several { Members: var members })
        {
            var places = Enumerable.Range(0, members.Count).Where(place => members[place].Means(values[1])).ToList();
            return places.Count == 0 ? -1 : last ? places[^1] : places[0];
        }
        var (text, sought) = (sight.Text(values[0]), sight.Text(values[1]));
        return last ? text.LastIndexOf(sought, StringComparison.Ordinal) : text.IndexOf(sought, StringComparison.Ordinal);
    }

    private static string Substring(string text, double from, double to)
    {
        int Within(double place) => double.IsNaN(place) ? 0 : (int)Math.Clamp(place, 0, text.Length);
        var (first, second) = (Within(from), Within(to));
        return text[Math.Min(first, second)..Math.Max(first, second)];
    }

    private static string Padding(FormatValue[] values, FormatSight sight)
    {
        var (wanted, pad) = (values[1].ToNumber(), sight.Text(values[2]));
        if (wanted > FormatValue.Longest) throw new FormatFault("An expression makes a text that is too long.");
        var missing = double.IsNaN(wanted) ? 0 : (int)wanted - sight.Text(values[0]).Length;
        return missing <= 0 || pad.Length == 0 ? "" : string.Concat(Enumerable.Repeat(pad, (missing / pad.Length) + 1))[..missing];
    }

    private static FormatValue Replaced(FormatValue[] values, FormatSight sight, bool all)
    {
        if (values[0] is FormatValue.Several { Members: var members }) return List(members.SelectMany(member => member.Means(values[1]) ? Members(values[2]) : [member]));
        var (text, old, fresh) = (sight.Text(values[0]), sight.Text(values[1]), sight.Text(values[2]));
        if (old.Length == 0) return FormatValue.Of(text);
        if (!all) return text.IndexOf(old, StringComparison.Ordinal) is >= 0 and var at ? FormatValue.Of(text[..at] + fresh + text[(at + old.Length)..]) : FormatValue.Of(text);
        // what would grow beyond all bounds is not even begun
        if ((long)text.Length / old.Length * fresh.Length > FormatValue.Longest) throw new FormatFault("An expression makes a text that is too long.");
        return FormatValue.Of(text.Replace(old, fresh, StringComparison.Ordinal));
    }

    private static string Size(string asked) => asked is "small" or "s" ? "S" : asked is "large" or "l" ? "L" : "M";

    private static string Escaped(string text) => Uri.EscapeDataString(text.Length > 200 ? text[..200] : text);
}
