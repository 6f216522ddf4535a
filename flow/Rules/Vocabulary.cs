using Newtonsoft.Json.Linq;

namespace EmulationM365.Rules;

/// <summary>What is written in a file of cases is not in the vocabulary of facts.</summary>
/// <param name="path">Where it stands, as a JSON path.</param>
/// <param name="what">What is wrong with it.</param>
public sealed class VocabularyException(string path, string what) : Exception($"{path}: {what}");

/// <summary>A case as it is asked about.</summary>
/// <param name="Id">Its number, as the file has it.</param>
/// <param name="Award">Award and situation, as the file has them.</param>
/// <param name="Facts">Its facts.</param>
public sealed record AskedCase(string Id, string Award, Facts Facts);

/// <summary>
/// The vocabulary in which cases are written: a file is an array of cases, each with its award and its facts. A fact that is absent or null is unknown. A key that is
/// not known, or a value of another kind than the key has, is refused with its path: a fact that was misspelt must not pass for one that is unknown.
/// </summary>
public static class Vocabulary
{
    private static readonly string[] Regimes = ["civil", "cand"];
    private static readonly string[] PersonTypes = ["vien_chuc", "cong_chuc", "can_bo", "nguoi_lao_dong", "si_quan_cand", "cong_nhan_cand"];
    private static readonly string[] Ratings = ["khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"];
    private static readonly string[] TaskRatings = ["hoan_thanh", "tot", "xuat_sac", "vuot_chi_tieu"];
    private static readonly string[] Disciplines = ["none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec"];
    private static readonly string[] Statuses = ["none", "submitted", "recognised"];
    private static readonly string[] Scopes = ["unit", "province", "nation"];

    /// <summary>What a case carries beside its facts and is no question to the rules: what somebody expects of them, and why.</summary>
    private static readonly string[] Beside = ["expected", "reasons", "source", "sourceTier", "interpretive"];

    /// <summary>Reads the cases of a file.</summary>
    /// <param name="root">What the file holds.</param>
    /// <exception cref="VocabularyException">It is not written in the vocabulary.</exception>
    public static IReadOnlyList<AskedCase> Read(JToken root) => root is JArray cases
        ? [.. cases.Select(one => one is JObject item ? ReadCase(item) : throw new VocabularyException(one.Path, "a case is an object."))]
        : throw new VocabularyException("$", "the file must be an array of cases.");

    private static AskedCase ReadCase(JObject item)
    {
        var fields = new FactFields(item);
        var award = fields.Text("award") ?? throw new VocabularyException($"{item.Path}.award", "a case must name its award.");
        var id = fields.Label("id") ?? throw new VocabularyException($"{item.Path}.id", "a case must have an id.");
        var pack = fields.Text("rulePack");
        var facts = fields.Object("facts") ?? throw new VocabularyException($"{item.Path}.facts", "a case must have facts.");
        fields.Ignore(Beside);
        fields.Done();
        return new AskedCase(id, award, AwardWords.Asked(award, Person(facts) with { RulePack = pack }));
    }

    private static Facts Person(FactFields fields) => Collective(fields, new Facts
    {
        Award = "",
        Kind = fields.Choice("kind", "tap_the"),
        Year = fields.Year("year"),
        Regime = fields.Choice("regime", Regimes),
        PersonType = fields.Choice("personType", PersonTypes),
        Rating = fields.Choice("rating", Ratings),
        EmulationParticipation = fields.Flag("emulationParticipation"),
        PendingCase = fields.Flag("pendingCase"),
        PendingKind = fields.Text("pendingKind"),
        Denunciation = fields.Text("denunciation"),
        Finding = fields.Text("finding"),
        FindingBy = fields.Text("findingBy"),
        NewRecruit = fields.Flag("newRecruit"),
        MonthsServed = fields.Count("monthsServed"),
        MaternityLeaveMonths = fields.Count("maternityLeaveMonths"),
        TrainingMonths = fields.Count("trainingMonths"),
        TrainingConduct = fields.Evidence("trainingConduct"),
        TrainingResult = fields.Evidence("trainingResult"),
        InjuryTreatmentMonths = fields.Count("injuryTreatmentMonths"),
        InjuryCause = fields.Evidence("injuryCause"),
        MedicalConclusion = fields.Evidence("medicalConclusion"),
        Transfer = fields.Part("transfer", part => new Transfer(part.Count("oldUnitMonths"), part.Count("newUnitMonths"), part.Evidence("oldUnitOpinion"))),
        Discipline = fields.Choice("discipline", Disciplines),
        DisciplineRelatesToDuty = fields.Flag("disciplineRelatesToDuty"),
        DisciplineDecisionYear = fields.Year("disciplineDecisionYear"),
        ViolationYear = fields.Year("violationYear"),
        AlreadyDeniedIn = fields.Year("alreadyDeniedIn"),
        LocalCapPercent = fields.Number("localCapPercent"),
        RankInUnit = fields.Count("rankInUnit"),
        LdttInUnit = fields.Count("ldttInUnit"),
    });

