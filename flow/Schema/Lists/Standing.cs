using EmulationM365.Texts;

namespace EmulationM365.Schema.Lists;

/// <summary>Lists that stand over all years, beside those with a class of their own: initiatives, results, activities.</summary>
public static class StandingLists
{
    /// <summary>The calendar year in which an item is entered.</summary>
    private const string ThisYear = "=YEAR(TODAY())";

    private static readonly ColumnSchema Recognition = Column.Choice("Recognition", "recognition", "submitted", "recognised", "refused").Starting("submitted");
    private static readonly ColumnSchema Influence = Column.Choice("Influence", "influence", "unit", "province", "nation");
    private static readonly ColumnSchema LegalNumber = Column.Text("Number").Indexed();
    private static readonly ColumnSchema LegalIssuedOn = Column.Date("IssuedOn");
    private static readonly ColumnSchema LegalFrom = Column.Date("ValidFrom");
    private static readonly ColumnSchema LegalTo = Column.Date("ValidTo");
    private static readonly ColumnSchema ReplacedBy = Column.Text("ReplacedBy");
    private static readonly ColumnSchema ActivityDay = Column.Date("Day").Required().Starting("[today]");

    /// <summary>Sáng kiến: name, scope and recognition.</summary>
    public static readonly ListSchema Initiatives = new("Initiatives",
    [
        Column.Number("Year").Indexed().Checked(ColumnCheck.Year).Drawn("Year"), Column.Text("StaffKey").Indexed(), Column.Text("UnitKey").Indexed(),
        Recognition,
        Influence, Column.Date("RecognisedOn"), Column.Text("RecognisedBy"), Column.Text("PaperNumber"), Column.Note("Summary"),
    ])
    {
        Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("entered", [Recognition, Influence]) { Only = ViewTest.ByMe },
            new ViewSchema("recognised", [Influence, Recognition]) { Only = ViewTest.Is(Recognition, "recognised") },
        ],
    };

    /// <summary>Đánh giá, xếp loại: ratings and discipline, here and nowhere else.</summary>
    public static readonly ListSchema YearResults = new("YearResults",
    [
        Column.Text("ResultKey").Unique(), Column.Number("Year").Indexed().Required().Checked(ColumnCheck.Year).Drawn("Year"), Column.Text("StaffKey").Indexed().Required(), Column.Text("UnitKey").Indexed(),
        Column.Choice("Rating", "rating", "khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"),
        Column.Choice("Discipline", "discipline", "none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec"),
        Column.Text("PaperNumber"), Column.Note("Note"),
    ]);

    /// <summary>Hoạt động: what is done through the year beside awards.</summary>
    public static readonly ListSchema Activities = new("Activities",
    [
        Column.Number("Year").Indexed().Starting(ThisYear).Checked(ColumnCheck.Year).Drawn("Year"), Column.Choice("Kind", "activityKind", "propaganda", "event", "inspection", "training", "opinion", "guidance", "advice"),
        Column.Text("UnitKey").Indexed(), Column.Text("MovementKey").Indexed(), ActivityDay, Column.Text("Audience"), Column.Number("Attendance").Checked(ColumnCheck.Count), Column.Note("Result"),
    ])
    {
        Sorted = [ViewOrder.From(ActivityDay)],
        Views = [new ViewSchema("activities", [ActivityDay]) { Day = ActivityDay, Order = [ViewOrder.Up(ActivityDay)] }],
    };

    /// <summary>Văn bản pháp luật: the texts relied on, with validity.</summary>
    public static readonly ListSchema LegalDocuments = new("LegalDocuments",
    [
        LegalNumber, LegalIssuedOn, Column.Text("Issuer"), LegalFrom, LegalTo, ReplacedBy, Column.Note("Summary"),
    ])
    {
        Library = true,
        Views =
        [
            new ViewSchema("inForce", [LegalNumber, LegalIssuedOn, LegalFrom, LegalTo]) { Only = ViewTest.Any(ViewTest.Empty(LegalTo), ViewTest.Ahead(LegalTo)), Order = [ViewOrder.From(LegalIssuedOn)] },
            new ViewSchema("notInForce", [LegalNumber, LegalIssuedOn, LegalTo, ReplacedBy]) { Only = ViewTest.Past(LegalTo), Order = [ViewOrder.From(LegalTo)] },
        ],
    };
}

/// <summary>Quy trình: who decides on which award, and by which steps.</summary>
public static class Routes
{
    /// <summary>Key of the route; for all but sudden nominations that of its award.</summary>
    public static readonly ColumnSchema RouteKey = Column.Text("RouteKey").Unique().Required();

    /// <summary>Key of the award; empty where the route is not one award's.</summary>
    public static readonly ColumnSchema Award = Column.Text("Award").Indexed();

    /// <summary>Title or commendation: two code lists that are never mixed.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "awardKind", "danh_hieu", "hinh_thuc");

    /// <summary>Name of the award under the police regime, where it differs (Law 06/2022/QH15 Art. 24(2), 27(2), 28(2)).</summary>
    public static readonly ColumnSchema PoliceName = Column.Text("PoliceName");

    /// <summary>Full, to a higher level, sudden, or a letter of praise.</summary>
    public static readonly ColumnSchema Form = Column.Choice("Form", "routeForm", "full", "higher", "sudden", "letter");

    /// <summary>Steps in order, in the words of <see cref="StepsText"/>.</summary>
    public static readonly ColumnSchema Steps = Column.Text("Steps");

