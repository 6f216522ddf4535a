namespace EmulationM365.Schema.Lists;

/// <summary>Lists that each year has its own of, beside those of the route.</summary>
public static class YearLists
{
    private static readonly ColumnSchema Paper = Column.Choice("Paper", "paper", "report", "minutes", "initiative", "proof", "decision", "other");
    private static readonly ColumnSchema ReceivedAt = Column.Instant("ReceivedAt");
    private static readonly ColumnSchema Number = Column.Text("Number").Indexed();
    private static readonly ColumnSchema Kind = Column.Choice("Kind", "documentKind", "plan", "decision", "submission", "report", "minutes", "notice", "other");
    private static readonly ColumnSchema IssuedOn = Column.Date("IssuedOn");
    private static readonly ColumnSchema Due = Column.Date("Due");
    private static readonly ColumnSchema Signer = Column.Text("Signer");
    private static readonly ColumnSchema SentTo = Column.Text("SentTo");

    /// <summary>Tiêu chí: a department's criteria with the version approved.</summary>
    public static readonly ListSchema Criteria = new("Criteria",
    [
        Column.Text("UnitKey").Indexed(), Column.Text("MovementKey").Indexed(), Column.Note("Content"), Column.Number("MaximumScore").Checked(ColumnCheck.Count), Column.Number("ApprovedVersion").Checked(ColumnCheck.Count), Column.Date("ApprovedOn"),
    ]) { PerYear = true };

    /// <summary>Hồ sơ: a folder a unit, a subfolder a nomination.</summary>
    public static readonly ListSchema Dossiers = new("Dossiers",
    [
        Column.Text("UnitKey").Indexed(), Column.Text("CaseId").Indexed(), Column.Text("LineId").Indexed(),
        Paper, ReceivedAt,
    ])
    {
        PerYear = true, Library = true,
        Views = [new ViewSchema("byPaper", [ReceivedAt]) { Groups = [ViewOrder.Up(Paper)], Order = [ViewOrder.From(ReceivedAt)] }],
    };

    /// <summary>Văn bản, báo cáo: what the unit issues.</summary>
    public static readonly ListSchema Documents = new("Documents",
    [
        Number, Kind, IssuedOn, Due, Signer, SentTo,
    ])
    {
        PerYear = true, Library = true,
        Views =
        [
            new ViewSchema("newest", [Number, Kind, IssuedOn, Signer, SentTo]) { Only = ViewTest.Filled(IssuedOn), Order = [ViewOrder.From(IssuedOn)] },
            new ViewSchema("byKind", [Number, IssuedOn, Signer, SentTo]) { Groups = [ViewOrder.Up(Kind)], Order = [ViewOrder.From(IssuedOn)] },
            new ViewSchema("notIssued", [Kind, Due, Signer]) { Only = ViewTest.All(ViewTest.Empty(IssuedOn), ViewTest.Filled(Due)), Order = [ViewOrder.Up(Due)] },
        ],
    };

    /// <summary>Phiếu: sealed ballots; only the worker reads and writes here.</summary>
    public static readonly ListSchema Ballots = new("Ballots", [Column.Text("BallotKey").Unique(), Column.Text("SessionKey").Indexed(), Column.Note("Sealed")]) { PerYear = true, AppOnly = true };
}

/// <summary>Đăng ký: what people and units registered for at the start of the year. The title of a row is the name of the person or collective.</summary>
public static class Registrations
{
    /// <summary>Unit of the person.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Staff number; empty for a collective.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed();

    /// <summary>A person or a collective; where it is empty, the award or the name of the unit tells.</summary>
    public static readonly ColumnSchema Subject = Column.Choice("Subject", "subject", "individual", "collective");

    /// <summary>Title or commendation registered for.</summary>
    public static readonly ColumnSchema Award = Column.Choice("Award", "award", Awards.All);

    /// <summary>Initiative announced with it.</summary>
    public static readonly ColumnSchema Initiative = Column.Text("Initiative");

    /// <summary>Name of the unit, for people: the night writes it by the key.</summary>
    public static readonly ColumnSchema UnitName = Column.Text("UnitName").OnceSaved().Later();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Registrations", [UnitKey, Subject, StaffKey, Award, Initiative, UnitName])
    {
        PerYear = true, Shown = [Award, Subject, UnitName, StaffKey, Initiative, UnitKey], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("entered", [Award, Subject, UnitKey, StaffKey, Initiative]) { Only = ViewTest.ByMe },
            new ViewSchema("byUnit", [Award, Subject, StaffKey, Initiative]) { Groups = [ViewOrder.Up(UnitName)], Order = [ViewOrder.Up(Award)] },
            new ViewSchema("byAward", [UnitName, Subject, StaffKey, Initiative]) { Groups = [ViewOrder.Up(Award)], Order = [ViewOrder.Up(UnitName)] },
        ],
    };
}

