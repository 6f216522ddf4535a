using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Cases;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Streams;

/// <summary>Reads the small tables that people write or paste into a cell. Pure.</summary>
public static partial class Tables
{
    /// <summary>Votes in favour by line: each row begins with the line's number and ends with the votes, as "3. Tên – danh hiệu: 8", "3; 8" or two pasted cells.</summary>
    /// <exception cref="FormatException">A row cannot be read, or a line stands there twice; the message is that row.</exception>
    public static IReadOnlyDictionary<int, int> Votes(string text)
    {
        var votes = new Dictionary<int, int>();
        foreach (var row in Rows(text))
        {
            if (VoteRow().Match(row) is not { Success: true } match || !votes.TryAdd(Number(match.Groups[1].Value, row), Number(match.Groups[2].Value, row))) throw new FormatException(row);
        }

        return votes;
    }

    /// <summary>Lines that got a lower award: "3: Giấy khen; 7: Lao động tiên tiến".</summary>
    /// <exception cref="FormatException">A part cannot be read, or names no award; the message is that part.</exception>
    public static IReadOnlyDictionary<int, string> Reduced(string text)
    {
        var reduced = new Dictionary<int, string>();
        foreach (var part in text.Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (ReducedRow().Match(part) is not { Success: true } match || AwardOf(match.Groups[2].Value) is not { } award
                || !reduced.TryAdd(Number(match.Groups[1].Value, part), award)) throw new FormatException(part);
        }

        return reduced;
    }

    /// <summary>Key of the award that people call so.</summary>
    public static string? AwardOf(string word) => Nominations.Award.Choices.FirstOrDefault(key =>
        key == word.Trim() || Letters.Same(Nominations.Award.Word(key), word));

    /// <summary>What the upper level decided on lines that wait: refused, reduced, still waiting; the others are granted.</summary>
    /// <param name="waiting">Numbers of the lines that wait.</param>
    /// <param name="refused">Those refused.</param>
    /// <param name="reduced">Those that got a lower award.</param>
    /// <param name="later">Those the decision does not speak of.</param>
    public static OutcomeTable Outcomes(IEnumerable<int> waiting, IReadOnlyCollection<int> refused, IReadOnlyDictionary<int, string> reduced, IReadOnlyCollection<int> later)
    {
        var known = waiting.ToHashSet();
        // Who is named in two ways at once is passed on twice, so that people say which was meant.
        var twice = refused.Distinct().Concat(reduced.Keys).Concat(later.Distinct()).GroupBy(number => number).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        // A number that is no line's is passed on, so that it is refused with its number and not silently left out.
        var stray = refused.Concat(reduced.Keys).Concat(later).Where(number => !known.Contains(number)).Distinct();
        return new OutcomeTable([.. known.Concat(stray).Concat(twice).Where(number => !later.Contains(number) || !known.Contains(number) || twice.Contains(number)).Order().Select(number =>
            refused.Contains(number) ? new LineOutcome(number, "refused") : reduced.TryGetValue(number, out var award) ? new LineOutcome(number, "reduced", award) : new LineOutcome(number, "granted"))]);
    }

    private static string[] Rows(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static int Number(string digits, string row) => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException(row);

    [GeneratedRegex(@"^(\d{1,4})(?:\s*[.;:\t ]\s*(?:.*[:;\t]\s*)?)(\d{1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex VoteRow();

    [GeneratedRegex(@"^(\d{1,4})\s*[:.\t]\s*(\S.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex ReducedRow();
}
