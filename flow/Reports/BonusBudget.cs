namespace EmulationM365.Reports;

/// <summary>Who pays: the body that signs the decision (Law 06/2022/QH15 Art. 11).</summary>
public enum Fund
{
    /// <summary>The words of the deciding body do not tell.</summary>
    Unknown,

    /// <summary>The unit itself.</summary>
    Own,

    /// <summary>A body above the unit.</summary>
    Upper,
}

/// <summary>An award that costs money, or may.</summary>
/// <param name="Recipient">Tells recipients apart: a staff number, or the unit and name of a collective. Never shown.</param>
/// <param name="Award">Title or commendation.</param>
/// <param name="Collective">A collective and not a person.</param>
/// <param name="DecidedOn">Day of the decision; null while it is only proposed.</param>
/// <param name="Authority">Body that decided; empty while it is only proposed: the settings tell.</param>
/// <param name="Revoked">It was cancelled: what was paid comes back (Art. 93).</param>
public sealed record AwardCost(string Recipient, string Award, bool Collective, DateOnly? DecidedOn = null, string Authority = "", bool Revoked = false);

/// <summary>Awards of one kind at one price.</summary>
/// <param name="Award">Title or commendation.</param>
/// <param name="Collective">Of collectives.</param>
/// <param name="Payer">Who pays.</param>
/// <param name="Base">Base salary that holds on the day of the decision, in đồng.</param>
/// <param name="Factor">How many times the base, the multiplier of collectives included.</param>
/// <param name="Granted">Awards decided and paid.</param>
/// <param name="Expected">Awards proposed and not decided yet.</param>
/// <param name="NotPaid">Awards beside which the same recipient has a higher title of the year.</param>
/// <param name="Revoked">Awards cancelled, whose money comes back.</param>
/// <param name="Source">Texts of base and factor.</param>
/// <param name="Confirmed">A person of the unit has confirmed both.</param>
public sealed record BudgetRow(string Award, bool Collective, Fund Payer, decimal Base, decimal Factor, int Granted, int Expected, int NotPaid, int Revoked, string Source, bool Confirmed)
{
    /// <summary>Price of one, in đồng.</summary>
    public decimal Each => Base * Factor;

    /// <summary>Decided, in đồng.</summary>
    public decimal GrantedMoney => Granted * Each;

    /// <summary>Expected beside it, in đồng.</summary>
    public decimal ExpectedMoney => Expected * Each;

    /// <summary>To be recovered, in đồng.</summary>
    public decimal RevokedMoney => Revoked * Each;
}

/// <summary>Awards without a price.</summary>
/// <param name="Award">Title or commendation.</param>
/// <param name="Collective">Of collectives.</param>
/// <param name="Count">How many.</param>
/// <param name="Setting">Setting that is missing or cannot be read.</param>
/// <param name="Value">What stands there; empty when nothing does.</param>
public sealed record Unpriced(string Award, bool Collective, int Count, string Setting, string Value);

/// <summary>How near the forecast is to the ceiling of the own fund.</summary>
public enum BudgetAlarm
{
    /// <summary>No ceiling was entered.</summary>
    NoCeiling,

    /// <summary>Below the share at which people are warned.</summary>
    Below,

    /// <summary>At that share or above it.</summary>
    Near,

    /// <summary>Above the ceiling.</summary>
    Over,
}

/// <summary>What the awards of a year cost.</summary>
/// <param name="ExpectedOn">Day for which proposals are priced.</param>
/// <param name="Rows">By award and price.</param>
/// <param name="Unpriced">What is in no sum.</param>
/// <param name="Ceiling">Ceiling of the own fund in đồng; null when none was entered.</param>
/// <param name="AlarmPercent">Share of the ceiling at which people are warned.</param>
/// <param name="Unread">Settings that cannot be read, with what stands in them.</param>
public sealed record BonusBudget(
    DateOnly ExpectedOn, IReadOnlyList<BudgetRow> Rows, IReadOnlyList<Unpriced> Unpriced, decimal? Ceiling, decimal AlarmPercent, IReadOnlyList<(string Setting, string Value)> Unread)
{
    /// <summary>Decided and expected together, in đồng.</summary>
    public decimal Total(Fund payer) => Rows.Where(row => row.Payer == payer).Sum(row => row.GrantedMoney + row.ExpectedMoney);

    /// <summary>
    /// The alarm, by what the own fund may have to pay: what has no known payer counts as its own, because an alarm too early costs nothing.
    /// </summary>
    public BudgetAlarm Alarm => Ceiling is not { } ceiling ? BudgetAlarm.NoCeiling : AtRisk > ceiling ? BudgetAlarm.Over : AtRisk * 100 >= AlarmPercent * ceiling && AtRisk > 0 ? BudgetAlarm.Near : BudgetAlarm.Below;

    /// <summary>What the own fund may have to pay, in đồng.</summary>
    public decimal AtRisk => Total(Fund.Own) + Total(Fund.Unknown);
}
