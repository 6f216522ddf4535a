namespace EmulationM365.Schema.Lists;

/// <summary>Phiên họp Hội đồng: an item a session, made by the office; posting, attendance and the outcome as one table.</summary>
public static class CouncilSessions
{
    /// <summary>What the office wants: still preparing, post the list, take lines off, or enter the outcome.</summary>
    public static readonly ColumnSchema Step = Column.Choice("Step", "sessionStep", "draft", "post", "take_off", "record").Starting("draft");

    /// <summary>Day on which the council sits.</summary>
    public static readonly ColumnSchema Day = Column.Date("Day");

    /// <summary>Last day of the posting; empty = by the setting.</summary>
    public static readonly ColumnSchema PostingEnds = Column.Date("PostingEnds");

    /// <summary>Members by the decision that set the council up.</summary>
    public static readonly ColumnSchema Members = Column.Number("Members").Checked(ColumnCheck.Count);

    /// <summary>Members present.</summary>
    public static readonly ColumnSchema Present = Column.Number("Present").Checked(ColumnCheck.Count);

    /// <summary>Absent members who voted in writing.</summary>
    public static readonly ColumnSchema WrittenBallots = Column.Number("WrittenBallots").Checked(ColumnCheck.Count);

    /// <summary>The outcome as one table: a line a nominee, the votes in favour at its end. The system writes the lines, the office the numbers.</summary>
    public static readonly ColumnSchema Outcome = Column.Note("Outcome");

    /// <summary>The scanned paper tally: name of a file in the library of documents.</summary>
    public static readonly ColumnSchema Tally = Column.Text("Tally");

    /// <summary>Numbers of lines to take off before the sitting.</summary>
    public static readonly ColumnSchema TakeOff = Column.Text("TakeOff");

    /// <summary>Why they are taken off.</summary>
    public static readonly ColumnSchema Because = Column.Note("Because");

    /// <summary>What is talked about beside the list.</summary>
    public static readonly ColumnSchema Agenda = Column.Note("Agenda");

    /// <summary>Where the session stands; a projection.</summary>
    public static readonly ColumnSchema Stage = Column.Choice("Stage", "sessionStage", "planned", "posted", "held", "closed").Indexed().Drawn("CouncilSessions.Stage").OnceSaved();

    /// <summary>What the system has to say.</summary>
    public static readonly ColumnSchema SystemNote = Column.Note("SystemNote").OnceSaved();

    /// <summary>Address of the page on which the posted list is seen and commented on.</summary>
    public static readonly ColumnSchema Link = Column.Note("Link").Drawn("CouncilSessions.Link").OnceSaved();

    /// <summary>The last part of that address.</summary>
    public static readonly ColumnSchema Locator = Column.Text("Locator").Indexed().Hidden();

    /// <summary>Case of the session.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("CouncilSessions",
        [Step, Day, PostingEnds, Members, Present, WrittenBallots, Outcome, Tally, TakeOff, Because, Agenda, Stage, SystemNote, Link, Locator, CaseId, AppliedSeq])
    {
        PerYear = true, Watch = Watch.Subscribe,
        Shown = [Day, Stage, Step, SystemNote, PostingEnds, Members, Present, WrittenBallots, Link, Agenda], Sorted = [ViewOrder.From(Day)],
        Views = [new ViewSchema("sessions", [Day, Stage, PostingEnds]) { Day = Day, Order = [ViewOrder.Up(Day)] }],
    };
}

/// <summary>Tờ trình: one to each body that decides, with many lines. The system opens the draft, the office brings it before the director.</summary>
public static class Submissions
{
    /// <summary>Source and lines: a line stands on one draft. Drafts of earlier versions have the name of the body in it.</summary>
    public static readonly ColumnSchema SubmissionKey = Column.Text("SubmissionKey").Unique();

    /// <summary>What the office wants: still preparing, before the director, or, of awards that are cancelled already, to enter the decision.</summary>
    public static readonly ColumnSchema Step = Column.Choice("Step", "submissionStep", "draft", "send", "record");

    /// <summary>The body that decides.</summary>
    public static readonly ColumnSchema Addressee = Column.Text("Addressee");

    /// <summary>Its lines, numbered.</summary>
    public static readonly ColumnSchema LinesText = Column.Note("LinesText");

    /// <summary>Number of the signed paper; a projection.</summary>
    public static readonly ColumnSchema Number = Column.Text("Number");

    /// <summary>Its date.</summary>
    public static readonly ColumnSchema SignedOn = Column.Date("SignedOn");

    /// <summary>Who signed.</summary>
    public static readonly ColumnSchema SignedBy = Column.Text("SignedBy");

    /// <summary>The signed PDF in the library of documents.</summary>
    public static readonly ColumnSchema SignedFile = Column.Text("SignedFile");

    /// <summary>Where the submission stands; a projection.</summary>
    public static readonly ColumnSchema Stage = Column.Choice(
        "Stage", "submissionStage", "draft", "awaiting_signature", "awaiting_dispatch", "awaiting_upper", "decided", "sent_back", "closed", "awaiting_recovery").Indexed().Drawn("Submissions.Stage").OnceSaved();