/// <summary>Nhiệm vụ kế hoạch: the duties of the plan, with owner and due date or period.</summary>
public static class PlanTasks
{
    /// <summary>ASCII id of the duty; it does not hang on the numbers printed in the plan.</summary>
    public static readonly ColumnSchema TaskKey = Column.Text("TaskKey").Unique();

    /// <summary>Key of the unit or role that does it.</summary>
    public static readonly ColumnSchema Owner = Column.Text("Owner").Indexed();

    /// <summary>Name of that unit or role.</summary>
    public static readonly ColumnSchema OwnerName = Column.Text("OwnerName");

    /// <summary>Day by which it is done; empty when it recurs.</summary>
    public static readonly ColumnSchema Due = Column.Date("Due").Drawn("PlanTasks.Due");

    /// <summary>How often it recurs.</summary>
    public static readonly ColumnSchema Period = Column.Choice("Period", "period", "once", "month", "quarter", "half_year", "year", "continuous", "per_round");

    /// <summary>How far it is.</summary>
    public static readonly ColumnSchema Stage = Column.Choice("Stage", "taskStage", "open", "done", "overdue", "not_applicable").Indexed().Starting("open").Drawn("PlanTasks.Stage");

    /// <summary>Paragraph of the plan.</summary>
    public static readonly ColumnSchema Source = Column.Note("Source");

    /// <summary>List or part of the product in which it is kept.</summary>
    public static readonly ColumnSchema KeptIn = Column.Note("KeptIn");

    /// <summary>What came of it.</summary>
    public static readonly ColumnSchema Result = Column.Note("Result");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("PlanTasks", [TaskKey, Owner, OwnerName, Due, Period, Stage, Source, KeptIn, Result])
    {
        PerYear = true, Shown = [Stage, Due, OwnerName, Period, Result, Source], Sorted = [ViewOrder.Oldest],
        Views =
        [
            // In one view those without a day would stand before all that is due: an empty day sorts first.
            new ViewSchema("openDated", [Due, OwnerName, Period, Result, Stage]) { Only = ViewTest.All(Open, ViewTest.Filled(Due)), Order = [ViewOrder.Up(Due)], Format = Formats.Read("PlanTasks.overdue") },
            new ViewSchema("openUndated", [OwnerName, Period, Result, Stage]) { Only = ViewTest.All(Open, ViewTest.Empty(Due)), Order = [ViewOrder.Up(OwnerName), ViewOrder.Oldest] },
            new ViewSchema("overdue", [Due, OwnerName, Result, Stage]) { Only = ViewTest.All(Open, ViewTest.Past(Due)), Order = [ViewOrder.Up(Due)] },
            new ViewSchema("byOwner", [Stage, Due, Period, Result]) { Groups = [ViewOrder.Up(OwnerName)], Order = [ViewOrder.Up(Due)] },
            new ViewSchema("calendar", [Due, OwnerName, Stage]) { Day = Due, Order = [ViewOrder.Up(Due)] },
        ],
    };

    private static ViewTest Open => ViewTest.Is(Stage, "open", "overdue");
}

/// <summary>Keys of titles and commendations, in the order in which lists show them.</summary>
public static class Awards
{
    /// <summary>Titles of persons that look at the whole year, and therefore at the months served in it (Law 06/2022/QH15 Art. 21–24).</summary>
    public static readonly string[] YearTitles = ["ldtt", "cstd_cs", "cstd_tinh", "cstd_tq", "cstt"];

    /// <summary>The letter of praise, which is for one deed and asks nothing of the year (Law 06/2022/QH15 Art. 81).</summary>
    public static readonly string[] Praise = ["thu_khen"];

    /// <summary>Titles of individuals and collectives, then commendations (Law 06/2022/QH15 Art. 19–28, 74–75, 81).</summary>
    public static readonly string[] All =
    [
        "ldtt", "cstd_cs", "cstd_tinh", "cstd_tq", "cstt", "ttldtt", "ttldxs", "dvtt", "dvqt", "co_tinh", "giay_khen", "bk_tinh", "bk_ttg", "hcld_3", "thu_khen",
    ];
}
