namespace EmulationM365.Schema.Lists;

/// <summary>Điển hình tiên tiến: stories, with consent and the number of the written introduction. People write them; the worker writes where they stand.</summary>
public static class Stories
{
    /// <summary>Campaign year to which the story belongs.</summary>
    public static readonly ColumnSchema Year = Column.Number("Year").Indexed().Starting("=YEAR(TODAY())").Checked(ColumnCheck.Year).Drawn("Year");

    /// <summary>Unit whose exemplar it is; empty until it is introduced = the unit of whoever introduces it.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>A person, a collective, a model of working, a sudden brave act, a movement.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "storyKind", "person", "collective", "model", "deed", "movement");

    /// <summary>What is told, as it is to be published.</summary>
    public static readonly ColumnSchema Story = Column.Note("Story");

    /// <summary>What it rests on; never published.</summary>
    public static readonly ColumnSchema Proof = Column.Note("Proof");

    /// <summary>The person agreed to be published.</summary>
    public static readonly ColumnSchema Consent = Column.YesNo("Consent");

    /// <summary>Number of the unit's written introduction.</summary>
    public static readonly ColumnSchema IntroductionNumber = Column.Text("IntroductionNumber");

    /// <summary>Its date.</summary>
    public static readonly ColumnSchema IntroductionDate = Column.Date("IntroductionDate");

    /// <summary>What people ask for.</summary>
    public static readonly ColumnSchema Step = Column.Choice("Step", "storyStep", "draft", "introduce", "publish", "withdraw").Starting("draft").Drawn("Stories.Step").Later();

    /// <summary>Where it stands; a projection.</summary>
    public static readonly ColumnSchema Stage = Column.Choice("Stage", "storyStage", "draft", "ready", "published", "withdrawn").Indexed().Starting("draft").Drawn("Stories.Stage").OnceSaved();

    /// <summary>Where readers find it; a projection.</summary>
    public static readonly ColumnSchema NewsLink = Column.Note("NewsLink").Drawn("Stories.NewsLink").OnlyFor(Stage, "published");

    /// <summary>What the system says of it.</summary>
    public static readonly ColumnSchema SystemNote = Column.Note("SystemNote").OnceSaved().Later();

    /// <summary>Staff number of the person, when it is one of the unit.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed().OnlyFor(Kind, "person", "deed").Later();

    /// <summary>Number of the decision by which the exemplar was commended; the register knows the rest.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber").Indexed().NotFor(Kind, "movement").Later();

    /// <summary>Key of the movement in which it happened.</summary>
    public static readonly ColumnSchema MovementKey = Column.Text("MovementKey").Indexed().Later();

    /// <summary>What the attached pictures show, one a line, in the order of the files.</summary>
    public static readonly ColumnSchema AltText = Column.Note("AltText").Later();

    /// <summary>A few lines to copy for people without an account; a projection.</summary>
    public static readonly ColumnSchema CopyText = Column.Note("CopyText").OnlyFor(Stage, "published").Later();

    /// <summary>Where text, pictures and paper lie for the public website and the body above; a projection.</summary>
    public static readonly ColumnSchema Package = Column.Note("Package").Drawn("Stories.Package").OnlyFor(Stage, "published").Later();

    /// <summary>Its case.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Last event shown.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Stories",
        [Year, UnitKey, Kind, Story, Proof, Consent, IntroductionNumber, IntroductionDate, Stage, NewsLink, Step, SystemNote, StaffKey, DecisionNumber, MovementKey, AltText, CopyText, Package, CaseId, AppliedSeq])
    {
        Watch = Watch.Subscribe, Unhurried = true, Sorted = [ViewOrder.Newest],
        Shown = [Stage, Step, SystemNote, NewsLink, Package, Kind, UnitKey, Year, Consent, IntroductionNumber, IntroductionDate],
        Views =
        [
            new ViewSchema("entered", [Stage, Step, SystemNote, NewsLink]) { Only = ViewTest.ByMe },
            new ViewSchema("toPublish", [Stage, Step, Kind, UnitKey, Consent, SystemNote]) { Only = ViewTest.Is(Stage, "ready"), Order = [ViewOrder.Oldest] },
            new ViewSchema("published", [Stage, NewsLink, Package]) { Only = ViewTest.Is(Stage, "published") },
            new ViewSchema("introducedByUnit", [Stage, Kind, IntroductionNumber, IntroductionDate]) { Only = ViewTest.Is(Stage, "ready", "published", "withdrawn"), Groups = [ViewOrder.From(Year), ViewOrder.Up(UnitKey)], Order = [ViewOrder.Up(IntroductionDate)] },
        ],
    };
}
