using EmulationM365.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Rules;

/// <summary>Random facts over the whole vocabulary, for every award and situation; most of them near to what an award asks, or nothing would ever be eligible.</summary>
internal static class SomeFacts
{
    private static readonly string[] Awards =
        ["ldtt", "cstt", "cstd_cs", "cstd_tinh", "cstd_tq", "ttldtt", "ttldxs", "dvtt", "dvqt", "co_tinh", "giay_khen", "thu_khen", "bk_tinh", "bk_ttg", "hcld_3"];

    private static readonly int[][] YearLists = [[], [2025], [2023, 2024, 2025], [2023, 2024, 2025], [2021, 2023, 2025], [2019], [2019], [2019, 2021, 2023], [2022, 2025]];

    private static readonly Gen<bool?> Mostly = Gen.Elements<bool?>(true, true, true, false, null);
    private static readonly Gen<bool?> Seldom = Gen.Elements<bool?>(false, false, false, true, null);

    /// <summary>Facts of anybody.</summary>
    public static Gen<Facts> Any =>
        from award in Gen.Elements(Awards)
        from basic in Basic
        from time in Time
        from merit in Merit
        from history in Past
        from collective in Collective
        from signed in Gen.Elements<bool?>(null, null, true, false)
        from quiet in Gen.Elements(true, true, false)
        let facts = Joined(award, basic, time, merit, history, collective) with { CstdCsSigned = signed is { } one ? new Dictionary<int, bool> { [2025] = one } : [] }
        select quiet ? Quiet(facts) : facts;

    /// <summary>Nothing but the standard itself is in question.</summary>
    private static Facts Quiet(Facts facts) => facts with
    {
        PendingCase = false, PendingKind = null, Denunciation = null, Discipline = facts.Discipline == "canh_cao" ? facts.Discipline : "none", Finding = null, EmulationParticipation = true, Members = 20, NotCompleted = 0, AlreadyRewarded = null, Council = null, DecidingAuthority = null, LocalCapPercent = null, Transfer = null, MonthsServed = 12,
        TrainingMonths = null, InjuryTreatmentMonths = null, ReceivedByAppraiserAt = null, RulePack = "RP-2025", DisciplinedCanhCaoOrAbove = 0, Kind = facts.Award is "bk_tinh" or "bk_ttg" ? facts.Kind : null,
    };

    private static Gen<Facts> Basic =>
        from regime in Gen.Elements("civil", "civil", "cand", null)
        from person in Gen.Elements("vien_chuc", "cong_chuc", "nguoi_lao_dong", "cong_nhan_cand", "si_quan_cand", null)
        from rating in Gen.Elements("tot", "xuat_sac", "xuat_sac", "hoan_thanh", "khong_hoan_thanh", null)
        from discipline in Gen.Elements("none", "none", "none", "none", "khien_trach", "canh_cao", null)
        from participation in Mostly
        from flags in Gen.ArrayOf(Seldom, 2)
        from kind in Gen.Elements("tap_the", null)
        from situation in Gen.Choose(0, 9)
        from pack in Gen.Elements("RP-2024", "RP-2025", "RP-2025", "RP-2025", "RP-2026", null)
        from open in Gen.ArrayOf(Gen.Elements(false, false, false, true), 3)
        from day in Gen.Elements<DateOnly?>(new DateOnly(2025, 12, 1), null, null, new DateOnly(2026, 9, 1), new DateOnly(2026, 12, 1))
        select new Facts
        {
            Award = "", Year = 2025, Regime = regime, PersonType = person, Rating = rating, Discipline = discipline, EmulationParticipation = participation, PendingCase = flags[0],
            DisciplineRelatesToDuty = flags[1], Kind = kind, Sudden = situation == 1, AuthorityAsked = situation == 2, AlreadyGranted = situation == 3, RulePack = pack, ReceivedByAppraiserAt = day,
            PendingKind = open[0] ? "thanh tra" : null, Denunciation = open[1] ? "đơn nặc danh" : null, DisciplineDecisionYear = open[2] ? 2024 : null,
        };

