using EmulationM365.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Rules;

/// <summary>Lao động tiên tiến: the verdicts of the law, and never a "no" for want of evidence.</summary>
public sealed class LaoDongTienTienTests
{
    private static readonly Facts Good = new()
    {
        Award = "ldtt", Year = 2025, Regime = "civil", PersonType = "vien_chuc", Rating = "tot", EmulationParticipation = true, PendingCase = false, NewRecruit = false,
        MonthsServed = 12, Discipline = "none", ReceivedByAppraiserAt = new DateOnly(2025, 12, 10),
    };

    /// <summary>Each takes one fact away.</summary>
    private static readonly Func<Facts, Facts>[] Removals =
    [
        facts => facts with { Year = null }, facts => facts with { Regime = null }, facts => facts with { PersonType = null }, facts => facts with { Rating = null },
        facts => facts with { EmulationParticipation = null }, facts => facts with { PendingCase = null }, facts => facts with { NewRecruit = null },
        facts => facts with { MonthsServed = null }, facts => facts with { MaternityLeaveMonths = null }, facts => facts with { TrainingMonths = null },
        facts => facts with { TrainingConduct = null }, facts => facts with { TrainingResult = null }, facts => facts with { InjuryTreatmentMonths = null },
        facts => facts with { MedicalConclusion = null }, facts => facts with { Transfer = null }, facts => facts with { Discipline = null },
        facts => facts with { AlreadyDeniedIn = null }, facts => facts with { ReceivedByAppraiserAt = null }, facts => facts with { RulePack = null },
        facts => facts with { Transfer = facts.Transfer is { } move ? move with { OldUnitOpinion = null } : null },
    ];

    private static readonly Gen<Facts> AnyFacts =
        from regime in Gen.Elements("civil", "civil", "cand", null)
        from rating in Gen.Elements("khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac", "lạ", null)
        from discipline in Gen.Elements("none", "none", "khien_trach", "canh_cao", null)
        from flags in Gen.ArrayOf(Gen.Elements<bool?>(true, false, null), 4)
        from months in Gen.ArrayOf(Gen.Elements<int?>(0, 3, 5, 6, 11, 12, null), 5)
        from evidence in Gen.ArrayOf(Gen.Elements("đạt", " ", null), 3)
        from pack in Gen.Elements("RP-2024", "RP-2025", "RP-2026", "RP-1999", null)
        from day in Gen.Elements<DateOnly?>(new DateOnly(2023, 12, 31), new DateOnly(2025, 6, 30), new DateOnly(2025, 12, 1), new DateOnly(2026, 12, 1), null)
        select new Facts
        {
            Award = "ldtt", Regime = regime, Rating = rating, Discipline = discipline, EmulationParticipation = flags[0], PendingCase = flags[1], NewRecruit = flags[2],
            MedicalConclusion = flags[3], MonthsServed = months[0], TrainingMonths = months[1], InjuryTreatmentMonths = months[2], MaternityLeaveMonths = months[3],
            TrainingConduct = evidence[0], TrainingResult = evidence[1], Transfer = new Transfer(months[4], null, evidence[2]), RulePack = pack, ReceivedByAppraiserAt = day,
            AlreadyDeniedIn = months[4] == 12 ? 2024 : null,
        };

    [Fact]
    public void With_Every_Fact_In_Favour_The_Verdict_Is_Eligible()
    {
        var verdict = RuleBook.Assess(Good);
        Assert.Equal(Standing.Eligible, verdict.Standing);
        Assert.Equal(["rule.ldtt.rating", "rule.participation"], verdict.Reasons.Select(reason => reason.Key));
    }

