namespace EmulationM365.Schema.Lists;

/// <summary>Báo cáo, bình xét của phòng: one item a unit and round, opened by the system, sent by the unit's clerk.</summary>
public static class UnitReturns
{
    /// <summary>Round and unit: one return each.</summary>
    public static readonly ColumnSchema ReturnKey = Column.Text("ReturnKey").Unique().OnceSaved();

    /// <summary>Unit that sends it.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed().Drawn("UnitReturns.UnitKey");

    /// <summary>Round it belongs to.</summary>
    public static readonly ColumnSchema RoundKey = Column.Text("RoundKey").Indexed();

    /// <summary>A return for a round, a sudden nomination, or a letter of praise; the last two are lists of one line outside any round.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "returnKind", "round", "sudden", "letter");

    /// <summary>What the clerk wants: still writing, fill the lines from the registrations, send, or take back to correct. Set by a button or in the grid.</summary>
    public static readonly ColumnSchema Step = Column.Choice("Step", "step", "draft", "fill", "submit", "withdraw").Starting("draft").Drawn("UnitReturns.Step");

    /// <summary>The unit proposes nobody: that is an answer, and not the same as no answer.</summary>
    public static readonly ColumnSchema Nothing = Column.YesNo("Nothing").OnlyFor(Kind, "round");

    /// <summary>Day of the unit's review meeting.</summary>
    public static readonly ColumnSchema MeetingDate = Column.Date("MeetingDate").NotFor(Kind, "letter");

    /// <summary>People of the unit.</summary>
    public static readonly ColumnSchema Members = Column.Number("Members").Checked(ColumnCheck.Count).NotFor(Kind, "letter");

    /// <summary>People present at the meeting.</summary>
    public static readonly ColumnSchema Present = Column.Number("Present").Checked(ColumnCheck.Count).NotFor(Kind, "letter");

    /// <summary>Report on the round's results.</summary>
    public static readonly ColumnSchema Report = Column.Note("Report");

    /// <summary>Where the return stands; a projection of its events.</summary>
    public static readonly ColumnSchema Status = Column.Choice("Status", "returnStatus",
        "draft", "awaiting_confirmation", "awaiting_reception", "awaiting_appraisal", "awaiting_director", "awaiting_council", "awaiting_submission", "awaiting_decision", "decided", "sent_back", "withdrawn", "none", "closed")
        .Indexed().Drawn("UnitReturns.Status").OnceSaved();

    /// <summary>What the system has to say to the unit.</summary>
    public static readonly ColumnSchema SystemNote = Column.Note("SystemNote").OnceFilled(Status);

    /// <summary>Case of this return.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>Clerk and head of the unit when it was opened. It says whose list it is, and to whom the view of the own unit shows it; it gives no right.</summary>
    public static readonly ColumnSchema Contacts = Column.People("Contacts").Later();

    /// <summary>Name of the unit when the return was opened or first sent, for people: views stand under it. The key stays what counts.</summary>
    public static readonly ColumnSchema UnitName = Column.Text("UnitName").OnceSaved().Later();

    /// <summary>Name of the round when the return was opened or first sent; outside rounds, what kind of return it is.</summary>
    public static readonly ColumnSchema RoundName = Column.Text("RoundName").OnceSaved().Later();

    private static readonly string[] Waiting = ["awaiting_confirmation", "awaiting_reception", "awaiting_appraisal", "awaiting_director", "awaiting_council", "awaiting_submission", "awaiting_decision"];

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("UnitReturns",
        [ReturnKey, UnitKey, RoundKey, Kind, Step, Nothing, MeetingDate, Members, Present, Report, Status, SystemNote, CaseId, AppliedSeq, Contacts, UnitName, RoundName])
    {
        PerYear = true, Watch = Watch.Subscribe,
        Shown = [Status, Step, SystemNote, MeetingDate, Members, Present, Nothing, Report, RoundName, UnitKey], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("mine", [Status, Step, SystemNote, MeetingDate, Members, Present, Nothing, Report]) { Only = ViewTest.Any(ViewTest.NamesMe(Contacts), ViewTest.ByMe) },
            new ViewSchema("notSent", [Status, Step, RoundName, Contacts, SystemNote]) { Only = ViewTest.Is(Status, "draft", "sent_back", "withdrawn"), Order = [ViewOrder.Up(UnitName)] },
            new ViewSchema("pending", [Status, Step, UnitKey, RoundName, MeetingDate, Contacts]) { Only = ViewTest.Is(Status, Waiting), Order = [ViewOrder.Up(Status), ViewOrder.Oldest] },
            new ViewSchema("byRound", [Status, Step, MeetingDate, Members, Present, Nothing, UnitKey]) { Groups = [ViewOrder.Up(RoundName)], Order = [ViewOrder.Up(UnitName)] },
            new ViewSchema("byUnit", [Status, Step, RoundName, MeetingDate, Members, Present, Nothing, UnitKey]) { Groups = [ViewOrder.Up(UnitName)], Order = [ViewOrder.Newest] },
        ],
    };
}
