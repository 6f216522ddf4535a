using EmulationM365.Rules;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Rules;

/// <summary>The vocabulary of facts: all of it is read, and nothing else passes for something unknown.</summary>
public sealed class VocabularyTests
{
    /// <summary>Every key of the vocabulary, with a value of its kind.</summary>
    private const string Whole = """
        [{ "id": "V1", "award": "Bằng khen cấp tỉnh (tập thể) (đột xuất)", "rulePack": "RP-2025", "expected": "eligible", "reasons": ["x"], "source": "x", "sourceTier": "x", "interpretive": true, "facts": {
          "regime": "civil", "kind": "tap_the", "personType": "vien_chuc", "contract": "HDLD", "year": 2025, "rating": "tot", "emulationParticipation": true, "pendingCase": false,
          "newRecruit": false, "localCapPercent": 28.5, "monthsServed": 12, "maternityLeaveMonths": 6, "trainingMonths": 3, "injuryTreatmentMonths": 1, "trainingConduct": "tốt",
          "trainingResult": true, "injuryCause": "cứu người", "medicalConclusion": true, "transfer": { "oldUnitMonths": 8, "newUnitMonths": 4, "oldUnitOpinion": "nhất trí" },
          "discipline": "none", "disciplineRelatesToDuty": false, "disciplineDecisionYear": 2025, "violationYear": 2024, "alreadyDeniedIn": 2024, "pendingKind": "thanh tra",
          "denunciation": "đơn", "finding": "kê khai", "findingBy": "Thanh tra tỉnh", "initiative": { "status": "recognised", "scope": "province", "certificateFile": true },
          "scientificWork": { "status": "đã nghiệm thu", "file": true }, "initiativesRecognisedInPeriod": 2, "manyAchievementsInWork": true, "influence": "đơn vị", "act": "cứu người",
          "proof": true, "procedure": "đơn giản", "history": { "CSTDCS": [2024, 2025], "CSTD_tinh": [2025], "BK_tinh": [2020], "BK_ThuTuong": [2021], "cancelled": [2019],
          "ratings": { "2024": "xuat_sac", "2025": null }, "consecutiveAwards": true }, "cstdcs2025DecisionSigned": true, "achievementId": "TT-1",
          "alreadyRewarded": [{ "award": "Giấy khen", "achievementId": "TT-2" }, { "award": "Giải thưởng khác", "achievementId": null }], "rankInUnit": 7, "ldttInUnit": 40,
          "decidingAuthority": "giám đốc Sở", "delegationDocument": null, "provincialCriteriaLoaded": false, "receivedByAppraiserAt": "2025-12-05", "members": 20, "ldtt": 14, "cstdcs": 2,
          "notCompleted": 0, "disciplinedKhienTrach": 1, "disciplinedCanhCaoOrAbove": 0, "taskRating": "vuot_chi_tieu", "united": true, "partyClean": true,
          "grassrootsDemocracyGood": true, "thrift": true, "clusterOrganisedBy": "tỉnh", "clusterRank": 1, "movement": { "type": "chuyên đề", "stage": "tổng kết", "rank": 1, "years": 3 },
          "council": { "members": 9, "present": 8, "absentBallots": 1, "yes": 8, "configuredThresholdPercent": 90 } } }]
        """;

