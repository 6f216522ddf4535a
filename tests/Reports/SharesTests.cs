using EmulationM365.Campaigns;
using EmulationM365.Reports;

namespace EmulationM365.Tests.Reports;

/// <summary>Shares and caps: what is not known is never a "no".</summary>
public sealed class SharesTests
{
    private static readonly DateOnly Today = new(2025, 12, 1);

    [Fact]
    public void Rounds_Come_In_Their_Order_The_Year_Last_And_The_Unknown_Stands_Apart()
    {
        ShareLine[] lines =
        [
            new("b", false, true, null, true, true), new("b", false, null, null, null, false), new("a", false, false, null, false, true),
            new("a", true, null, 10, true, false), new("a", true, null, 11, false, true), new("", true, null, null, null, false),
        ];
        var rows = Shares.Of(lines, ["a", "b", "c"], 10);
        Assert.Equal(["a", "b", ""], rows.Select(row => row.Round));
        Assert.Equal(new ShareCount(new Part(0, 0, 1), new Part(1, 0, 2), new Part(1, 0, 3)), rows[0].Proposed);
        Assert.Equal(new ShareCount(new Part(1, 1, 3), new Part(1, 1, 3), new Part(2, 2, 6)), rows[2].Proposed);
        Assert.Equal(new ShareCount(new Part(1, 0, 2), new Part(0, 0, 1), new Part(1, 0, 3)), rows[2].Granted);
    }

    [Theory]
    [InlineData(7, 0, 10, false)]
    [InlineData(6, 0, 10, true)]
    [InlineData(6, 1, 10, null)]
    [InlineData(5, 1, 10, true)]
    [InlineData(0, 0, 0, null)]
    public void A_Target_Is_Missed_Only_When_The_Unknown_Cannot_Save_It(int known, int unknown, int whole, bool? misses) => Assert.Equal(misses, new Part(known, unknown, whole).Misses(70));

    [Fact]
    public void Seventy_Per_Cent_Is_Not_Rounded_Up() => Assert.Equal((66, true), (new Part(2, 0, 3).Least, new Part(2, 0, 3).Misses(67)));

    [Theory]
    [InlineData("15", 20, 3, false)]
    [InlineData("15 %", 20, 4, true)]
    [InlineData("15", 19, 3, true)]
    public void A_Cap_Counts_Whole_People_And_Warns(string percent, int titled, int proposed, bool over)
    {
        var awards = Enumerable.Range(0, titled).Select(number => new AwardCost($"{number}", "ldtt", false))
            .Concat(Enumerable.Range(0, proposed).Select(number => new AwardCost($"{number}", "cstd_cs", false))).Append(new AwardCost("x", "cstd_cs", false, Today, "Sở", Revoked: true)).ToList();
        var cap = Assert.Single(Caps.Of(awards, Settings(percent), ["ldtt", "cstd_cs"], Today));
        Assert.Equal((titled, proposed, over), (cap.Of, cap.Proposed, cap.Over));
    }

    [Theory]
    [InlineData("-")]
    [InlineData("")]
    public void No_Cap_Entered_No_Row(string percent) => Assert.Empty(Caps.Of([], Settings(percent), ["cstd_cs"], Today));

    [Fact]
    public void A_Cap_That_Cannot_Be_Read_Is_Named_And_Warns_Of_Nobody()
    {
        var cap = Assert.Single(Caps.Of([new("a", "cstd_cs", false)], Settings("mười lăm"), ["cstd_cs"], Today));
        Assert.Equal((null, "mười lăm", false), (cap.Percent, cap.Written, cap.Over));
    }

    [Theory]
    [InlineData("2.340.000", 2_340_000)]
    [InlineData("2 340 000", 2_340_000)]
    [InlineData("2340000", 2_340_000)]
    [InlineData("2,340,000", null)]
    [InlineData("2.34", null)]
    [InlineData("-5", null)]
    [InlineData("1.2345.678", null)]
    public void Sums_Are_Read_As_Staff_Write_Them(string text, int? sum) => Assert.Equal(sum, (int?)SettingNumber.Sum(text));

    [Theory]
    [InlineData("0,3", "0.3")]
    [InlineData("0.3", "0.3")]
    [InlineData("12", "12")]
    [InlineData("1.000", null)]
    [InlineData("0,", null)]
    public void Factors_Are_Read_With_Comma_Or_Dot(string text, string? factor) =>
        Assert.Equal(factor, SettingNumber.Factor(text)?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static DatedSettings Settings(string percent) => new([new Setting("cap.percent.cstd_cs", "", percent, "Quy chế", false, null, null, null)]);
}
