namespace EmulationM365.Rules;

/// <summary>
/// Thư khen (Law 06/2022/QH15 Art. 81(1)): another form of praise, which the director of the unit gives for one deed. The law sets no criteria; the unit's own
/// regulation must allow it. What is asked here is that the deed is named and proved.
/// </summary>
public sealed class ThuKhen() : AwardRule("thu_khen", "81.1", Subject.Either)
{
    /// <inheritdoc />
    protected override bool? ForSudden => null;

    /// <inheritdoc />
    protected override bool IsTitle => false;

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings)
    {
        if (facts.ManyAchievements == true && string.IsNullOrWhiteSpace(facts.Act)) Deed.Proved(facts, findings, "81.1");
        else Deed.Weigh(facts, findings, "81.1", null);
    }
}
