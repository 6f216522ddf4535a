using EmulationM365.Cases;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Cases;

/// <summary>The council's own rules: shares in whole numbers, never rounded; what is missing is named and never assumed.</summary>
public sealed class CouncilRulesTests
{
    private static readonly Dictionary<string, string> Settings = new()
    {
        ["council.quorumPercent"] = "2/3", ["council.denominator"] = "present", ["council.absentByWriting"] = "no", ["council.conflictOfInterest"] = "yes",
        ["council.thresholdPercent.co-so"] = "80", ["council.thresholdPercent.giay_khen"] = "70 %",
    };

    private static readonly Arbitrary<(int Part, int Whole, int Count, int Of)> Fractions =
        (from whole in Gen.Choose(1, 1000) from part in Gen.Choose(1, whole) from of in Gen.Choose(1, 1000) from count in Gen.Choose(0, of) select (part, whole, count, of)).ToArbitrary();

    [Theory]
    [InlineData("80", 80, 100, "80%")]
    [InlineData("80%", 80, 100, "80%")]
    [InlineData(" 67 % ", 67, 100, "67%")]
    [InlineData("100", 100, 100, "100%")]
    [InlineData("2/3", 2, 3, "2/3")]
    [InlineData(" 2 / 3 ", 2, 3, "2/3")]
    [InlineData("3/3", 3, 3, "3/3")]
    public void A_Share_Is_Read_As_People_Write_It(string text, int part, int whole, string written)
    {
        Assert.Equal(new Share(part, whole), Share.Read(text));
        Assert.Equal(written, Share.Read(text)!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("%")]
    [InlineData("0")]
    [InlineData("101")]
    [InlineData("-80")]
    [InlineData("66.7")]
    [InlineData("66,7")]
    [InlineData("3/2")]
    [InlineData("0/3")]
    [InlineData("1/0")]
    [InlineData("1/2/3")]
    [InlineData("/3")]
    [InlineData("2/")]
    [InlineData("tám mươi")]
    [InlineData("99999999999")]
    public void What_Is_No_Share_Between_Nothing_And_All_Is_Not_Read(string text) => Assert.Null(Share.Read(text));

    [Theory]
    [InlineData("2/3", 6, 9, true)]
    [InlineData("2/3", 5, 9, false)]
    [InlineData("67", 6, 9, false)]
    [InlineData("67", 7, 9, true)]
    [InlineData("70", 2, 3, false)]
    [InlineData("70", 7, 10, true)]
    [InlineData("80", 4, 5, true)]
    [InlineData("90", 8, 9, false)]
    [InlineData("100", 9, 9, true)]
    [InlineData("1", 0, 9, false)]
    [InlineData("1", 0, 0, false)]
    [InlineData("50", -1, -2, false)]
    public void A_Share_Is_Reached_In_Whole_Numbers(string share, int count, int of, bool reached) => Assert.Equal(reached, Share.Read(share)!.Reached(count, of));

    [Fact]
    public void A_Share_Is_Never_Rounded() => Prop.ForAll(Fractions, sample =>
        new Share(sample.Part, sample.Whole).Reached(sample.Count, sample.Of) == ((decimal)sample.Count * sample.Whole >= (decimal)sample.Part * sample.Of)).QuickCheckThrowOnFailure();

    [Fact]
    public void The_Least_Number_That_Reaches_A_Share_Is_Its_Ceiling() => Prop.ForAll(Fractions, sample =>
        Enumerable.Range(0, sample.Of + 1).First(count => new Share(sample.Part, sample.Whole).Reached(count, sample.Of)) == ((sample.Of * sample.Part) + sample.Whole - 1) / sample.Whole)
        .QuickCheckThrowOnFailure();

    [Fact]
    public void Great_Numbers_Do_Not_Overflow() => Assert.False(new Share(int.MaxValue, int.MaxValue).Reached(int.MaxValue - 1, int.MaxValue));

    [Fact]
    public void The_Rules_Are_Read_From_The_Settings()
    {
        // Act
        var rules = Read(Settings, out var missing);

        // Assert
        Assert.Empty(missing);
        Assert.Equal((new Share(2, 3), "present", false, true), (rules!.Quorum, rules.Denominator, rules.WrittenVotes, rules.OwnLineBarred));
        Assert.Equal([("giay_khen", new Share(70, 100)), ("ldtt", new Share(80, 100))], rules.Thresholds.Select(pair => (pair.Key, pair.Value)));
    }

    [Theory]
    [InlineData("council.quorumPercent", "", "council.quorumPercent")]
    [InlineData("council.quorumPercent", "đa số", "council.quorumPercent")]
    [InlineData("council.denominator", "", "council.denominator")]
    [InlineData("council.denominator", "Members", "council.denominator")]
    [InlineData("council.thresholdPercent.co-so", "", "council.thresholdPercent.co-so")]
    [InlineData("council.thresholdPercent.giay_khen", "180", "council.thresholdPercent.giay_khen")]
    public void What_Is_Missing_Or_Cannot_Be_Read_Is_Named_And_Nothing_Is_Assumed(string key, string value, string named)
    {
        Assert.Null(Read(new Dictionary<string, string>(Settings) { [key] = value }, out var missing));
        Assert.Equal([named], missing);
    }

    [Fact]
    public void Everything_That_Is_Missing_Is_Named_At_Once()
    {
        Assert.Null(Read([], out var missing));
        Assert.Equal(["council.quorumPercent", "council.thresholdPercent.giay_khen", "council.thresholdPercent.co-so", "council.denominator"], missing);
    }

    [Theory]
    [InlineData("yes", "no", true, false)]
    [InlineData("no", "yes", false, true)]
    [InlineData("", "", false, true)]
    public void Without_A_Word_Nobody_Votes_In_Writing_And_Nobody_On_The_Own_Line(string writing, string conflict, bool written, bool barred)
    {
        var rules = Read(new Dictionary<string, string>(Settings) { ["council.absentByWriting"] = writing, ["council.conflictOfInterest"] = conflict }, out _)!;
        Assert.Equal((written, barred), (rules.WrittenVotes, rules.OwnLineBarred));
    }

    [Fact]
    public void There_Are_Never_More_Votes_Than_They_Are_Counted_Out_Of()
    {
        var sittings = from members in Gen.Choose(1, 30)
                       from present in Gen.Choose(1, members)
                       from written in Gen.Choose(0, members - present)
                       from denominator in Gen.Elements("members", "present", "votes")
                       from own in Gen.Elements(true, false)
                       select (Sitting: new CouncilSitting(Sessions.Day, members, present, written), Denominator: denominator, Own: own);
        Prop.ForAll(sittings.ToArbitrary(), sample =>
        {
            var rules = Sessions.Regulation with { Denominator = sample.Denominator };
            return rules.Of(sample.Sitting, sample.Own) >= rules.Possible(sample.Sitting) - (sample.Own ? 1 : 0);
        }).QuickCheckThrowOnFailure();
    }

    private static CouncilRules? Read(Dictionary<string, string> settings, out IReadOnlyList<string> missing) =>
        CouncilRules.Read(key => settings.GetValueOrDefault(key, ""), award => award == "ldtt" ? "council.thresholdPercent.co-so" : "", ["ldtt", "giay_khen", "ldtt"], out missing);
}