    /// <summary>Key of the setting that names who decides; its value hangs on the day of the decision.</summary>
    public static readonly ColumnSchema DecidingAuthority = Column.Text("DecidingAuthority");

    /// <summary>Key of the setting with the share of votes it needs; empty = the council does not vote.</summary>
    public static readonly ColumnSchema Threshold = Column.Text("Threshold");

    /// <summary>Where it comes from.</summary>
    public static readonly ColumnSchema Source = Column.Note("Source");

    /// <summary>A person of the unit has confirmed it.</summary>
    public static readonly ColumnSchema Confirmed = Column.YesNo("Confirmed");

    /// <summary>First day it holds.</summary>
    public static readonly ColumnSchema ValidFrom = Column.Date("ValidFrom");

    /// <summary>Last day it holds.</summary>
    public static readonly ColumnSchema ValidTo = Column.Date("ValidTo");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Routes",
        [RouteKey, Award, Kind, PoliceName, Form, Steps, DecidingAuthority, Threshold, Source, Confirmed, ValidFrom, ValidTo])
    {
        Watch = Watch.Subscribe, Check = new ListCheck("validity", ValidFrom, ValidTo),
        Shown = [Form, Steps, Kind, PoliceName, DecidingAuthority, Threshold, Confirmed, ValidFrom, ValidTo, Source, RouteKey],
    };

    /// <summary>Steps as staff read them: "Tiếp nhận → Thẩm định".</summary>
    /// <param name="steps">Keys of the steps in order.</param>
    public static string StepsText(IEnumerable<string> steps) => string.Join(" → ", steps.Select(step => Text.Vi($"route.step.{step}")));
}

/// <summary>Phong trào: they run for years, so the year is a column.</summary>
public static class Movements
{
    /// <summary>ASCII key of the movement. Not unique: units change only their own movements, and SharePoint does not have both on one list.</summary>
    public static readonly ColumnSchema MovementKey = Column.Text("MovementKey").Indexed();

    /// <summary>Campaign year under which it was entered.</summary>
    public static readonly ColumnSchema Year = Column.Number("Year").Indexed().Checked(ColumnCheck.Year).Drawn("Year");

    /// <summary>Who launched it.</summary>
    public static readonly ColumnSchema LaunchedBy = Column.Text("LaunchedBy");

    /// <summary>Level that launched it.</summary>
    public static readonly ColumnSchema Level = Column.Choice("Level", "movementLevel", "nation", "province", "sector", "unit");

    /// <summary>Regular or thematic.</summary>
    public static readonly ColumnSchema Mode = Column.Choice("Mode", "movementMode", "regular", "thematic");

    /// <summary>Whom it is for.</summary>
    public static readonly ColumnSchema Scope = Column.Note("Scope");

    /// <summary>First day.</summary>
    public static readonly ColumnSchema ValidFrom = Column.Date("ValidFrom");

    /// <summary>Last day.</summary>
    public static readonly ColumnSchema ValidTo = Column.Date("ValidTo");

    /// <summary>Key of the movement it carries on.</summary>
    public static readonly ColumnSchema InheritedFrom = Column.Text("InheritedFrom");

    /// <summary>How far it is.</summary>
    public static readonly ColumnSchema Stage = Column.Choice("Stage", "movementStage", "running", "reviewing", "awarded").Starting("running");

    /// <summary>Where it comes from.</summary>
    public static readonly ColumnSchema Source = Column.Note("Source");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Movements", [MovementKey, Year, LaunchedBy, Level, Mode, Scope, ValidFrom, ValidTo, InheritedFrom, Stage, Source])
    {
        Shown = [Stage, Year, ValidFrom, ValidTo, LaunchedBy, Level, Mode, Scope, MovementKey], Sorted = [ViewOrder.Newest], Check = new ListCheck("validity", ValidFrom, ValidTo),
        Views = [new ViewSchema("running", [Stage, Year, ValidFrom, ValidTo, LaunchedBy, Level]) { Only = ViewTest.Is(Stage, "running", "reviewing"), Order = [ViewOrder.Up(ValidTo)] }],
    };
}

/// <summary>Hội đồng: members by the decision that set it up, with the departments each is in charge of.</summary>
public static class CouncilMembers
{
    /// <summary>Staff number of the member.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed().Required();

    /// <summary>What the member is in the council.</summary>
    public static readonly ColumnSchema CouncilRole = Column.Choice("CouncilRole", "councilRole", "chair", "vice_chair", "standing", "member", "secretary");

    /// <summary>Votes; empty = yes.</summary>
    public static readonly ColumnSchema Votes = Column.YesNo("Votes");

    /// <summary>Units the member is in charge of, one a line.</summary>
    public static readonly ColumnSchema UnitsInCharge = Column.Note("UnitsInCharge");

    /// <summary>First day of membership.</summary>
    public static readonly ColumnSchema ValidFrom = Column.Date("ValidFrom");

    /// <summary>Last day of membership.</summary>
    public static readonly ColumnSchema ValidTo = Column.Date("ValidTo");

    /// <summary>Decision that set the council up.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("CouncilMembers", [StaffKey, CouncilRole, Votes, UnitsInCharge, ValidFrom, ValidTo, DecisionNumber]) { Watch = Watch.Subscribe, Check = new ListCheck("validity", ValidFrom, ValidTo) };
}