    private static Gen<Facts> Time =>
        from months in Gen.Elements<int?>(12, 12, 12, 6, 4, null)
        from parts in Gen.ArrayOf(Gen.Elements<int?>(null, null, 0, 3, 12), 4)
        from recruit in Seldom
        from papers in Gen.ArrayOf(Gen.Elements("đạt loại khá", "cứu người", "chưa có", null), 5)
        from moved in Gen.Elements(true, false, false)
        from denied in Gen.Elements<int?>(null, null, 2024)
        select new Facts
        {
            Award = "", MonthsServed = months, NewRecruit = recruit, MaternityLeaveMonths = parts[0], TrainingMonths = parts[1], InjuryTreatmentMonths = parts[2], TrainingConduct = papers[0],
            TrainingResult = papers[1], InjuryCause = papers[2], MedicalConclusion = papers[3], Transfer = moved ? new Transfer(parts[3], 6, papers[4]) : null, AlreadyDeniedIn = denied,
        };

    private static Gen<Facts> Merit =>
        from status in Gen.Elements("recognised", "recognised", "submitted", "none", null)
        from scope in Gen.Elements("unit", "province", "nation", null)
        from given in Gen.ArrayOf(Gen.Elements(true, true, false), 6)
        from flags in Gen.ArrayOf(Mostly, 5)
        from count in Gen.Elements<int?>(0, 1, 2, 3, null)
        from influence in Gen.Elements("đơn vị", "lĩnh vực thuộc tỉnh", "toàn quốc", null)
        from authority in Gen.Elements("giám đốc Sở", "giám đốc cơ sở thuộc Sở", "Chủ tịch UBND tỉnh", "Thủ tướng", null, null, null)
        from rewarded in Gen.Elements("bk_tinh", "giay_khen", "cstd_cs", null, null, null)
        from inUnit in Gen.Elements<int?>(20, 20, 10, null)
        from cap in Gen.Elements<decimal?>(null, null, null, 15m)
        from council in Gen.Elements(null, null, new CouncilCount(9, 8, 1, 8, 90), new CouncilCount(9, 9, 0, 9, 90), new CouncilCount(9, 8, null, 8, 90))
        from found in Gen.Elements(null, null, null, "kê khai gian dối")
        from finder in Gen.Elements("Thanh tra tỉnh", "dư luận")
        from words in Gen.ArrayOf(Gen.Elements("đơn giản", null), 2)
        select new Facts
        {
            Award = "", Initiative = given[0] ? new Initiative(status, scope, flags[0]) : null, ScientificWork = given[1] ? null : new ScientificWork(flags[1] == true ? "đã nghiệm thu" : null, flags[2]),
            InitiativesRecognised = count, ManyAchievements = given[2] ? flags[3] : null, Influence = influence, Act = given[3] ? "cứu người" : null, Proof = flags[4],
            DecidingAuthority = authority, ProvincialCriteriaLoaded = flags[0], AchievementId = given[4] ? "TT-1" : null, LocalCapPercent = cap, RankInUnit = count, LdttInUnit = inUnit,
            AlreadyRewarded = rewarded is null ? null : [new Reward(rewarded, given[5] ? "TT-2" : "TT-1")], Council = council, Finding = found, FindingBy = found is null ? null : finder,
            Procedure = words[0], DelegationDocument = words[1],
        };

    private static Gen<History?> Past =>
        from known in Gen.Elements(true, true, true, false)
        from lists in Gen.ArrayOf(Gen.Elements<int[]?>([.. YearLists, null]), 4)
        from cancelled in Gen.Elements<int[]?>(null, null, [2024], [2020])
        from ratings in Gen.ArrayOf(Gen.Elements("tot", "xuat_sac", "xuat_sac", "hoan_thanh", null), 6)
        from steady in Gen.Elements(true, true, false)
        from consecutive in Mostly
        select !known ? null : new History
        {
            CstdCs = lists[0], CstdTinh = lists[1], BkTinh = lists[2], BkThuTuong = lists[3], Cancelled = cancelled, ConsecutiveAwards = consecutive,
            Ratings = steady ? Enumerable.Range(2020, 6).ToDictionary(year => year, _ => (string?)"xuat_sac") : Enumerable.Range(0, 6).ToDictionary(at => 2020 + at, at => (string?)ratings[at]),
        };

