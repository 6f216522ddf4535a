using System.Text;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Texts;

/// <summary>Vietnamese as it is set on a page.</summary>
public sealed class TypographyTests
{
    [Fact]
    public void Letters_Are_Composed_And_Tones_Stay_Where_They_Were_Put()
    {
        Assert.Equal("Hoà và Hòa, thuỷ và thủy", Typography.Line("  Hoà\tvà  Hòa,\nthuỷ và thủy ".Normalize(NormalizationForm.FormD)));
        Assert.NotEqual(Typography.Line("hoà"), Typography.Line("hòa"));
    }

    [Fact]
    public void A_Title_Ends_Behind_A_Word() => Assert.Equal("Gương người tốt…", Typography.Title("Gương người tốt, việc tốt của đơn vị", [], 20));

    [Theory]
    [InlineData(30)]
    [InlineData(36)]
    [InlineData(40)]
    public void A_Name_In_A_Title_Is_Whole_Or_Not_There(int most)
    {
        var title = Typography.Title("Gương điển hình Cán bộ mẫu Mười Hai của phòng", ["Cán bộ mẫu Mười Hai"], most);
        Assert.True(title.Length <= most);
        Assert.True(title.Contains("Cán bộ mẫu Mười Hai", StringComparison.Ordinal) || !title.Contains("Cán", StringComparison.Ordinal), title);
    }

    [Fact]
    public void A_Title_Is_Never_Too_Long_And_Never_Half_A_Letter()
    {
        var random = new Random(7);
        string[] parts = ["Cán bộ mẫu", "e\u0302\u0301", "\uD83D\uDE00", " ", "\n", "\uD800", "\uDC00", "gương", "người", "tốt,", "a b", "–", "\u0301", "đ"];
        for (var number = 0; number < 2000; number++)
        {
            var (written, limit) = (string.Concat(Enumerable.Range(0, random.Next(60)).Select(_ => parts[random.Next(parts.Length)])), random.Next(10, 200));
            var title = Typography.Title(written, ["a b", "Cán bộ mẫu"], limit);
            Assert.True(title.Length <= limit, $"{title.Length} of {limit}: {title}");
            Assert.Equal(title, title.Normalize());
            Assert.DoesNotContain('\n', title);
            Assert.False(title.Length > 1 && title.EndsWith('…') && char.IsHighSurrogate(title[^2]));
        }
    }

    [Fact]
    public void A_Date_Is_Written_As_People_Write_It() => Assert.Equal("05/09/2025", EmulationM365.Campaigns.VietnamTime.Write(new DateOnly(2025, 9, 5)));
}
