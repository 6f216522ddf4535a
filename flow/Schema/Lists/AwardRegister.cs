namespace EmulationM365.Schema.Lists;

/// <summary>Sổ khen thưởng: one row an award, for all years.</summary>
public static class AwardRegister
{
    /// <summary>Case and line the award came from.</summary>
    public static readonly ColumnSchema AwardKey = Column.Text("AwardKey").Unique();

    /// <summary>Staff number of the person awarded.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed();

    /// <summary>Unit at the time.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Title or commendation.</summary>
    public static readonly ColumnSchema Award = Column.Choice("Award", "award", Awards.All).Indexed().Required();

    /// <summary>Year of merit, which is not the year of the decision.</summary>
    public static readonly ColumnSchema MeritYear = Column.Number("MeritYear").Indexed().Required().Checked(ColumnCheck.Year).Drawn("Year");

    /// <summary>Number of the decision document.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber");

    /// <summary>Its date.</summary>
    public static readonly ColumnSchema DecisionDate = Column.Date("DecisionDate");

    /// <summary>Body that decided.</summary>
    public static readonly ColumnSchema DecisionAuthority = Column.Text("DecisionAuthority");

    /// <summary>Who signed.</summary>
    public static readonly ColumnSchema SignedBy = Column.Text("SignedBy");

    /// <summary>Valid, cancelled or recovered (Law 06/2022/QH15 Art. 93).</summary>
    public static readonly ColumnSchema Validity = Column.Choice("Validity", "validity", "valid", "cancelled", "recovered").Starting("valid").Drawn("AwardRegister.Validity");

    /// <summary>Number of the decision that cancelled it.</summary>
    public static readonly ColumnSchema RevocationNumber = Column.Text("RevocationNumber").Later();

    /// <summary>Its date.</summary>
    public static readonly ColumnSchema RevocationDate = Column.Date("RevocationDate").Later();

    /// <summary>Number of the achievement it was given for; empty where nobody wrote one (Art. 5(2)).</summary>
    public static readonly ColumnSchema AchievementId = Column.Text("AchievementId").Later();

    /// <summary>Where the intranet tells of it; a projection.</summary>
    public static readonly ColumnSchema NewsLink = Column.Note("NewsLink").Drawn("Stories.NewsLink").Later();

    /// <summary>Case it came from.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("AwardRegister",
        [AwardKey, StaffKey, UnitKey, Award, MeritYear, DecisionNumber, DecisionDate, DecisionAuthority, SignedBy, Validity, CaseId, RevocationNumber, RevocationDate, AchievementId, NewsLink])
    {
        Shown = [Award, MeritYear, DecisionNumber, DecisionDate, NewsLink, Validity, DecisionAuthority, SignedBy, UnitKey, StaffKey, AchievementId], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("byYear", [Award, DecisionNumber, DecisionDate, NewsLink, Validity, UnitKey]) { Groups = [ViewOrder.From(MeritYear)], Order = [ViewOrder.Up(Award)] },
            new ViewSchema("byAward", [MeritYear, DecisionNumber, DecisionDate, NewsLink, Validity, UnitKey]) { Groups = [ViewOrder.Up(Award)], Order = [ViewOrder.From(MeritYear)] },
            new ViewSchema("revoked", [Validity, Award, MeritYear, DecisionNumber, DecisionDate, UnitKey]) { Only = ViewTest.Is(Validity, "cancelled", "recovered") },
            new ViewSchema("numbered", [Column.ItemNumber, Award, MeritYear, DecisionNumber, DecisionDate, DecisionAuthority, Validity]) { Only = ViewTest.Is(Validity, "valid"), Order = [ViewOrder.Newest] },
        ],
    };
}
