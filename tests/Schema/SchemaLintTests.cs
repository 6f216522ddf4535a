using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Tests.Schema;

/// <summary>The site's schema passes its lint, and each rule of the lint finds a schema that breaks it.</summary>
public sealed class SchemaLintTests
{
    private static readonly ColumnSchema _good = Requests.UnitKey;

    /// <summary>What is broken, the sentence that must be found, and the list that is so.</summary>
    private static readonly Dictionary<string, (string Said, ListSchema List)> _broken = new()
    {
        ["eleven pointers"] = ("has 11 person and lookup columns", Of([.. Enumerable.Range(1, 9).Select(at => Column.Person($"P{at}"))])),
        ["a Vietnamese name"] = ("'Đợt' is not a name", Of(Column.Text("Đợt"))),
        ["a long name"] = ("is not a name of ASCII letters", Of(Column.Text(new string('a', 33)))),
        ["a name that begins with a digit"] = ("'1st' is not a name", Of(Column.Text("1st"))),
        ["a long list name"] = ("with its year", Of(Column.Text("A")) with { Name = new string('L', 29), PerYear = true }),
        ["a name of SharePoint's own"] = ("Author is a name of SharePoint's own", Of(Column.Person("Author"))),
        ["a column twice"] = ("UNITKEY stands twice", Of(Column.Text("UNITKEY"), Column.Text("UnitKey"))),
        ["an id beside a lookup"] = ("stands in the way of the id of Return", Of(Column.Lookup("Return", "UnitReturns"), Column.Text("ReturnId"))),
        ["a lookup id beside a person"] = ("stands in the way of the id of Head", Of(Column.Person("Head"), Column.Number("HeadLookupId"))),
        ["unique without an index"] = ("UnitKey is unique without an index", Of(_good with { Unique = true, Indexed = false })),
        ["unique and own items"] = ("unique where people may change only their own items", Of(Column.Text("UnitKey").Unique()) with { Name = "Stories" }),
        ["many indexes"] = ("has 21 indexes", Of([.. Enumerable.Range(1, 21).Select(at => Column.Text($"C{at}").Indexed())])),
        ["an index on many lines"] = ("Long is of a kind that has no index", Of(Column.Note("Long").Indexed())),
        ["a lookup to nowhere"] = ("points to a list that is not made before it", Of(Column.Lookup("Return", "UnitReturns"))),
        ["required in a library"] = ("UnitKey is required where no form asks for it", Of(_good.Required()) with { Library = true }),
        ["required and hidden"] = ("UnitKey is required where no form asks for it", Of(_good.Required().Hidden())),
        ["a default that is no choice"] = ("begins with 'never', which is none of its choices", Of(Requests.Status.Starting("never"))),
        ["a default of a person"] = ("AssignedTo is of a kind that begins with nothing", Of(Requests.AssignedTo.Starting("x"))),
        ["a check of many lines"] = ("Summary is of a kind that is not checked", Of(Requests.Summary.Checked(ColumnCheck.Count))),
        ["a check too long"] = ("the check of UnitKey is longer", Of(_good.Checked(new ColumnCheck("count", new string('1', 1100))))),
        ["a check of another list's days"] = ("asks for what are no days of the list", Of(_good) with { Check = new ListCheck("round", Rounds.Opens, Rounds.Due) }),
        ["a text that is missing"] = ("there is no text 'column.Requests.Nowhere' in vi.json", Of(Column.Text("Nowhere"))),
        ["an English text that is missing"] = ("there is no text 'column.Requests.Nowhere' in en.json", Of(Column.Text("Nowhere"))),
        ["a check without words"] = ("there is no text 'check.nothing'", Of(_good.Checked(new ColumnCheck("nothing", "{0}>0")))),
        ["a view without a name"] = ("there is no text 'view.nothing'", Viewed(new ViewSchema("nothing", [_good]))),
        ["a view of another list's column"] = ("view all names Award, which the list does not have", Of(_good) with { Shown = [Nominations.Award] }),
        ["a view that filters by another list's column"] = ("view pending names LineStatus", Viewed(new ViewSchema("pending", [_good]) { Only = ViewTest.All(ViewTest.ByMe, ViewTest.Is(Nominations.LineStatus, "posted")) })),
        ["a view that sorts by nothing"] = ("sorts by Award, which the list does not have", Viewed(new ViewSchema("pending", [_good]) { Order = [ViewOrder.Up(Nominations.Award)] })),
        ["a view of a hidden column"] = ("shows UnitKey, which is hidden", Of(_good.Hidden()) with { Shown = [_good.Hidden()] }),
        ["a view with a column twice"] = ("shows a column twice", Of(_good) with { Shown = [_good, _good] }),
        ["a view twice"] = ("view pending stands twice", Of(_good) with { Views = [new ViewSchema("pending", [_good]), new ViewSchema("pending", [_good])] }),
        ["many groups"] = ("groups by more than 2 columns", Viewed(new ViewSchema("pending", [_good]) { Groups = [ViewOrder.Up(_good), ViewOrder.From(_good), ViewOrder.Newest] })),
        ["groups of people"] = ("groups by a column that has no single value", Of(Requests.AssignedTo) with { Views = [new ViewSchema("pending", []) { Groups = [ViewOrder.Up(Requests.AssignedTo)] }] }),
        ["a calendar without its day"] = ("is a calendar of Due, which is no day that it shows", Of(Requests.Due) with { Views = [new ViewSchema("calendar", []) { Day = Requests.Due }] }),
        ["a drawing that is none"] = ("the drawing of UnitKey is not a JSON object", Of(_good with { Format = "[" })),
        ["a drawing that reads what is not there"] = ("the drawing of UnitKey names Status", Of(_good with { Format = """{"elmType":"div","txtContent":"[$Status]"}""" })),
        ["a button that writes what is not there"] = ("the drawing of UnitKey names Step", Of(_good with { Format = """{"elmType":"button","customRowAction":{"action":"setValue","actionInput":{"Step":"Nộp"}}}""" })),
        ["a drawing that the view blinds"] = ("the drawing of Due reads Status, which the view does not show", Of(Requests.Due, Requests.Status) with { Shown = [Requests.Due] }),
        ["rows that the view blinds"] = ("the drawing of its rows reads Due", Of(Requests.Due, Requests.Status) with { Views = [new ViewSchema("pending", [Requests.Status]) { Format = """{"additionalRowClass":"=if([$Due] < @now,'a','')"}""" }] }),
    };

    public static TheoryData<string> Broken => [.. _broken.Keys];

    [Fact]
    public void The_Site_Passes() => Assert.Empty(SchemaLint.Find(SiteSchema.Lists, Rights.Narrowed));

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_Rule_Finds_What_Breaks_It(string what)
    {
        var (said, list) = _broken[what];
        Assert.Contains(SchemaLint.Find([list], Rights.Narrowed), sentence => sentence.StartsWith(list.Name + ": ", StringComparison.Ordinal) && sentence.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void A_List_That_Stands_Twice_Is_Found() => Assert.Contains("Units: stands twice", SchemaLint.Find([Units.List, Units.List], Rights.Narrowed));

    [Fact]
    public void A_Good_List_By_Itself_Has_Nothing_Wrong() => Assert.Empty(SchemaLint.Find([Of(_good)], Rights.Narrowed));

    private static ListSchema Of(params ColumnSchema[] columns) => new("Requests", columns);

    private static ListSchema Viewed(ViewSchema view) => Of(_good) with { Views = [view] };
}