    [Theory]
    [InlineData("regime", "rule.regimeUnknown")]
    [InlineData("rating", "rule.ratingUnknown")]
    [InlineData("participation", "rule.participationUnknown")]
    [InlineData("months", "rule.monthsUnknown")]
    [InlineData("pending", "rule.pendingUnknown")]
    [InlineData("discipline", "rule.disciplineUnknown")]
    [InlineData("short", "rule.shortService")]
    [InlineData("medical", "rule.medicalConclusionMissing")]
    [InlineData("conduct", "rule.trainingConductMissing")]
    [InlineData("result", "rule.trainingResultMissing")]
    [InlineData("opinion", "rule.oldUnitOpinionMissing")]
    [InlineData("opinionUnknownMonths", "rule.oldUnitOpinionMissing")]
    [InlineData("open", "rule.pendingCase")]
    [InlineData("disciplined", "rule.disciplineAgainstRating")]
    [InlineData("counted", "rule.disciplineCountedIn")]
    [InlineData("cause", "rule.injuryCauseUnknown")]
    [InlineData("otherCause", "rule.injuryCauseOther")]
    [InlineData("poor", "rule.trainingConductPoor")]
    [InlineData("low", "rule.trainingResultLow")]
    [InlineData("letter", "rule.denunciation")]
    [InlineData("otherYear", "rule.disciplineOtherYear")]
    [InlineData("unconfirmed", "rule.findingUnconfirmed")]
    [InlineData("police", "rule.personAgainstRegime")]
    public void What_Is_Missing_Alone_Asks_For_Evidence_And_Says_Which(string missing, string reason)
    {
        // Arrange
        var facts = missing switch
        {
            "regime" => Good with { Regime = null },
            "rating" => Good with { Rating = null },
            "participation" => Good with { EmulationParticipation = null },
            "months" => Good with { MonthsServed = null },
            "pending" => Good with { PendingCase = null },
            "discipline" => Good with { Discipline = null },
            "short" => Good with { MonthsServed = 5, NewRecruit = null },
            "medical" => Good with { InjuryTreatmentMonths = 1, InjuryCause = "cứu người" },
            "cause" => Good with { InjuryTreatmentMonths = 1, MedicalConclusion = true },
            "otherCause" => Good with { InjuryTreatmentMonths = 1, InjuryCause = "tai nạn sinh hoạt", MedicalConclusion = true },
            "poor" => Good with { TrainingMonths = 1, TrainingConduct = "vi phạm quy chế" },
            "low" => Good with { TrainingMonths = 12, TrainingConduct = "tốt", TrainingResult = "trung bình" },
            "letter" => Good with { Denunciation = "đơn nặc danh" },
            "otherYear" => Good with { Discipline = "khien_trach", DisciplineDecisionYear = 2024 },
            "unconfirmed" => Good with { Finding = "kê khai gian dối", FindingBy = "dư luận" },
            "police" => Good with { PersonType = "si_quan_cand" },
            "conduct" => Good with { TrainingMonths = 1 },
            "result" => Good with { TrainingMonths = 12, TrainingConduct = "tốt" },
            "opinion" => Good with { Transfer = new Transfer(6, 6, null) },
            "opinionUnknownMonths" => Good with { Transfer = new Transfer(null, 6, " ") },
            "open" => Good with { PendingCase = true },
            "disciplined" => Good with { Discipline = "khien_trach" },
            _ => Good with { Discipline = "khien_trach", AlreadyDeniedIn = 2024 },
        };

        // Act
        var verdict = RuleBook.Assess(facts);

        // Assert
        Assert.Equal(Standing.NeedsEvidence, verdict.Standing);
        Assert.Equal(reason, Assert.Single(verdict.Reasons).Key);
    }

    [Fact]
    public void A_Police_Unit_Is_Pointed_To_Its_Own_Title()
    {
        var verdict = RuleBook.Assess(Good with { Regime = "cand", Rating = null });
        Assert.Equal(Standing.Ineligible, verdict.Standing);
        Assert.Equal("rule.ldtt.policeUnit", Assert.Single(verdict.Reasons).Key);
    }

