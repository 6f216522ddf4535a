using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Reports;

namespace EmulationM365;

/// <summary>What an award paid, by the base salary and the factor of the day of its decision: so much is to come back.</summary>
internal static class AwardPrices
{
    /// <summary>The price, as people write it; null where a setting is missing.</summary>
    public static string? Of(ListedLine line, GivenAward award, Reference reference) =>
        BudgetForecast.Of([new AwardCost(award.Key, line.Award, line.Collective, award.Date, award.Authority, Revoked: true)], reference.Settings, reference.Today).Rows is [var row] ? Texts.Text.Vi("mail.revoked.sum", TableWords.Sum(row.Each)) : null;
}