    private static Facts Collective(FactFields fields, Facts facts) => Merit(fields, facts with
    {
        TaskRating = fields.Choice("taskRating", TaskRatings),
        United = fields.Flag("united"),
        PartyClean = fields.Flag("partyClean"),
        GrassrootsDemocracyGood = fields.Flag("grassrootsDemocracyGood"),
        Thrift = fields.Flag("thrift"),
        Members = fields.Count("members"),
        Ldtt = fields.Count("ldtt"),
        CstdCs = fields.Count("cstdcs"),
        NotCompleted = fields.Count("notCompleted"),
        DisciplinedKhienTrach = fields.Count("disciplinedKhienTrach"),
        DisciplinedCanhCaoOrAbove = fields.Count("disciplinedCanhCaoOrAbove"),
        ClusterOrganisedBy = fields.Text("clusterOrganisedBy"),
        ClusterRank = fields.Count("clusterRank"),
        Movement = fields.Part("movement", part => new Movement(part.Text("type"), part.Text("stage"), part.Count("rank"), part.Count("years"))),
        Council = fields.Part("council", part => new CouncilCount(
            part.Count("members"), part.Count("present"), part.Count("absentBallots"), part.Count("yes"), part.Number("configuredThresholdPercent"))),
    });

    private static Facts Merit(FactFields fields, Facts facts)
    {
        var read = facts with
        {
            Initiative = fields.Part("initiative", part => new Initiative(part.Choice("status", Statuses), part.Choice("scope", Scopes), part.Flag("certificateFile"))),
            ScientificWork = fields.Part("scientificWork", part => new ScientificWork(part.Text("status"), part.Flag("file"))),
            InitiativesRecognised = fields.Count("initiativesRecognisedInPeriod"),
            ManyAchievements = fields.Flag("manyAchievementsInWork"),
            Influence = fields.Text("influence"),
            Act = fields.Text("act"),
            Proof = fields.Evidence("proof"),
            Procedure = fields.Text("procedure"),
            History = fields.Part("history", ReadHistory),
            CstdCsSigned = fields.ByYear("cstdcs", "DecisionSigned"),
            AchievementId = fields.Label("achievementId"),
            AlreadyRewarded = fields.Parts("alreadyRewarded", part => new Reward(part.Text("award") is { } award ? AwardWords.KeyOf(award) ?? award : null, part.Label("achievementId"))),
            DecidingAuthority = fields.Text("decidingAuthority"),
            DelegationDocument = fields.Evidence("delegationDocument"),
            ProvincialCriteriaLoaded = fields.Flag("provincialCriteriaLoaded"),
            ReceivedByAppraiserAt = fields.Day("receivedByAppraiserAt"),
        };
        // The kind of contract is told and decides nothing: the titles are for everybody who works there (Law 06/2022/QH15 Art. 24(1)).
        fields.Text("contract");
        fields.Done();
        return read;
    }

    private static History ReadHistory(FactFields part) => new()
    {
        CstdCs = part.Years("CSTDCS"),
        CstdTinh = part.Years("CSTD_tinh"),
        BkTinh = part.Years("BK_tinh"),
        BkThuTuong = part.Years("BK_ThuTuong"),
        Cancelled = part.Years("cancelled"),
        Ratings = part.RatingsByYear("ratings", [.. Ratings.Union(TaskRatings)]),
        ConsecutiveAwards = part.Flag("consecutiveAwards"),
    };
}
