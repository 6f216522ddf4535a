using EmulationM365.Rules;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Rules;

/// <summary>What holds of every verdict, whatever the award, the situation and the facts.</summary>
public sealed class LawPropertyTests
{
    private const int Runs = 4000;

    /// <summary>Each takes away evidence that can only speak for somebody.</summary>
    private static readonly Func<Facts, Facts>[] Favourable =
    [
        facts => facts with { Initiative = null }, facts => facts with { ScientificWork = null }, facts => facts with { InitiativesRecognised = null }, facts => facts with { ManyAchievements = null },
        facts => facts with { Influence = null }, facts => facts with { Act = null }, facts => facts with { Proof = null }, facts => facts with { EmulationParticipation = null },
        facts => facts with { MonthsServed = null }, facts => facts with { TrainingConduct = null }, facts => facts with { TrainingResult = null }, facts => facts with { InjuryCause = null },
        facts => facts with { MedicalConclusion = null }, facts => facts with { Transfer = facts.Transfer is { } move ? move with { OldUnitOpinion = null } : null },
        facts => facts with { PendingCase = facts.PendingCase == false ? null : facts.PendingCase }, facts => facts with { Discipline = facts.Discipline == "none" ? null : facts.Discipline },
        facts => facts with { ProvincialCriteriaLoaded = null }, facts => facts with { United = null }, facts => facts with { PartyClean = null }, facts => facts with { GrassrootsDemocracyGood = null }, facts => facts with { Thrift = null }, facts => facts with { Ldtt = null },
        facts => facts with { CstdCs = null }, facts => facts with { NotCompleted = null }, facts => facts with { ClusterRank = null },
        facts => facts with { DisciplinedCanhCaoOrAbove = facts.DisciplinedCanhCaoOrAbove == 0 ? null : facts.DisciplinedCanhCaoOrAbove }, facts => facts with { ClusterOrganisedBy = null }, facts => facts with { TaskRating = null }, facts => facts with { Movement = null }, facts => facts with { DelegationDocument = null },
        facts => facts with { History = null }, facts => Past(facts, past => past with { CstdCs = null }), facts => Past(facts, past => past with { CstdTinh = null }),
        facts => Past(facts, past => past with { BkTinh = null }), facts => Past(facts, past => past with { BkThuTuong = null }), facts => Past(facts, past => past with { Ratings = null }),
        facts => Past(facts, past => past with { ConsecutiveAwards = null }), facts => Past(facts, past => past with { CstdCs = [.. past.CstdCs?.Skip(1) ?? []] }),
        facts => Past(facts, past => past with { BkTinh = [.. past.BkTinh?.Skip(1) ?? []] }),
        facts => facts with { Initiative = facts.Initiative is { } one ? one with { CertificateFile = null } : null },
        facts => facts with { Initiative = facts.Initiative is { } one ? one with { Scope = null } : null },
    ];

    /// <summary>Each makes a fact unknown that is asked whatever the ground: for want of it nobody is refused.</summary>
    private static readonly Func<Facts, Facts>[] Unknowns =
    [
        facts => facts with { Regime = null }, facts => facts with { Rating = null }, facts => facts with { EmulationParticipation = null }, facts => facts with { MonthsServed = null },
        facts => facts with { NewRecruit = null }, facts => facts with { PendingCase = null }, facts => facts with { Discipline = null }, facts => facts with { DisciplineRelatesToDuty = null },
        facts => facts with { TaskRating = null }, facts => facts with { United = null }, facts => facts with { PartyClean = null }, facts => facts with { GrassrootsDemocracyGood = null },
        facts => facts with { Thrift = null }, facts => facts with { Members = null }, facts => facts with { Ldtt = null }, facts => facts with { CstdCs = null }, facts => facts with { NotCompleted = null },
        facts => facts with { DisciplinedCanhCaoOrAbove = null }, facts => facts with { InitiativesRecognised = null }, facts => facts with { Influence = null }, facts => facts with { Proof = null },
        facts => facts with { DecidingAuthority = null }, facts => facts with { AchievementId = null }, facts => facts with { AlreadyRewarded = null }, facts => facts with { Year = null },
        facts => facts with { PersonType = null }, facts => facts with { Finding = null }, facts => facts with { FindingBy = null }, facts => facts with { Transfer = null },
        facts => facts with { Initiative = facts.Initiative is null ? null : new Initiative(null, null, null) },
        facts => facts with { ScientificWork = facts.ScientificWork is null ? null : new ScientificWork(null, null) },
        facts => facts with { Movement = facts.Movement is null ? null : new Movement(null, null, null, null) },
        facts => Past(facts, past => past with { Ratings = past.Ratings?.Where(rating => rating.Key != 2023).ToDictionary() }),
        facts => Past(facts, past => past with { ConsecutiveAwards = null }), facts => Past(facts, past => past with { BkTinh = null, Cancelled = null }),
        facts => facts with { Council = facts.Council is { } vote ? vote with { Yes = null } : null }, facts => facts with { Council = facts.Council is { } vote ? vote with { AbsentBallots = null } : null },
    ];

