using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Reports;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>The tables of a year in words: for the console, for the list of what needs attention. Sums in đồng with dots, as staff write them.</summary>
/// <param name="language">Language of the words.</param>
public sealed class TableWords(string language)
{
    private static readonly NumberFormatInfo Dots = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    /// <summary>A sum in đồng.</summary>
    public static string Sum(decimal sum) => sum.ToString("#,0", Dots);

    /// <summary>A factor or share.</summary>
    public static string Number(decimal number) => number.ToString("0.##", Dots);

    /// <summary>The word for an award, or for a collective that receives one which persons receive too.</summary>
    public string Award(string award, bool collective)
    {
        var word = Text.All(language).GetValueOrDefault($"choice.award.{award}", award);
        return collective && !AwardFamily.OnlyCollectives(award) ? Say("tables.collective", word) : word;
    }

    /// <summary>All tables, one after the other.</summary>
    public IEnumerable<string> All(YearTables tables, Reference reference) =>
        [.. Budget(tables.Budget), .. Shares(tables, round => reference.Rounds.TryGetValue(round, out var found) ? found.Name : round), .. Caps(tables.Caps), .. Introductions(tables.Introductions, reference)];

    /// <summary>The budget, one line a row, then the sums.</summary>
    public IEnumerable<string> Budget(BonusBudget budget)
    {
        yield return Say("tables.budget", VietnamTime.Write(budget.ExpectedOn));
        foreach (var row in budget.Rows)
        {
            yield return "  " + Say("tables.budgetRow", Award(row.Award, row.Collective), Sum(row.Base), Number(row.Factor), row.Granted, row.Expected, Sum(row.GrantedMoney + row.ExpectedMoney), Payer(row.Payer))
                + (row.NotPaid > 0 ? "; " + Say("tables.notPaid", row.NotPaid) : "") + (row.Revoked > 0 ? "; " + Say("tables.revoked", row.Revoked, Sum(row.RevokedMoney)) : "")
                + (row.Confirmed ? "" : "; " + Say("tables.unconfirmed"));
        }

        foreach (var lacks in budget.Unpriced) yield return "  " + Say("tables.unpriced", Award(lacks.Award, lacks.Collective), lacks.Count, lacks.Setting, lacks.Value.Length > 0 ? lacks.Value : "–");
        foreach (var (setting, value) in budget.Unread) yield return "  " + Say("tables.unread", setting, value);
        yield return "  " + Say("tables.sums", Sum(budget.Total(Fund.Own)), Sum(budget.Total(Fund.Upper)), Sum(budget.Total(Fund.Unknown)));
        yield return "  " + (budget.Ceiling is { } ceiling ? Say($"tables.alarm.{budget.Alarm.ToString().ToLowerInvariant()}", Sum(budget.AtRisk), Sum(ceiling), Number(budget.AlarmPercent)) : Say("tables.alarm.noceiling"));
    }

    /// <summary>The shares, one line a round.</summary>
    public IEnumerable<string> Shares(YearTables tables, Func<string, string> roundName)
    {
        yield return Say("tables.shares", tables.SmallMembers);
        foreach (var row in tables.Shares)
            yield return "  " + Say("tables.shareRow", row.Round.Length > 0 ? roundName(row.Round) : Say("tables.wholeYear"), Count(row.Proposed), Count(row.Granted));
        if (tables.DirectTarget is { } target)
            yield return "  " + Say(tables.Shares[^1].Proposed.Direct.Misses(target) switch { true => "tables.target.missed", false => "tables.target.met", _ => "tables.target.open" }, Number(target));
    }

    /// <summary>The caps that were entered, one line each; nothing where none was.</summary>
    public IEnumerable<string> Caps(IEnumerable<CapRow> caps) => caps.Select(cap => cap.Percent is { } percent
        ? Say(cap.Over ? "tables.cap.over" : "tables.cap.kept", Award(cap.Award, AwardFamily.OnlyCollectives(cap.Award)), cap.Proposed, cap.Of, Number(percent), cap.Allowed, cap.Source.Length > 0 ? cap.Source : Say("tables.noSource"))
        : Say("tables.unread", $"cap.percent.{cap.Award}", cap.Written));

    /// <summary>Exemplars introduced in writing, one line a unit: a criterion of the yearly score.</summary>
    public IEnumerable<string> Introductions(IReadOnlyList<IntroductionRow> rows, Reference reference)
    {
        if (rows.Count == 0) yield break;
        yield return Say("tables.introductions");
        foreach (var row in rows)
            yield return "  " + Say("tables.introductionRow", reference.UnitName(row.UnitKey), row.InWriting, row.Published) + (row.Without > 0 ? "; " + Say("tables.introducedWithout", row.Without) : "");
    }

    private string Count(ShareCount count) => Say("tables.shareCount", Share(count.Direct), Share(count.Small), Share(count.Hard));

    private string Share(Part part) => part.Unknown == 0 ? Say("tables.part", part.Known, part.Whole, part.Least) : Say("tables.partUnknown", part.Known, part.Whole, part.Least, part.Most, part.Unknown);

    private string Payer(Fund payer) => Say($"tables.payer.{payer.ToString().ToLowerInvariant()}");

    private string Say(string key, params object?[] places) => Text.In(language, key, places);
}