    /// <summary>What the system has to say.</summary>
    public static readonly ColumnSchema SystemNote = Column.Note("SystemNote").OnceSaved();

    /// <summary>Session or sudden return that its lines come from.</summary>
    public static readonly ColumnSchema Source = Column.Text("Source").Indexed().Hidden();

    /// <summary>Its lines as return and line, one a row: which lines go to which body was settled when the draft was opened.</summary>
    public static readonly ColumnSchema LineKeys = Column.Note("LineKeys").Hidden();

    /// <summary>Case of the submission.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>Awards are proposed, or awards of the register are to be cancelled (Law 06/2022/QH15 Art. 93).</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "submissionKind", "award", "revoke").Starting("award").Later();

    /// <summary>Rows of the register that are to be cancelled, by the number that the register shows: "12; 45".</summary>
    public static readonly ColumnSchema AwardRows = Column.Text("AwardRows").OnlyFor(Kind, "revoke").Later();

    /// <summary>Point of Art. 93(2) on which they are to be cancelled.</summary>
    public static readonly ColumnSchema Ground = Column.Choice("Ground", "revocationGround", "a", "b", "c", "d").OnlyFor(Kind, "revoke").Later();

    /// <summary>What was found, and by whom.</summary>
    public static readonly ColumnSchema Finding = Column.Note("Finding").OnlyFor(Kind, "revoke").Later();

    /// <summary>The unit, when all lines are of one; drawn as the way to its dossier, and without one to those of all. A projection.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").OnceSaved().Drawn("Submissions.UnitKey").Later();

    /// <summary>The office says that the signed papers of its decisions are public: readers of the news get a copy. Not said = not public.</summary>
    public static readonly ColumnSchema PublicPaper = Column.YesNo("PublicPaper").NotFor(Kind, "revoke").Later();

    /// <summary>What became of the copies, by number of the decision: an address, or why there is none. The worker's own memory.</summary>
    public static readonly ColumnSchema PublicCopy = Column.Note("PublicCopy").Hidden().Later();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Submissions",
        [SubmissionKey, Step, Addressee, LinesText, Number, SignedOn, SignedBy, SignedFile, Stage, SystemNote, Source, LineKeys, CaseId, AppliedSeq, Kind, AwardRows, Ground, Finding, UnitKey, PublicPaper, PublicCopy])
    {
        PerYear = true, Watch = Watch.Subscribe,
        Shown = [Stage, Step, Addressee, SystemNote, UnitKey, Number, SignedOn, SignedBy, SignedFile, LinesText], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("pending", [Stage, Step, Addressee, UnitKey, Number, SignedOn, SystemNote]) { Only = ViewTest.Is(Stage, "draft", "awaiting_signature", "awaiting_dispatch", "awaiting_upper", "sent_back"), Order = [ViewOrder.Up(Stage), ViewOrder.Oldest] },
            new ViewSchema("revocations", [Stage, Step, Addressee, Ground, Number, SignedOn, SystemNote]) { Only = ViewTest.Is(Kind, "revoke"), Order = [ViewOrder.Newest] },
        ],
    };
}

/// <summary>Kiến nghị, thắc mắc: what people ask, readable by the office alone; the answer goes to who asked.</summary>
public static class Petitions
{
    /// <summary>Where it came from, when the system entered it: case and number of a comment.</summary>
    public static readonly ColumnSchema PetitionKey = Column.Text("PetitionKey").Unique();

    /// <summary>Campaign year.</summary>
    public static readonly ColumnSchema Year = Column.Number("Year").Indexed().Checked(ColumnCheck.Year).Drawn("Year");

    /// <summary>Who asks.</summary>
    public static readonly ColumnSchema SentBy = Column.Person("SentBy");

    /// <summary>What is asked.</summary>
    public static readonly ColumnSchema Question = Column.Note("Question");

    /// <summary>When it came.</summary>
    public static readonly ColumnSchema ReceivedOn = Column.Date("ReceivedOn").Starting("[today]");

    /// <summary>Answer by this day.</summary>
    public static readonly ColumnSchema Due = Column.Date("Due").Drawn("Petitions.Due");

    /// <summary>The answer.</summary>
    public static readonly ColumnSchema Reply = Column.Note("Reply");

    /// <summary>Received, answered, closed.</summary>
    public static readonly ColumnSchema Stage = Column.Choice("Stage", "petitionStage", "received", "answered", "closed").Indexed().Starting("received").Drawn("Petitions.Stage");

    /// <summary>Case it belongs to; empty when it stands alone.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Petitions", [PetitionKey, Year, SentBy, Question, ReceivedOn, Due, Reply, Stage, CaseId])
    {
        Watch = Watch.Subscribe,
        Shown = [Stage, Due, Question, Reply, SentBy, ReceivedOn, Year], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("pending", [Due, Question, SentBy, ReceivedOn, Stage]) { Only = Open, Order = [ViewOrder.Up(Due)] },
            new ViewSchema("overdue", [Due, Question, SentBy, ReceivedOn, Stage]) { Only = ViewTest.All(Open, ViewTest.Past(Due)), Order = [ViewOrder.Up(Due)] },
        ],
    };

    private static ViewTest Open => ViewTest.Is(Stage, "received");
}
