using System.Globalization;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Provisioning.Lint;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>What names of the old year become in the new one. Papers that are cited keep their numbers and days: they are sources, and history.</summary>
internal sealed class YearWords(int year, DayMove move)
{
    /// <summary>Sentences that an earlier roll put behind a reason.</summary>
    private static readonly string[] Own = ["roll.day", "roll.dayUnknown", "roll.named", "roll.planSource", "roll.anniversary", "roll.ended", "roll.reason"];

    private static readonly Regex Mark = new(@"\s*" + Regex.Escape(Text.Vi("roll.source", "@")).Replace("@", @"20\d\d", StringComparison.Ordinal) + "$", RegexOptions.CultureInvariant);

    private readonly string _old = Figures(year - 1);
    private readonly string _new = Figures(year);
    private readonly Regex _bare = new($@"(?<!\d){year - 1}(?!\d)", RegexOptions.CultureInvariant);
    private readonly Regex _day = new($@"(?<!\d)(?<day>\d{{1,2}})(?<by>[/.-])(?<month>\d{{1,2}})[/.-]{year - 1}(?!\d)|(?<!\d){year - 1}-(?<month>\d\d)-(?<day>\d\d)(?!\d)", RegexOptions.CultureInvariant);

    private readonly Regex _span = new(
        $@"(?:từ\s+)?(?:năm\s+)?(?<!\d)(?<from>20\d\d)\s*(?:[-–—]|đến(?:\s+hết)?)\s*(?:năm\s+)?{year - 1}(?!\d)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase);

    /// <summary>The text still names the old year, beside papers it cites and days that are its own.</summary>
    /// <param name="text">The text.</param>
    /// <param name="own">Days on which what is named begins to hold, or ends.</param>
    public bool Names(string text, params DateOnly?[] own) => _bare.IsMatch(Without(text, own)) || _span.IsMatch(text);

    /// <summary>A name for the new year: what it says of the old one is said of the new.</summary>
    /// <inheritdoc cref="Names"/>
    public string Next(string text, params DateOnly?[] own)
    {
        var spanned = _span.Replace(text, _ => Text.Vi("roll.span", _new));
        var dated = Change(spanned, _day, own, Moved);
        return Change(dated, _bare, own, _ => _new);
    }

    /// <summary>A key for the new year.</summary>
    public string Key(string key) => _bare.Replace(key, _new);

    /// <summary>
    /// A source as the new year gives it. The plan of a year is a source like any other and stays where it is true; that the new plan must confirm it is said behind it.
    /// </summary>
    public string Source(string source)
    {
        var bare = Mark.Replace(source, "");
        return bare.Length < source.Length || Names(source) ? $"{bare} {Text.Vi("roll.source", _new)}" : source;
    }

    /// <summary>Why a row is not confirmed: what was said before, unless that speaks of the old year, and what is new.</summary>
    public string Reasons(string? before, Reason added)
    {
        var kept = before is null || Names(before) ? "" : Own.Aggregate(before, (text, key) => text.Replace(Text.Vi(key), "", StringComparison.Ordinal)).Trim();
        return kept.Length == 0 ? added.Vi : $"{kept} {added.Vi}";
    }

    /// <summary>The text without the papers it cites, and without its own days.</summary>
    private static string Without(string text, DateOnly?[] own) => own.OfType<DateOnly>().Aggregate(
        Citations.Cover(text), (left, day) => left.Replace(VietnamTime.Write(day), "          ", StringComparison.Ordinal));

    private static string Change(string text, Regex what, DateOnly?[] own, Func<Match, string> change)
    {
        var (covered, shift) = (Without(text, own), 0);
        foreach (var match in what.Matches(covered).Cast<Match>())
        {
            var put = change(match);
            text = string.Concat(text.AsSpan(0, match.Index + shift), put, text.AsSpan(match.Index + shift + match.Length));
            shift += put.Length - match.Length;
        }

        return text;
    }

    private string Moved(Match match)
    {
        var (day, month) = (Number(match.Groups["day"].Value), Number(match.Groups["month"].Value));
        if (month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year - 1, month)) return match.Value.Replace(_old, _new, StringComparison.Ordinal);
        var next = move.Next(new DateOnly(year - 1, month, day));
        var by = match.Groups["by"].Value;
        return by.Length == 0 ? DayMove.Write(next) : $"{next.Day.ToString(match.Groups["day"].Length == 2 ? "00" : "0", CultureInfo.InvariantCulture)}{by}"
            + $"{next.Month.ToString(match.Groups["month"].Length == 2 ? "00" : "0", CultureInfo.InvariantCulture)}{by}{Figures(next.Year)}";
    }

    private static int Number(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);

    private static string Figures(int number) => number.ToString(CultureInfo.InvariantCulture);
}