    [Theory]
    [InlineData(5, true, Standing.Ineligible)]
    [InlineData(5, false, Standing.NeedsEvidence)]
    [InlineData(6, true, Standing.Eligible)]
    public void A_Recruit_Needs_Six_Months(int months, bool recruit, Standing expected) =>
        Assert.Equal(expected, RuleBook.Assess(Good with { MonthsServed = months, NewRecruit = recruit }).Standing);

    [Theory]
    [InlineData(11, Standing.Eligible)]
    [InlineData(12, Standing.NeedsEvidence)]
    public void A_Training_Of_A_Year_Needs_Its_Result(int months, Standing expected) =>
        Assert.Equal(expected, RuleBook.Assess(Good with { TrainingMonths = months, TrainingConduct = "tốt" }).Standing);

    [Theory]
    [InlineData(5, Standing.Eligible)]
    [InlineData(6, Standing.NeedsEvidence)]
    public void A_Move_After_Six_Months_Needs_The_Word_Of_The_Former_Unit(int months, Standing expected) =>
        Assert.Equal(expected, RuleBook.Assess(Good with { Transfer = new Transfer(months, 12 - months, null) }).Standing);

    [Fact]
    public void Months_Of_Maternity_Leave_Speak_For_Nobody_Less() =>
        Assert.Contains(RuleBook.Assess(Good with { MaternityLeaveMonths = 6 }).Reasons, reason => reason.Key == "rule.maternityCounts");

    [Fact]
    public void A_Verdict_That_Rests_On_A_Number_Nobody_Read_Says_So()
    {
        Assert.True(RuleBook.Assess(Good).SourceVerified);
        Assert.False(RuleBook.Assess(Good with { MonthsServed = 4, NewRecruit = true }).SourceVerified);
        Assert.False(RuleBook.Assess(Good with { TrainingMonths = 12, TrainingConduct = "tốt", TrainingResult = "đạt" }).SourceVerified);
    }

    [Fact]
    public void Taking_Facts_Away_Never_Makes_Anybody_Ineligible()
    {
        var cases = (from facts in AnyFacts from removed in Gen.ListOf(Gen.Elements(Removals)) select (facts, removed)).ToArbitrary();
        Prop.ForAll(cases, one =>
        {
            var before = RuleBook.Assess(one.facts).Standing;
            var after = RuleBook.Assess(one.removed.Aggregate(one.facts, (facts, remove) => remove(facts))).Standing;
            // A day before the first law leaves a case without a pack; without that day its named pack may judge it.
            return after != Standing.Ineligible || before == Standing.Ineligible || RuleBook.Assess(one.facts).Pack == "-";
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_Verdict_Names_Rule_Article_Pack_And_Reasons() => Prop.ForAll(AnyFacts.ToArbitrary(), facts =>
    {
        var verdict = RuleBook.Assess(facts);
        return verdict.Rule.Length > 0 && verdict.Article.Length > 0 && verdict.Pack.Length > 0 && verdict.Reasons.Count > 0 && verdict.Reasons.All(reason => reason.Vi.Length > 0)
            && (verdict.Pack == "-" || (verdict.Rule == nameof(LaoDongTienTien) && verdict.Article.Contains("Điều 24", StringComparison.Ordinal)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Under_A_Law_That_Is_Not_Loaded_Nobody_Is_Called_Eligible() => Prop.ForAll(AnyFacts.ToArbitrary(), facts =>
    {
        var verdict = RuleBook.Assess(facts with { ReceivedByAppraiserAt = null, RulePack = "RP-2026" });
        return verdict.Standing != Standing.Eligible && verdict.Pack == "RP-2026";
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Under_A_Law_That_Is_Not_Loaded_A_Good_Case_Says_What_Is_Missing()
    {
        var verdict = RuleBook.Assess(Good with { ReceivedByAppraiserAt = new DateOnly(2026, 10, 1) });
        Assert.Equal("rule.packNotLoaded", Assert.Single(verdict.Reasons).Key);
        Assert.False(verdict.SourceVerified);
    }
}
