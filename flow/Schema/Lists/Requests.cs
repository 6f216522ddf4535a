namespace EmulationM365.Schema.Lists;

/// <summary>Việc chờ xử lý: one item a request; its Decision column is a way to answer.</summary>
public static class Requests
{
    /// <summary>Kind of an item that asks no question of a case: the system cannot go on by itself, and the office is told why.</summary>
    public const string Attend = "attend";

    /// <summary>The office's answer to such an item: the cause is mended, go on.</summary>
    public const string Retry = "retry";

    /// <summary>Kinds that are answered with the number, the date and the signed file of a paper.</summary>
    private static readonly string[] Papers = ["record_decision", "dispatch", "upper_decision"];

    /// <summary>Case, round of the case and kind: one request each.</summary>
    public static readonly ColumnSchema RequestKey = Column.Text("RequestKey").Unique();

    /// <summary>Case it belongs to.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>What is asked.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "requestKind", "confirm", "receive", "appraise", "direct", "record_decision", "council", "sign", "dispatch", "upper_decision", Attend, "recover");

    /// <summary>Unit whose return it is.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Who is asked.</summary>
    public static readonly ColumnSchema AssignedTo = Column.People("AssignedTo");

    /// <summary>Answer by this day.</summary>
    public static readonly ColumnSchema Due = Column.Date("Due").Drawn("Requests.Due");

    /// <summary>The list of names with the rules' advice, numbered.</summary>
    public static readonly ColumnSchema Summary = Column.Note("Summary");

    /// <summary>The answer.</summary>
    public static readonly ColumnSchema Decision = Column.Choice("Decision", "answer", "agree", "received", "qualified", "recorded", "send_back", Retry);

    /// <summary>Numbers of lines that are not agreed to, qualified or granted: "2; 5".</summary>
    public static readonly ColumnSchema Exceptions = Column.Text("Exceptions");

    /// <summary>Reasons; required when something is sent back.</summary>
    public static readonly ColumnSchema Comment = Column.Note("Comment");

    /// <summary>Number of the decision document.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber").OnlyFor(Kind, Papers);

    /// <summary>Date of the decision document.</summary>
    public static readonly ColumnSchema DecisionDate = Column.Date("DecisionDate").OnlyFor(Kind, Papers);

    /// <summary>Body that decided.</summary>
    public static readonly ColumnSchema DecisionAuthority = Column.Text("DecisionAuthority").OnlyFor(Kind, Papers);

    /// <summary>Who signed.</summary>
    public static readonly ColumnSchema SignedBy = Column.Text("SignedBy").OnlyFor(Kind, Papers);

    /// <summary>The signed PDF: name of a file in the library of documents, or its link.</summary>
    public static readonly ColumnSchema SignedFile = Column.Note("SignedFile").OnlyFor(Kind, Papers);

    /// <summary>Lines that got a lower award: "3: Giấy khen; 7: Lao động tiên tiến".</summary>
    public static readonly ColumnSchema Reduced = Column.Note("Reduced").OnlyFor(Kind, "upper_decision");

    /// <summary>Lines that the decision does not speak of and that still wait: "4; 6".</summary>
    public static readonly ColumnSchema Waiting = Column.Text("Waiting").OnlyFor(Kind, "upper_decision");

    /// <summary>Waiting, answered, or closed without an answer here.</summary>
    public static readonly ColumnSchema Status = Column.Choice("Status", "requestStatus", "pending", "answered", "closed").Indexed().Drawn("Requests.Status");

    /// <summary>Who answered and when.</summary>
    public static readonly ColumnSchema Answered = Column.Text("Answered").OnceFilled(Decision);

    /// <summary>Address of the page on which it can be answered.</summary>
    public static readonly ColumnSchema Link = Column.Note("Link").Drawn("Requests.Link");

    /// <summary>The last part of that address; it locates, it does not authorise.</summary>
    public static readonly ColumnSchema Locator = Column.Text("Locator").Indexed().Hidden();

    private static ViewTest Pending => ViewTest.Is(Status, "pending");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Requests",
        [RequestKey, CaseId, Kind, UnitKey, AssignedTo, Due, Summary, Decision, Exceptions, Comment, DecisionNumber, DecisionDate, DecisionAuthority,
         SignedBy, SignedFile, Reduced, Waiting, Status, Answered, Link, Locator])
    {
        PerYear = true,
        Watch = Watch.Subscribe,
        Shown = [Status, Due, AssignedTo, Link, Kind, Decision, Comment, Answered, UnitKey], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("forMe", [Due, Link, Summary, Decision, Exceptions, Comment, Status]) { Only = ViewTest.All(Pending, ViewTest.NamesMe(AssignedTo)), Order = [ViewOrder.Up(Due)], Format = Formats.Read("Requests.overdue") },
            new ViewSchema("pending", [Due, AssignedTo, Link, UnitKey, Status]) { Only = Pending, Order = [ViewOrder.Up(Due)], Format = Formats.Read("Requests.overdue") },
            new ViewSchema("overdue", [Due, AssignedTo, Link, UnitKey, Status]) { Only = ViewTest.All(Pending, ViewTest.Past(Due)), Order = [ViewOrder.Up(Due)] },
            new ViewSchema("calendar", [Due, Kind, Status]) { Day = Due, Order = [ViewOrder.Up(Due)] },
            new ViewSchema(Attend, [Summary, Decision, Status, Answered]) { Only = ViewTest.All(Pending, ViewTest.Is(Kind, Attend)) },
        ],
    };
}