    private static readonly Func<Facts, Facts>[] Disciplined =
    [
        facts => facts with { Discipline = "khien_trach" }, facts => facts with { Discipline = "buoc_thoi_viec", DisciplineDecisionYear = 2025 },
        facts => facts with { DisciplinedKhienTrach = (facts.DisciplinedKhienTrach ?? 0) + 1 }, facts => facts with { DisciplinedCanhCaoOrAbove = (facts.DisciplinedCanhCaoOrAbove ?? 0) + 1 },
    ];

    [Fact]
    public void Taking_Favourable_Evidence_Away_Makes_Nobody_Eligible() => Holds(
        from facts in SomeFacts.Any from removed in Gen.NonEmptyListOf(Gen.Elements(Favourable)) select (facts, changed: removed.Aggregate(facts, (one, remove) => remove(one))),
        (before, after) => before == Standing.Eligible || after != Standing.Eligible);

    [Fact]
    public void What_Is_Unknown_Is_Never_A_No() => Holds(
        from facts in SomeFacts.Any from removed in Gen.Elements(Unknowns) select (facts, changed: removed(facts)),
        (before, after) => before == Standing.Ineligible || after != Standing.Ineligible);

    [Fact]
    public void A_Discipline_Never_Helps() => Holds(
        from facts in SomeFacts.Any where facts.Discipline is null or "none" from added in Gen.Elements(Disciplined) select (facts, changed: added(facts)),
        (before, after) => Worth(after) <= Worth(before));

    [Fact]
    public void Every_Verdict_Names_Rule_Article_Pack_And_Reasons_In_Both_Languages() => Prop.ForAll(SomeFacts.Any.ToArbitrary(), facts =>
    {
        var verdict = RuleBook.Assess(facts);
        return verdict.Rule.Length > 0 && verdict.Article.Length > 0 && verdict.Pack.Length > 0 && verdict.Reasons.Count > 0
            && verdict.Reasons.All(reason => reason.Vi.Length > 0 && reason.En.Length > 0 && !reason.Vi.Contains('{', StringComparison.Ordinal) && !reason.En.Contains('{', StringComparison.Ordinal));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void Under_A_Law_That_Is_Not_Loaded_Nobody_Is_Called_Eligible() => Prop.ForAll(SomeFacts.Any.ToArbitrary(), facts =>
    {
        var verdict = RuleBook.Assess(facts with { ReceivedByAppraiserAt = new DateOnly(2026, 10, 1) });
        return verdict is { SourceVerified: false, Pack: "RP-2026" } && verdict.Standing != Standing.Eligible;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));

    [Fact]
    public void The_Random_Facts_Reach_Every_Rule_And_Verdict()
    {
        var reached = Gen.Sample(SomeFacts.Any, 20000, new Rnd(2025, 2027), 50).Select(facts => RuleBook.Assess(facts)).Select(verdict => (verdict.Rule, verdict.Standing)).ToHashSet();
        var missing = RuleBook.Rules.Where(rule => rule.Name != nameof(HuanChuongLaoDongHangBaTapThe))
            .SelectMany(rule => Enum.GetValues<Standing>().Select(standing => (rule.Name, standing))).Where(pair => !reached.Contains(pair)).ToList();
        Assert.Empty(missing);
    }

    public static TheoryData<string> Cases => [.. CaseFile.Ids(gate: true), .. CaseFile.Ids(gate: false), .. CaseFile.OwnIds];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_Order_Of_Facts_Means_Nothing(string id)
    {
        var straight = RuleBook.Assess(CaseFile.FactsOf(id));
        var turned = RuleBook.Assess(CaseFile.FactsOf((JObject)Turned(CaseFile.JsonOf(id))));
        Assert.Equal((straight.Standing, straight.Article, straight.Rule), (turned.Standing, turned.Article, turned.Rule));
        Assert.Equal(straight.Reasons, turned.Reasons);
    }

    private static JToken Turned(JToken token) => token switch
    {
        JObject item => new JObject(item.Properties().Reverse().Select(property => new JProperty(property.Name, Turned(property.Value)))),
        JArray list => new JArray(list.Reverse().Select(Turned)),
        _ => token,
    };

    private static Facts Past(Facts facts, Func<History, History> change) => facts with { History = facts.History is { } past ? change(past) : null };

    private static int Worth(Standing standing) => standing switch { Standing.Eligible => 2, Standing.NeedsEvidence => 1, _ => 0 };

    private static void Holds(Gen<(Facts Facts, Facts Changed)> pairs, Func<Standing, Standing, bool> holds) => Prop.ForAll(
        pairs.ToArbitrary(), pair => holds(RuleBook.Assess(pair.Facts).Standing, RuleBook.Assess(pair.Changed).Standing)).Check(Config.QuickThrowOnFailure.WithMaxTest(Runs));
}
