namespace EmulationM365.Schema.Lists;

/// <summary>Đề nghị khen thưởng: the lines of a return.</summary>
public static class Nominations
{
    /// <summary>Return the line belongs to.</summary>
    public static readonly ColumnSchema Return = Column.Lookup("Return", "UnitReturns").Indexed();

    /// <summary>Staff number of the person proposed.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed();

    /// <summary>Title or commendation proposed.</summary>
    public static readonly ColumnSchema Award = Column.Choice("Award", "award", Awards.All).Indexed();

    /// <summary>Achievement in short.</summary>
    public static readonly ColumnSchema Achievement = Column.Note("Achievement");

    /// <summary>The unit's own number for the achievement that is proposed: one achievement is not rewarded twice or in several forms (Law 06/2022/QH15 Art. 5(2)).</summary>
    public static readonly ColumnSchema AchievementId = Column.Text("AchievementId").Later();

    /// <summary>What proves the achievement: number and day of a paper, or the name of a file in the dossier (Art. 84(2)(d)).</summary>
    public static readonly ColumnSchema Evidence = Column.Text("Evidence").Later();

    /// <summary>Kind of employment.</summary>
    public static readonly ColumnSchema PersonType = Column.Choice("PersonType", "personType", "vien_chuc", "cong_chuc", "can_bo", "nguoi_lao_dong").NotFor(Award, Awards.Praise);

    /// <summary>Performance rating of the year.</summary>
    public static readonly ColumnSchema Rating = Column.Choice("Rating", "rating", "khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac").NotFor(Award, Awards.Praise);

    /// <summary>Took part in emulation; empty = not known.</summary>
    public static readonly ColumnSchema Participation = Column.Choice("Participation", "yesNo", "yes", "no").NotFor(Award, Awards.Praise);

    /// <summary>Months served in the year, counted as the law counts them.</summary>
    public static readonly ColumnSchema MonthsServed = Column.Number("MonthsServed").Checked(ColumnCheck.Months).OnlyFor(Award, Awards.YearTitles);

    /// <summary>Recruited in the year; empty = not known.</summary>
    public static readonly ColumnSchema NewRecruit = Column.Choice("NewRecruit", "yesNo", "yes", "no").OnlyFor(Award, Awards.YearTitles);

    /// <summary>Discipline in the year.</summary>
    public static readonly ColumnSchema Discipline = Column.Choice("Discipline", "discipline",
        "none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec");

    /// <summary>A discipline, inspection or denunciation is open; empty = not known.</summary>
    public static readonly ColumnSchema PendingCase = Column.Choice("PendingCase", "yesNo", "yes", "no");

    /// <summary>A person or a collective.</summary>
    public static readonly ColumnSchema Subject = Column.Choice("Subject", "subject", "individual", "collective");

    /// <summary>Votes for the line at the unit's meeting.</summary>
    public static readonly ColumnSchema Votes = Column.Number("Votes").Checked(ColumnCheck.Count).NotFor(Award, Awards.Praise);

    /// <summary>Of a collective: number of members.</summary>
    public static readonly ColumnSchema MemberCount = Column.Number("MemberCount").Checked(ColumnCheck.Count);

    /// <summary>Of a collective: how its tasks were done.</summary>
    public static readonly ColumnSchema TaskRating = Column.Choice("TaskRating", "taskRating", "hoan_thanh", "tot", "xuat_sac", "vuot_chi_tieu").NotFor(Award, Awards.Praise);

    /// <summary>Of a collective: united within; empty = not known.</summary>
    public static readonly ColumnSchema United = Column.Choice("United", "yesNo", "yes", "no").NotFor(Award, Awards.Praise);

    /// <summary>Of a collective: members disciplined at cảnh cáo or above.</summary>
    public static readonly ColumnSchema DisciplinedMembers = Column.Number("DisciplinedMembers").Checked(ColumnCheck.Count).NotFor(Award, Awards.Praise);

    /// <summary>Where the line stands; a projection.</summary>
    public static readonly ColumnSchema LineStatus = Column.Choice("LineStatus", "lineStatus",
        "awaiting_confirmation", "not_confirmed", "awaiting_reception", "awaiting_appraisal", "qualified", "not_qualified", "awaiting_council", "posted", "council_passed", "council_not_passed",
        "before_director", "not_signed", "submitted", "granted", "reduced", "not_granted", "sent_back", "withdrawn", "revoked").Indexed().Drawn("Nominations.LineStatus").OnceSaved();

    /// <summary>What the rules say: advice, not a conclusion.</summary>
    public static readonly ColumnSchema Eligibility = Column.Choice("Eligibility", "eligibility", "eligible", "ineligible", "needs_evidence").Drawn("Nominations.Eligibility").OnceFilled(LineStatus);

    /// <summary>Why, with article and pack.</summary>
    public static readonly ColumnSchema EligibilityReasons = Column.Note("EligibilityReasons").Drawn("Nominations.EligibilityReasons").OnceFilled(LineStatus);

    /// <summary>What people concluded at the appraisal; a projection.</summary>
    public static readonly ColumnSchema Appraisal = Column.Choice("Appraisal", "appraisal", "qualified", "not_qualified").Drawn("Nominations.Appraisal").OnceFilled(LineStatus);

