using EmulationM365.Provisioning;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>A view that was found is held against its schema; what the service merely writes otherwise is no difference.</summary>
public sealed class ViewMatchTests
{
    private static readonly ViewSchema _view = Requests.List.Views.Single(view => view.Key == "forMe");

    public static TheoryData<string, ViewPart> Changes => new()
    {
        { """{"ViewFields":{"Items":["LinkTitle","Due"]}}""", ViewPart.Columns },
        { """{"ViewFields":{"Items":["LinkTitle","Link","Due","Summary","Decision","Exceptions","Comment","Status"]}}""", ViewPart.Columns },
        { """{"ViewQuery":""}""", ViewPart.Query },
        { """{"ViewQuery":"<Where>"}""", ViewPart.Query },
        { """{"RowLimit":30}""", ViewPart.RowLimit },
        { """{"ViewType2":"MODERNCALENDAR"}""", ViewPart.Layout },
        { """{"CustomFormatter":""}""", ViewPart.Format },
        { """{"CustomFormatter":"{\"hideSelection\":true}"}""", ViewPart.Format },
    };

    [Fact]
    public void A_View_As_It_Was_Made_Has_No_Difference() => Assert.Empty(ViewMatch.Differences(2025, Requests.List, _view, Made()));

    [Fact]
    public void Every_View_Of_The_Schema_Is_Itself_And_No_Other_Of_Its_List()
    {
        foreach (var list in SiteSchema.Lists)
            foreach (var (one, other) in list.Views.SelectMany(one => list.Views.Select(other => (one, other))))
                Assert.Equal(one == other, ViewMatch.Differences(2025, list, one, Made(list, other)).Count == 0);
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void What_Somebody_Changed_Is_Named(string change, ViewPart part)
    {
        var found = Made();
        found.Merge(JObject.Parse(change), new JsonMergeSettings { MergeArrayHandling = MergeArrayHandling.Replace });
        Assert.Equal([part], ViewMatch.Differences(2025, Requests.List, _view, found));
    }

    [Fact]
    public void Other_Spelling_Of_The_Same_Is_No_Difference()
    {
        var found = Made();
        var grouped = "<OrderBy><FieldRef Ascending='TRUE' Name='Due'></FieldRef></OrderBy>\n" + ((string)found["ViewQuery"]!)[..((string)found["ViewQuery"]!).IndexOf("<OrderBy", StringComparison.Ordinal)];
        found["ViewQuery"] = $"<Query>{grouped}</Query>";
        found["CustomFormatter"] = JObject.Parse((string)found["CustomFormatter"]!).ToString(Newtonsoft.Json.Formatting.None);
        Assert.Empty(ViewMatch.Differences(2025, Requests.List, _view, found));
        Assert.True(ViewMatch.SameQuery("<GroupBy Collapse=\"TRUE\" GroupLimit=\"30\"><FieldRef Name=\"A\" Ascending=\"false\" /></GroupBy>", "<GroupBy><FieldRef Ascending=\"FALSE\" Name=\"A\"/></GroupBy>"));
        Assert.False(ViewMatch.SameQuery("<GroupBy><FieldRef Name=\"A\" /></GroupBy>", "<OrderBy><FieldRef Name=\"A\" /></OrderBy>"));
    }

    [Theory]
    [InlineData("=OR(ISBLANK([Votes]),[Votes]>=0)", true)]
    [InlineData("OR( ISBLANK(Votes), Votes >= 0 )", true)]
    [InlineData("=OR(ISBLANK([Số phiếu đồng ý]),[Số phiếu đồng ý]>=0)", true)]
    [InlineData("=OR(ISBLANK([Votes]),[Votes]>=1)", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_Formula_Is_The_Same_In_Names_Or_Headings(string? found, bool same) =>
        Assert.Equal(same, Formulas.Same(Nominations.List, Nominations.Votes.Check!.Formula(Nominations.Votes), found));

    private static JObject Made() => Made(Requests.List, _view);

    private static JObject Made(ListSchema list, ViewSchema view) => new()
    {
        ["ViewFields"] = new JObject { ["Items"] = new JArray(view.Fields(list)) }, ["ViewQuery"] = view.Query, ["RowLimit"] = ViewSchema.Rows,
        ["ViewType2"] = view.Kind == ViewKind.Calendar ? "MODERNCALENDAR" : null, ["CustomFormatter"] = Formats.Of(2025, view.Format),
    };
}
