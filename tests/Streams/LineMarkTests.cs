using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Tests.Streams;

/// <summary>What was sent before a column came must not look edited afterwards; what is written in it is part of what people approve.</summary>
public sealed class LineMarkTests
{
    // As every version before the number of the achievement wrote it, letter by letter.
    private const string Before = """["7","Cán bộ mẫu 01","NV001","ldtt","Hoàn thành nhiệm vụ","vien_chuc","tot","yes","12","","none","no","individual","8","","","",""]""";

    private static readonly Dictionary<ColumnSchema, object> Old = new()
    {
        [Nominations.StaffKey] = "NV001", [Nominations.Award] = "ldtt", [Nominations.Achievement] = "Hoàn thành nhiệm vụ", [Nominations.PersonType] = "vien_chuc", [Nominations.Rating] = "tot",
        [Nominations.Participation] = "yes", [Nominations.MonthsServed] = 12m, [Nominations.Discipline] = "none", [Nominations.PendingCase] = "no", [Nominations.Subject] = "individual", [Nominations.Votes] = 8m,
    };

    [Fact]
    public void A_Line_Without_The_Later_Columns_Has_The_Mark_It_Had() => Assert.Equal(RecordedEvent.Sha256(Before)[..16], Mark());

    [Fact]
    public void Either_Of_The_Later_Columns_Is_An_Edit()
    {
        var marks = new[] { Mark(), Mark("TT-1"), Mark(null, "TT-1"), Mark("TT-1", "TT-1"), Mark("TT-2") };
        Assert.Equal(marks.Length, marks.Distinct().Count());
        Assert.Equal(Mark("TT-1"), Mark("TT-1", null));
    }

    [Fact]
    public void No_Two_Ways_To_Fill_Them_Are_Taken_For_Each_Other()
    {
        // Among them what could be taken for the name of a column, or for the end of a value.
        string[] said = ["", "a", "b", "Evidence", "AchievementId", "a\"],[\"Evidence\",\"b", "a,b"];
        var ways = from one in said from other in said select (one, other);
        Assert.Equal(said.Length * said.Length, ways.Select(way => Mark(way.one, way.other)).Distinct().Count());
    }

    [Fact]
    public void Both_Are_Among_The_Columns_That_Are_Compared_And_Put_Back() => Assert.Superset(
        new HashSet<ColumnSchema> { Nominations.AchievementId, Nominations.Evidence }, ReturnReader.OfLines.ToHashSet());

    private static string Mark(string? achievement = null, string? evidence = null)
    {
        var values = new Dictionary<ColumnSchema, object>(Old);
        if (achievement is { Length: > 0 }) values[Nominations.AchievementId] = achievement;
        if (evidence is { Length: > 0 }) values[Nominations.Evidence] = evidence;
        return ReturnReader.LineMark(new Item("7", "e", "Cán bộ mẫu 01", values, new Editor(null, "", null), DateTimeOffset.UnixEpoch, false));
    }
}
