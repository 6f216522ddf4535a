using EmulationM365.Effects;
using EmulationM365.Tests.Cases;

namespace EmulationM365.Tests.Effects;

/// <summary>The news of a decision: name, unit, award and decision of those who were granted it, and nothing else.</summary>
public sealed class NewsWriterTests
{
    private static readonly Returns Mixed = Returns.After(
        Returns.Submit(lines: [Returns.Line("11", "Được Khen", "nv21"), Returns.Line("12", "Không Được", "nv22"), Returns.Line("13", "Bị Loại", "nv23"), Returns.Line("14", "Chưa Đủ", "nv24")]),
        Returns.Answer("confirm", "agree", Returns.Head) with { Exceptions = [3], Comment = "Nhận xét riêng" },
        Returns.Receive,
        Returns.Answer("appraise", "qualified", Returns.Office, "a2") with { Exceptions = [4] },
        Returns.Answer("record_decision", "recorded", Returns.Office, "a3") with { Exceptions = [2] });

    [Fact]
    public void Only_Those_Who_Were_Granted_It_Are_Named()
    {
        // Act
        var page = NewsWriter.Page(Mixed.State, References.With(), 2025);

        // Assert
        var all = page.Title + page.Summary + page.Html;
        Assert.Contains("Được Khen", page.Html, StringComparison.Ordinal);
        Assert.All(new List<string> { "Không Được", "Bị Loại", "Chưa Đủ", "nv2", "Nhận xét", "Thành tích", "o-clerk" }, hidden => Assert.DoesNotContain(hidden, all, StringComparison.Ordinal));
        Assert.Contains("1 cá nhân", page.Title, StringComparison.Ordinal);
        Assert.Contains("12/QĐ-SLĐ", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Page_Is_Named_For_Its_Case_So_That_There_Is_Only_One() =>
        Assert.Equal("quyet-dinh-r-2025-000007.aspx", NewsWriter.Page(Mixed.State, References.With(), 2025).Name);

    [Fact]
    public void A_Unit_With_A_Long_Name_Does_Not_Lengthen_The_Title()
    {
        var reference = References.With() with { Units = new Dictionary<string, EmulationM365.Campaigns.Unit> { ["u1"] = new("u1", string.Concat(Enumerable.Repeat("Phòng ", 40)), "department", []) } };
        var title = NewsWriter.Page(Mixed.State, reference, 2025).Title;
        Assert.True(title.Length <= 80, $"{title.Length} text units");
        Assert.EndsWith("…", title, StringComparison.Ordinal);
    }

    [Fact]
    public void What_Looks_Like_Html_Is_Shown_And_Not_Run() => Assert.Contains("Phòng Một &lt;b&gt;", NewsWriter.Page(Mixed.State, References.With(), 2025).Html, StringComparison.Ordinal);
}