    private static Gen<Facts> Collective =>
        from task in Gen.Elements("xuat_sac", "tot", "vuot_chi_tieu", "hoan_thanh", null)
        from flags in Gen.ArrayOf(Mostly, 4)
        from counts in Gen.ArrayOf(Gen.Elements<int?>(0, 0, 0, 1, null), 3)
        from titled in Gen.Elements<int?>(20, 14, 13, null)
        from members in Gen.Elements<int?>(20, 20, 20, 20, 10, null)
        from fighters in Gen.Elements<int?>(2, 1, 0, null)
        from rank in Gen.Elements<int?>(1, 1, 2, null)
        from organiser in Gen.Elements("tỉnh", "tỉnh", "huyện", null)
        from movement in Gen.Elements(null, new Movement("chuyên đề", "tổng kết", 1, 3), new Movement("chuyên đề", "sơ kết", 1, 2), new Movement("chuyên đề", null, 1, 5))
        select new Facts
        {
            Award = "", TaskRating = task, United = flags[0], PartyClean = flags[1], GrassrootsDemocracyGood = flags[2], Thrift = flags[3], Members = members, Ldtt = titled, CstdCs = fighters,
            NotCompleted = counts[0], DisciplinedKhienTrach = counts[1], DisciplinedCanhCaoOrAbove = counts[2], ClusterRank = rank, ClusterOrganisedBy = organiser, Movement = movement,
        };

    private static Facts Joined(string award, Facts basic, Facts time, Facts merit, History? history, Facts collective) => basic with
    {
        Award = award, MonthsServed = time.MonthsServed, NewRecruit = time.NewRecruit, MaternityLeaveMonths = time.MaternityLeaveMonths, TrainingMonths = time.TrainingMonths,
        InjuryTreatmentMonths = time.InjuryTreatmentMonths, TrainingConduct = time.TrainingConduct, TrainingResult = time.TrainingResult, InjuryCause = time.InjuryCause,
        MedicalConclusion = time.MedicalConclusion, Transfer = time.Transfer, AlreadyDeniedIn = time.AlreadyDeniedIn, Initiative = merit.Initiative, ScientificWork = merit.ScientificWork,
        InitiativesRecognised = merit.InitiativesRecognised, ManyAchievements = merit.ManyAchievements, Influence = merit.Influence, Act = merit.Act, Proof = merit.Proof,
        DecidingAuthority = merit.DecidingAuthority, ProvincialCriteriaLoaded = merit.ProvincialCriteriaLoaded, AchievementId = merit.AchievementId, LocalCapPercent = merit.LocalCapPercent,
        RankInUnit = merit.RankInUnit, LdttInUnit = merit.LdttInUnit, AlreadyRewarded = merit.AlreadyRewarded, Council = merit.Council, Finding = merit.Finding, FindingBy = merit.FindingBy, Procedure = merit.Procedure, DelegationDocument = merit.DelegationDocument,
        History = history, TaskRating = collective.TaskRating, United = collective.United, PartyClean = collective.PartyClean, GrassrootsDemocracyGood = collective.GrassrootsDemocracyGood,
        Thrift = collective.Thrift, Members = collective.Members, Ldtt = collective.Ldtt, CstdCs = collective.CstdCs, NotCompleted = collective.NotCompleted,
        DisciplinedKhienTrach = collective.DisciplinedKhienTrach, DisciplinedCanhCaoOrAbove = collective.DisciplinedCanhCaoOrAbove, ClusterRank = collective.ClusterRank,
        ClusterOrganisedBy = collective.ClusterOrganisedBy, Movement = collective.Movement,
    };
}