    /// <summary>A change of the whole case, and where and how it is refused.</summary>
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "facts.ratting", "'tot'", "[0].facts.ratting: the key 'ratting' is not in the vocabulary" },
        { "facts.transfer.months", "3", "[0].facts.transfer.months: the key 'months'" },
        { "facts.history.CSTDTinh", "[]", "[0].facts.history.CSTDTinh: the key" },
        { "facts.council.no", "1", "[0].facts.council.no: the key" },
        { "facts.cstdcsDecisionSigned", "true", "[0].facts.cstdcsDecisionSigned: the key" },
        { "note", "'x'", "[0].note: the key" },
        { "facts.rating", "'giỏi'", "[0].facts.rating: 'giỏi' is not one of khong_hoan_thanh" },
        { "facts.rating", "4", "[0].facts.rating: must be text, and is the number 4" },
        { "facts.kind", "'nhom'", "[0].facts.kind: 'nhom' is not one of tap_the" },
        { "facts.monthsServed", "'12'", "[0].facts.monthsServed: must be a whole number" },
        { "facts.monthsServed", "12.5", "[0].facts.monthsServed: must be a whole number, not negative, and is the number 12.5" },
        { "facts.monthsServed", "-1", "[0].facts.monthsServed: must be a whole number" },
        { "facts.members", "99999999999999999999", "[0].facts.members: must be a whole number" },
        { "facts.year", "25", "[0].facts.year: must be a year" },
        { "facts.pendingCase", "'không'", "[0].facts.pendingCase: must be true or false, and is text" },
        { "facts.localCapPercent", "'15'", "[0].facts.localCapPercent: must be a number" },
        { "facts.medicalConclusion", "1", "[0].facts.medicalConclusion: must be text, or true or false" },
        { "facts.transfer", "'x'", "[0].facts.transfer: must be an object, and is text" },
        { "facts.history", "[]", "[0].facts.history: must be an object, and is a list" },
        { "facts.history.CSTDCS", "2024", "[0].facts.history.CSTDCS: must be a list of years" },
        { "facts.history.CSTDCS", "[2024, '2025']", "[0].facts.history.CSTDCS[1]: must be a year" },
        { "facts.history.ratings", "[]", "[0].facts.history.ratings: must be ratings by year" },
        { "facts.history.ratings.nam", "'tot'", "[0].facts.history.ratings.nam: 'nam' is not a year" },
        { "facts.history.ratings.2023", "'giỏi'", "[0].facts.history.ratings.2023: 'giỏi' is not one of" },
        { "facts.alreadyRewarded", "{}", "[0].facts.alreadyRewarded: must be a list" },
        { "facts.alreadyRewarded", "[null]", "[0].facts.alreadyRewarded[0]: must be an object" },
        { "facts.receivedByAppraiserAt", "'05/12/2025'", "[0].facts.receivedByAppraiserAt: '05/12/2025' is not a day" },
        { "facts.cstdcs2025DecisionSigned", "'x'", "[0].facts.cstdcs2025DecisionSigned: must be true or false" },
        { "award", "null", "[0].award: a case must name its award" },
        { "id", "null", "[0].id: a case must have an id" },
        { "facts", "null", "[0].facts: a case must have facts" },
    };

    [Fact]
    public void All_Of_It_Is_Read()
    {
        var asked = Assert.Single(Vocabulary.Read(CaseFile.Parse(Whole)));
        Assert.Equal(("V1", "bk_tinh", true, true), (asked.Id, asked.Facts.Award, asked.Facts.Sudden, asked.Facts.IsCollective));
        // A fact that nobody filled would show as null; what is null here is null in the file too.
        var empty = typeof(Facts).GetProperties().Where(property => property.GetValue(asked.Facts) is null).Select(property => property.Name);
        Assert.Equal(["DelegationDocument"], empty);
        Assert.Equal(["giay_khen", "Giải thưởng khác"], asked.Facts.AlreadyRewarded!.Select(reward => reward.Award));
        Assert.True(asked.Facts.CstdCsSigned[2025]);
        Assert.Equal(28.5m, asked.Facts.LocalCapPercent);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_Is_Not_In_It_Is_Refused_With_Its_Path(string where, string value, string says)
    {
        var cases = CaseFile.Parse(Whole);
        var steps = where.Split('.');
        var place = steps[..^1].Aggregate((JObject)cases[0], (item, step) => (JObject)item[step]!);
        place[steps[^1]] = CaseFile.Parse($"[{value}]")[0];
        var refused = Assert.Throws<VocabularyException>(() => Vocabulary.Read(cases));
        Assert.StartsWith(says, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Theory]
    [InlineData("{}", "$: the file must be an array of cases.")]
    [InlineData("[1]", "[0]: a case is an object.")]
    public void A_File_Is_An_Array_Of_Cases(string json, string says) => Assert.Equal(says, Assert.Throws<VocabularyException>(() => Vocabulary.Read(JToken.Parse(json))).Message);

    /// <summary>A fact that is null, or not there, is unknown: it is read as the same.</summary>
    [Fact]
    public void Null_Is_The_Same_As_Absent()
    {
        var item = (JObject)CaseFile.Parse(Whole)[0];
        var keys = ((JObject)item["facts"]!).Properties().Select(property => property.Name).ToList();
        Assert.All(keys, key =>
        {
            var (nulled, absent) = ((JObject)item.DeepClone(), (JObject)item.DeepClone());
            nulled["facts"]![key] = null;
            ((JObject)absent["facts"]!).Remove(key);
            Assert.Equivalent(CaseFile.FactsOf(absent), CaseFile.FactsOf(nulled), strict: true);
        });
    }

    [Theory]
    [InlineData("Lao động tiên tiến", "ldtt", "")]
    [InlineData("Chiến sĩ thi đua cơ sở (đã tặng)", "cstd_cs", "granted")]
    [InlineData("Giấy khen (thẩm quyền)", "giay_khen", "authority")]
    [InlineData("Bằng khen của Thủ tướng (tập thể)", "bk_ttg", "collective")]
    [InlineData("Bằng khen của Thủ tướng Chính phủ", "bk_ttg", "")]
    [InlineData("Bằng khen cấp tỉnh (tập thể, đột xuất)", "bk_tinh", "collective sudden")]
    [InlineData("bằng khen  cấp tỉnh (ĐỘT XUẤT)", "bk_tinh", "sudden")]
    [InlineData("Đơn vị quyết thắng", "dvqt", "")]
    [InlineData("Kỷ niệm chương", "Kỷ niệm chương", "")]
    [InlineData("Giấy khen (chuyên đề)", "Giấy khen (chuyên đề)", "")]
    public void An_Award_Is_Known_By_Its_Name_And_Situation(string said, string award, string situation)
    {
        var facts = CaseFile.FactsOf(new JObject { ["id"] = 1, ["award"] = said, ["facts"] = new JObject() });
        string?[] found = [facts.IsCollective ? "collective" : null, facts.Sudden ? "sudden" : null, facts.AuthorityAsked ? "authority" : null, facts.AlreadyGranted ? "granted" : null];
        Assert.Equal((award, situation), (facts.Award, string.Join(' ', found.Where(one => one is not null))));
    }

    [Theory]
    [InlineData("2026-09-30", "2026-09-30")]
    [InlineData("2026-09-30T16:59:59Z", "2026-09-30")]
    [InlineData("2026-09-30T17:00:00Z", "2026-10-01")]
    [InlineData("2026-10-01T00:30:00+07:00", "2026-10-01")]
    public void The_Day_Of_Receipt_Is_A_Day_In_Vietnam(string said, string day) => Assert.Equal(
        DateOnly.Parse(day, null), CaseFile.FactsOf(new JObject { ["id"] = 1, ["award"] = "x", ["facts"] = new JObject { ["receivedByAppraiserAt"] = said } }).ReceivedByAppraiserAt);
}
