using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Tests.Cases;

namespace EmulationM365.Tests.Effects;

/// <summary>The news of a decision: name, unit, award and decision of those who were granted it, and nothing else.</summary>
public sealed class NewsWriterTests
{
    private static readonly SubmissionState Mixed = Decided(
        Sessions.Listed("11", "Được Khen", "nv21"), Sessions.Listed("12", "Không Được", "nv22"), Sessions.Listed("13", "Không Trình", "nv23"), Sessions.Listed("14", "Còn Chờ", "nv24"),
        Sessions.Listed("15", "Được Thấp Hơn", "nv25", unit: "u2"));

    [Fact]
    public void Only_Those_Who_Were_Granted_It_Are_Named()
    {
        // Act
        var page = NewsWriter.Page(Mixed, 1, References.With(), 2025);

        // Assert
        var all = page.Title + page.Summary + page.Html;
        Assert.Contains("Được Khen", page.Html, StringComparison.Ordinal);
        Assert.Contains("Được Thấp Hơn", page.Html, StringComparison.Ordinal);
        Assert.Contains("Giấy khen", page.Html, StringComparison.Ordinal);
        Assert.All(new List<string> { "Không Được", "Không Trình", "Còn Chờ", "nv2", "Nhận xét", "o-office" }, hidden => Assert.DoesNotContain(hidden, all, StringComparison.Ordinal));
        Assert.Contains("99/QĐ-SNV", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "28")]
    public void The_Page_Is_Named_For_Its_Decision_So_That_There_Is_Only_One()
    {
        Assert.Equal("quyet-dinh-t-2025-000005-01.aspx", NewsWriter.Page(Mixed, 1, References.With(), 2025).Name);
        Assert.Equal("quyet-dinh-t-2025-000005-02.aspx", NewsWriter.Page(Mixed, 2, References.With(), 2025).Name);
        Assert.Equal("quyet-dinh-r-2025-000007.aspx", NewsWriter.Page(Returns.Decided().State, References.With(), 2025).Name);
    }

    [Fact]
    public void A_Later_Decision_Names_Only_Whom_It_Grants_Something()
    {
        var page = NewsWriter.Page(Mixed, 2, References.With(), 2025);
        Assert.Contains("Còn Chờ", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("Được Khen", page.Html, StringComparison.Ordinal);
        Assert.StartsWith("1 cá nhân được khen thưởng năm 2025: ", page.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Row_Of_The_Register_Has_The_Key_Of_Return_And_Line_And_The_Award_That_Was_Granted()
    {
        var rows = AwardWriter.Rows(Mixed, 1).ToList();
        Assert.Equal([("r-2025-000007-line-11", "ldtt", "u1"), ("r-2025-000007-line-15", "giay_khen", "u2")], rows.Select(row => (row.Key, row.Award, row.UnitKey)));
        Assert.All(rows, row => Assert.Equal(Submissions.Upper, row.Paper));
        Assert.Equal(("r-2025-000007-line-11", "thu_khen", Returns.Paper), AwardWriter.Rows(Returns.Decided().State).Select(row => (row.Key, row.Award, row.Paper)).Single());
    }

    [Fact]
    public void A_Unit_With_A_Long_Name_Does_Not_Lengthen_The_Title()
    {
        var reference = References.With() with { Units = new Dictionary<string, EmulationM365.Campaigns.Unit> { ["u1"] = new("u1", string.Concat(Enumerable.Repeat("Phòng ", 40)), "department", []) } };
        var title = NewsWriter.Page(Mixed, 2, reference, 2025).Title;
        Assert.True(title.Length <= 80, $"{title.Length} text units");
        Assert.DoesNotContain("Phòng", title, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Fault", "55")]
    public void What_Looks_Like_Html_Is_Shown_And_Not_Run() => Assert.Contains("Phòng Một &lt;b&gt;", NewsWriter.Page(Mixed, 1, References.With(), 2025).Html, StringComparison.Ordinal);

    /// <summary>The third is taken off by the director; the first is granted, the second refused, the fifth gets less; the fourth is granted by a second decision.</summary>
    private static SubmissionState Decided(params ListedLine[] lines)
    {
        var submission = Submissions.Before(lines);
        Assert.Null(submission.Take(Submissions.Sign(submission.State) with { Exceptions = [3], Comment = "Nhận xét riêng" }));
        Assert.Null(submission.Take(Submissions.Dispatch(submission.State)));
        Assert.Null(submission.Take(Submissions.Decide(submission.State, "u1", (1, "granted"), (2, "refused"), (5, "giay_khen"))));
        Assert.Null(submission.Take(Submissions.Decide(submission.State, "u2", (4, "granted"))));
        return submission.State;
    }
}