    /// <summary>Votes of the council as "8/9"; a projection.</summary>
    public static readonly ColumnSchema CouncilVotes = Column.Text("CouncilVotes").OnceFilled(Appraisal);

    /// <summary>What the council found; a projection.</summary>
    public static readonly ColumnSchema CouncilResult = Column.Choice("CouncilResult", "lineStatus", "council_passed", "council_not_passed").OnceFilled(Appraisal);

    /// <summary>Award that was granted, which may be lower than the one proposed; a projection.</summary>
    public static readonly ColumnSchema GrantedAward = Column.Choice("GrantedAward", "award", Awards.All).OnceFilled(Appraisal);

    /// <summary>Number of the decision on the line; a projection.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber").OnceFilled(Appraisal);

    /// <summary>Unit of the return, drawn as the way to its dossier; a projection.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").OnceFilled(LineStatus).Drawn("Nominations.UnitKey").Later();

    /// <summary>Case of the return.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    private static readonly string[] Waiting = ["awaiting_confirmation", "awaiting_reception", "awaiting_appraisal", "qualified", "awaiting_council", "posted", "council_passed", "before_director", "submitted"];

    /// <summary>The line of a person.</summary>
    public static readonly ContentTypeSchema Individual = new("Nominations", "individual",
        [Return, Subject, StaffKey, Award, Achievement, AchievementId, Evidence, Votes, PersonType, Rating, Participation, MonthsServed, NewRecruit, Discipline, PendingCase, .. Findings]);

    /// <summary>The line of a collective.</summary>
    public static readonly ContentTypeSchema Collective = new("Nominations", "collective",
        [Return, Subject, Award, Achievement, AchievementId, Evidence, Votes, Participation, MemberCount, TaskRating, United, DisciplinedMembers, .. Findings]);

    /// <summary>The one line of a sudden nomination: its papers are simplified (Law 06/2022/QH15 Art. 85), so nothing is asked that belongs to a whole year.</summary>
    public static readonly ContentTypeSchema Sudden = new("Nominations", "sudden",
        [Return, Subject, StaffKey, Award, Achievement, AchievementId, Evidence, PersonType, Discipline, PendingCase, .. Findings]);

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Nominations",
        [Return, Subject, StaffKey, Award, Achievement, Votes, PersonType, Rating, Participation, MonthsServed, NewRecruit, Discipline, PendingCase,
         MemberCount, TaskRating, United, DisciplinedMembers, LineStatus, Eligibility, EligibilityReasons, Appraisal, CouncilVotes, CouncilResult,
         GrantedAward, DecisionNumber, CaseId, AppliedSeq, UnitKey, AchievementId, Evidence])
    {
        PerYear = true, Watch = Watch.Subscribe, ContentTypes = [Individual, Collective, Sudden],
        Shown = [Award, LineStatus, Eligibility, EligibilityReasons, UnitKey, Appraisal, Votes, CouncilVotes, GrantedAward, DecisionNumber, Return, Subject, StaffKey], Sorted = [ViewOrder.Newest],
        Views =
        [
            new ViewSchema("entry",
                [Return, Subject, StaffKey, Award, Achievement, AchievementId, Evidence, Votes, PersonType, Rating, Participation, MonthsServed, NewRecruit, Discipline, PendingCase, MemberCount, TaskRating, United, DisciplinedMembers, LineStatus])
            {
                Only = ViewTest.Any(ViewTest.Empty(LineStatus), ViewTest.Is(LineStatus, "sent_back", "withdrawn")), Order = [ViewOrder.Up(Return), ViewOrder.Oldest],
            },
            new ViewSchema("entered", [Award, LineStatus, Eligibility, EligibilityReasons, Votes, Achievement, Return]) { Only = ViewTest.ByMe },
            new ViewSchema("pending", [Award, LineStatus, Eligibility, EligibilityReasons, UnitKey, Appraisal, CouncilVotes, Return]) { Only = ViewTest.Is(LineStatus, Waiting), Order = [ViewOrder.Up(Return), ViewOrder.Oldest] },
            new ViewSchema("byRound", [Award, LineStatus, Eligibility, EligibilityReasons, UnitKey, Appraisal, Votes, GrantedAward]) { Groups = [ViewOrder.Up(Return)], Order = [ViewOrder.Up(Award)] },
            new ViewSchema("byAward", [LineStatus, Eligibility, EligibilityReasons, UnitKey, Appraisal, CouncilVotes, Return]) { Groups = [ViewOrder.Up(Award)], Order = [ViewOrder.Up(Return)] },
            new ViewSchema("granted", [GrantedAward, LineStatus, DecisionNumber, Award, Subject, Return]) { Only = ViewTest.Is(LineStatus, "granted", "reduced"), Order = [ViewOrder.Up(GrantedAward), ViewOrder.Oldest] },
        ],
    };

    /// <summary>What the system and the office say of a line, whatever it is.</summary>
    private static IEnumerable<ColumnSchema> Findings => [LineStatus, Eligibility, EligibilityReasons, Appraisal, CouncilVotes, CouncilResult, GrantedAward, DecisionNumber, UnitKey];
}
