using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Rules;

namespace EmulationM365.Reports;

/// <summary>
/// Prices awards: base salary on the day of the decision times the factor of the award (Decree 152/2025/NĐ-CP), all from dated settings. What has no price is named and not guessed.
/// </summary>
public static class BudgetForecast
{
    private const decimal DefaultAlarm = 80;

    /// <summary>The budget.</summary>
    /// <param name="awards">Awards of one year of merit.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="today">Day in Vietnam.</param>
    public static BonusBudget Of(IReadOnlyCollection<AwardCost> awards, DatedSettings settings, DateOnly today)
    {
        var expected = ExpectedOn(settings, today);
        var priced = awards.Select(award => (Award: award, Price: PriceOf(award, settings, expected))).ToList();
        var notPaid = settings.On("bonus.highestTitleOnly", today) == "no" ? [] : Lower(priced);
        var unread = new List<(string, string)>();
        return new BonusBudget(
            expected, [.. Rows(priced, notPaid)], [.. Missing(priced)],
            Read("bonus.fund.own", SettingNumber.Sum), Read("bonus.fund.alarmPercent", SettingNumber.Percent) ?? DefaultAlarm, unread);

        decimal? Read(string key, Func<string, decimal?> parse)
        {
            if (settings.On(key, today) is not { Length: > 0 } text || text == "-") return null;
            var number = parse(text);
            if (number is null) unread.Add((key, text));
            return number;
        }
    }

    /// <summary>Who pays what a body decides. The director without further words is the unit's own.</summary>
    public static Fund PayerOf(string authority) => authority.Trim().Equals("Giám đốc", StringComparison.OrdinalIgnoreCase) ? Fund.Own : Authorities.Of(authority) switch
    {
        Authority.Unknown => Fund.Unknown,
        Authority.UnitDirector => Fund.Own,
        _ => Fund.Upper,
    };

    /// <summary>Proposals are decided about the day on which they must be sent up, and never before today.</summary>
    private static DateOnly ExpectedOn(DatedSettings settings, DateOnly today) =>
        DateOnly.TryParseExact(settings.On("deadline.submission", today), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var due) && due > today ? due : today;

    private static Price PriceOf(AwardCost award, DatedSettings settings, DateOnly expected)
    {
        var day = award.DecidedOn ?? expected;
        var payer = PayerOf(award.Authority.Length > 0 ? award.Authority : Regimes.Authority(settings, award.Award, day));
        var (baseSalary, factor) = (Number("bonus.base", SettingNumber.Sum), Number($"bonus.factor.{award.Award}", SettingNumber.Factor));
        if (award.Collective && !AwardFamily.OnlyCollectives(award.Award)) factor = factor.Times(Number("bonus.collectiveMultiplier", SettingNumber.Factor));
        return new Price(payer, baseSalary, factor);

        Term Number(string key, Func<string, decimal?> parse) => settings.Holding(key, day) is { } row
            ? new Term(key, row.Value, parse(row.Value), row.Source, row.Confirmed) : new Term(key, "", null, "", false);
    }

    /// <summary>
    /// Titles that are not paid because the recipient has a higher one of the year. A title that was decided is paid whatever is only proposed, so a forecast is rather too high than too low;
    /// cancelled awards stand beside nothing.
    /// </summary>
    private static HashSet<AwardCost> Lower(IEnumerable<(AwardCost Award, Price Price)> priced) => priced
        .Where(one => AwardFamily.IsTitle(one.Award.Award) && !one.Award.Revoked && one.Price.Money is not null)
        .GroupBy(one => (one.Award.Recipient, one.Award.Collective))
        .SelectMany(titles =>
        {
            var inOrder = titles.OrderByDescending(one => one.Price.Money).ThenBy(one => one.Award.Award, StringComparer.Ordinal).ToList();
            var (decided, proposed) = (inOrder.Where(one => one.Award.DecidedOn is not null).ToList(), inOrder.Where(one => one.Award.DecidedOn is null).ToList());
            var covered = decided.Count > 0 && proposed.Count > 0 && decided[0].Price.Money >= proposed[0].Price.Money;
            return decided.Skip(1).Concat(proposed.Skip(covered ? 0 : 1)).Select(one => one.Award);
        })
        // By reference: the same proposal made twice by mistake is two records that look alike, and the first of them is paid.
        .ToHashSet<AwardCost>(ReferenceEqualityComparer.Instance);

    private static IEnumerable<BudgetRow> Rows(IEnumerable<(AwardCost Award, Price Price)> priced, HashSet<AwardCost> notPaid) => priced
        .Where(one => one.Price.Money is not null)
        .GroupBy(one => (one.Award.Award, one.Award.Collective, one.Price.Payer, Base: one.Price.Base.Number!.Value, Factor: one.Price.Factor.Number!.Value))
        .OrderBy(same => same.Key.Payer).ThenBy(same => same.Key.Collective).ThenByDescending(same => same.Key.Factor).ThenBy(same => same.Key.Award, StringComparer.Ordinal).ThenBy(same => same.Key.Base)
        .Select(same => new BudgetRow(
            same.Key.Award, same.Key.Collective, same.Key.Payer, same.Key.Base, same.Key.Factor,
            same.Count(one => Paid(one.Award, notPaid) && one.Award.DecidedOn is not null), same.Count(one => Paid(one.Award, notPaid) && one.Award.DecidedOn is null),
            same.Count(one => notPaid.Contains(one.Award)), same.Count(one => one.Award.Revoked),
            string.Join("; ", same.SelectMany(one => new[] { one.Price.Base.Source, one.Price.Factor.Source }).Distinct()), same.All(one => one.Price.Base.Confirmed && one.Price.Factor.Confirmed)));

    private static bool Paid(AwardCost award, HashSet<AwardCost> notPaid) => !award.Revoked && !notPaid.Contains(award);

    private static IEnumerable<Unpriced> Missing(IEnumerable<(AwardCost Award, Price Price)> priced) => priced
        .Where(one => one.Price.Money is null && !one.Award.Revoked)
        .GroupBy(one => (one.Award.Award, one.Award.Collective, Lacks: one.Price.Lacks!))
        .OrderBy(same => same.Key.Award, StringComparer.Ordinal)
        .Select(same => new Unpriced(same.Key.Award, same.Key.Collective, same.Count(), same.Key.Lacks.Setting, same.Key.Lacks.Value));

    /// <summary>A number of a setting; null when it is missing or cannot be read.</summary>
    private sealed record Term(string Setting, string Value, decimal? Number, string Source, bool Confirmed)
    {
        public Term Times(Term other) => Number is null ? this : other.Number is null ? other
            : new Term(Setting, Value, Number * other.Number, $"{Source}; {other.Source}", Confirmed && other.Confirmed);
    }

    private sealed record Price(Fund Payer, Term Base, Term Factor)
    {
        public decimal? Money => Base.Number * Factor.Number;

        public Term? Lacks => Base.Number is null ? Base : Factor.Number is null ? Factor : null;
    }
}
