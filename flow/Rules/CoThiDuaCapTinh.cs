using System.Globalization;

namespace EmulationM365.Rules;

/// <summary>
/// Cờ thi đua cấp tỉnh (Law 06/2022/QH15 Art. 26): leads its cluster organised by the province, beats its targets, united, with clean Party and mass organisations; or
/// leads a thematic movement of the province of three years or more at its final review.
/// </summary>
public sealed class CoThiDuaCapTinh() : AwardRule("co_tinh", "26", Subject.Collective)
{
    private const string OfCluster = "26.1";
    private const string OfMovement = "26";

    /// <inheritdoc />
    protected override void Weigh(Facts facts, Findings findings) => findings.OneOf("rule.flag.noGround", OfMovement,
        facts.ClusterRank is null && facts.ClusterOrganisedBy is null ? null : Cluster(facts, new Findings(findings.Pack)),
        facts.Movement is null ? null : Movement(facts.Movement, new Findings(findings.Pack)));

    private static Findings Cluster(Facts facts, Findings findings)
    {
        if (facts.ClusterRank is null) findings.Missing("rule.clusterRankUnknown", OfCluster);
        else if (facts.ClusterRank != 1) findings.Against("rule.notClusterLeader", OfCluster, Written(facts.ClusterRank.Value));
        else findings.For("rule.clusterLeader", OfCluster);
        Organiser(facts.ClusterOrganisedBy, findings);
        switch (facts.TaskRating)
        {
            case null: findings.Missing("rule.taskRatingUnknown", OfCluster); break;
            case "vuot_chi_tieu": findings.For("rule.targetsBeaten", OfCluster); break;
            case "xuat_sac": findings.Missing("rule.targetsAsked", OfCluster); break;
            default: findings.Against("rule.targetsNotBeaten", OfCluster); break;
        }

        CollectiveStandard.Unity(facts, findings, OfCluster);
        if (facts.PartyClean is null) findings.Missing("rule.partyUnknown", OfCluster);
        else if (facts.PartyClean == false) findings.Against("rule.partyNotClean", OfCluster);
        else findings.For("rule.partyClean", OfCluster);
        return findings;
    }

    private static void Organiser(string? organiser, Findings findings)
    {
        if (string.IsNullOrWhiteSpace(organiser)) findings.Missing("rule.clusterOrganiserUnknown", OfCluster);
        else if (WordsOf.Has(organiser, "sở", "huyện", "xã", "phường", "ngành", "cơ sở", "đơn vị", "công an tỉnh")) findings.Against("rule.clusterNotOfProvince", OfCluster, organiser);
        else if (WordsOf.Has(organiser, "tỉnh", "thành phố")) findings.For("rule.clusterOfProvince", OfCluster);
        else findings.Missing("rule.clusterOrganiserUnclear", OfCluster, organiser);
    }

    private static Findings Movement(Movement movement, Findings findings)
    {
        var years = findings.Number("flag.movementYears");
        if (string.IsNullOrWhiteSpace(movement.Type) || string.IsNullOrWhiteSpace(movement.Stage) || movement.Rank is null || movement.Years is null) findings.Missing("rule.movementUnknown", OfMovement);
        if (movement.Type is { } type && !string.IsNullOrWhiteSpace(type) && !WordsOf.Has(type, "chuyên đề"))
        {
            if (WordsOf.Has(type, "thường xuyên", "đợt", "ngắn hạn")) findings.Against("rule.movementNotThematic", OfMovement, type);
            else findings.Missing("rule.movementUnclear", OfMovement, type);
        }

        if (movement.Stage is { } stage && !string.IsNullOrWhiteSpace(stage) && !WordsOf.Has(stage, "tổng kết"))
        {
            if (WordsOf.Has(stage, "sơ kết", "giữa kỳ", "đang thực hiện", "phát động")) findings.Against("rule.movementNotFinal", OfMovement, stage);
            else findings.Missing("rule.movementUnclear", OfMovement, stage);
        }

        if (movement.Rank is > 1) findings.Against("rule.movementNotLeader", OfMovement, Written(movement.Rank.Value));
        if (movement.Years < years) findings.Against("rule.movementTooShort", OfMovement, Written(movement.Years!.Value), Written(years));
        findings.For("rule.movementLeader", OfMovement);
        return findings;
    }

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
