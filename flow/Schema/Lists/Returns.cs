namespace EmulationM365.Schema.Lists;

/// <summary>Báo cáo, bình xét của phòng: one item a unit and round, opened by the system, sent by the unit's clerk.</summary>
public static class UnitReturns
{
    /// <summary>Round and unit: one return each.</summary>
    public static readonly ColumnSchema ReturnKey = Column.Text("ReturnKey").Unique();

    /// <summary>Unit that sends it.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Round it belongs to.</summary>
    public static readonly ColumnSchema RoundKey = Column.Text("RoundKey").Indexed();

    /// <summary>A return for a round, a sudden nomination, or a letter of praise; the last two are lists of one line outside any round.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "returnKind", "round", "sudden", "letter");

    /// <summary>What the clerk wants: still writing, fill the lines from the registrations, send, or take back to correct. Set by a button or in the grid.</summary>
    public static readonly ColumnSchema Step = Column.Choice("Step", "step", "draft", "fill", "submit", "withdraw");

    /// <summary>The unit proposes nobody: that is an answer, and not the same as no answer.</summary>
    public static readonly ColumnSchema Nothing = Column.YesNo("Nothing");

    /// <summary>Day of the unit's review meeting.</summary>
    public static readonly ColumnSchema MeetingDate = Column.Date("MeetingDate");

    /// <summary>People of the unit.</summary>
    public static readonly ColumnSchema Members = Column.Number("Members");

    /// <summary>People present at the meeting.</summary>
    public static readonly ColumnSchema Present = Column.Number("Present");

    /// <summary>Report on the round's results.</summary>
    public static readonly ColumnSchema Report = Column.Note("Report");

    /// <summary>Where the return stands; a projection of its events.</summary>
    public static readonly ColumnSchema Status = Column.Choice("Status", "returnStatus",
        "draft", "awaiting_confirmation", "awaiting_reception", "awaiting_appraisal", "awaiting_director", "awaiting_council", "awaiting_submission", "awaiting_decision", "decided", "sent_back", "withdrawn", "none", "closed")
        .Indexed();

    /// <summary>What the system has to say to the unit.</summary>
    public static readonly ColumnSchema SystemNote = Column.Note("SystemNote");

    /// <summary>Case of this return.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List =
        new("UnitReturns", [ReturnKey, UnitKey, RoundKey, Kind, Step, Nothing, MeetingDate, Members, Present, Report, Status, SystemNote, CaseId, AppliedSeq]) { PerYear = true, Watch = Watch.Subscribe };
}

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

    /// <summary>Kind of employment.</summary>
    public static readonly ColumnSchema PersonType = Column.Choice("PersonType", "personType", "vien_chuc", "cong_chuc", "can_bo", "nguoi_lao_dong");

    /// <summary>Performance rating of the year.</summary>
    public static readonly ColumnSchema Rating = Column.Choice("Rating", "rating", "khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac");

    /// <summary>Took part in emulation; empty = not known.</summary>
    public static readonly ColumnSchema Participation = Column.Choice("Participation", "yesNo", "yes", "no");

    /// <summary>Months served in the year, counted as the law counts them.</summary>
    public static readonly ColumnSchema MonthsServed = Column.Number("MonthsServed");

    /// <summary>Recruited in the year; empty = not known.</summary>
    public static readonly ColumnSchema NewRecruit = Column.Choice("NewRecruit", "yesNo", "yes", "no");

    /// <summary>Discipline in the year.</summary>
    public static readonly ColumnSchema Discipline = Column.Choice("Discipline", "discipline",
        "none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec");

    /// <summary>A discipline, inspection or denunciation is open; empty = not known.</summary>
    public static readonly ColumnSchema PendingCase = Column.Choice("PendingCase", "yesNo", "yes", "no");

    /// <summary>A person or a collective.</summary>
    public static readonly ColumnSchema Subject = Column.Choice("Subject", "subject", "individual", "collective");

    /// <summary>Votes for the line at the unit's meeting.</summary>
    public static readonly ColumnSchema Votes = Column.Number("Votes");

    /// <summary>Of a collective: number of members.</summary>
    public static readonly ColumnSchema MemberCount = Column.Number("MemberCount");

    /// <summary>Of a collective: how its tasks were done.</summary>
    public static readonly ColumnSchema TaskRating = Column.Choice("TaskRating", "taskRating", "hoan_thanh", "tot", "xuat_sac", "vuot_chi_tieu");

    /// <summary>Of a collective: united within; empty = not known.</summary>
    public static readonly ColumnSchema United = Column.Choice("United", "yesNo", "yes", "no");

    /// <summary>Of a collective: members disciplined at cảnh cáo or above.</summary>
    public static readonly ColumnSchema DisciplinedMembers = Column.Number("DisciplinedMembers");

    /// <summary>Where the line stands; a projection.</summary>
    public static readonly ColumnSchema LineStatus = Column.Choice("LineStatus", "lineStatus",
        "awaiting_confirmation", "not_confirmed", "awaiting_reception", "awaiting_appraisal", "qualified", "not_qualified", "awaiting_council", "posted", "council_passed", "council_not_passed",
        "before_director", "not_signed", "submitted", "granted", "reduced", "not_granted", "sent_back", "withdrawn").Indexed();

    /// <summary>What the rules say: advice, not a conclusion.</summary>
    public static readonly ColumnSchema Eligibility = Column.Choice("Eligibility", "eligibility", "eligible", "ineligible", "needs_evidence");

    /// <summary>Why, with article and pack.</summary>
    public static readonly ColumnSchema EligibilityReasons = Column.Note("EligibilityReasons");

    /// <summary>What people concluded at the appraisal; a projection.</summary>
    public static readonly ColumnSchema Appraisal = Column.Choice("Appraisal", "appraisal", "qualified", "not_qualified");

    /// <summary>Votes of the council as "8/9"; a projection.</summary>
    public static readonly ColumnSchema CouncilVotes = Column.Text("CouncilVotes");

    /// <summary>What the council found; a projection.</summary>
    public static readonly ColumnSchema CouncilResult = Column.Choice("CouncilResult", "lineStatus", "council_passed", "council_not_passed");

    /// <summary>Award that was granted, which may be lower than the one proposed; a projection.</summary>
    public static readonly ColumnSchema GrantedAward = Column.Choice("GrantedAward", "award", Awards.All);

    /// <summary>Number of the decision on the line; a projection.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber");

    /// <summary>Case of the return.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>Number of events shown in the projection.</summary>
    public static readonly ColumnSchema AppliedSeq = Column.Number("AppliedSeq").Hidden();

    /// <summary>The line of a person.</summary>
    public static readonly ContentTypeSchema Individual = new("Nominations", "individual",
        [Return, Subject, StaffKey, Award, Achievement, Votes, PersonType, Rating, Participation, MonthsServed, NewRecruit, Discipline, PendingCase, .. Findings]);

    /// <summary>The line of a collective.</summary>
    public static readonly ContentTypeSchema Collective = new("Nominations", "collective",
        [Return, Subject, Award, Achievement, Votes, Participation, MemberCount, TaskRating, United, DisciplinedMembers, .. Findings]);

    /// <summary>The one line of a sudden nomination: its papers are simplified (Law 06/2022/QH15 Art. 85), so nothing is asked that belongs to a whole year.</summary>
    public static readonly ContentTypeSchema Sudden = new("Nominations", "sudden",
        [Return, Subject, StaffKey, Award, Achievement, PersonType, Discipline, PendingCase, .. Findings]);

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Nominations",
        [Return, Subject, StaffKey, Award, Achievement, Votes, PersonType, Rating, Participation, MonthsServed, NewRecruit, Discipline, PendingCase,
         MemberCount, TaskRating, United, DisciplinedMembers, LineStatus, Eligibility, EligibilityReasons, Appraisal, CouncilVotes, CouncilResult,
         GrantedAward, DecisionNumber, CaseId, AppliedSeq])
    {
        PerYear = true, Watch = Watch.Subscribe, ContentTypes = [Individual, Collective, Sudden],
    };

    /// <summary>What the system and the office say of a line, whatever it is.</summary>
    private static IEnumerable<ColumnSchema> Findings => [LineStatus, Eligibility, EligibilityReasons, Appraisal, CouncilVotes, CouncilResult, GrantedAward, DecisionNumber];
}

/// <summary>Việc chờ xử lý: one item a request; its Decision column is a way to answer.</summary>
public static class Requests
{
    /// <summary>Case, round of the case and kind: one request each.</summary>
    public static readonly ColumnSchema RequestKey = Column.Text("RequestKey").Unique();

    /// <summary>Case it belongs to.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>What is asked.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "requestKind", "confirm", "receive", "appraise", "direct", "record_decision", "council", "sign", "dispatch", "upper_decision");

    /// <summary>Unit whose return it is.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Who is asked.</summary>
    public static readonly ColumnSchema AssignedTo = Column.People("AssignedTo");

    /// <summary>Answer by this day.</summary>
    public static readonly ColumnSchema Due = Column.Date("Due");

    /// <summary>The list of names with the rules' advice, numbered.</summary>
    public static readonly ColumnSchema Summary = Column.Note("Summary");

    /// <summary>The answer.</summary>
    public static readonly ColumnSchema Decision = Column.Choice("Decision", "answer", "agree", "received", "qualified", "recorded", "send_back");

    /// <summary>Numbers of lines that are not agreed to, qualified or granted: "2; 5".</summary>
    public static readonly ColumnSchema Exceptions = Column.Text("Exceptions");

    /// <summary>Reasons; required when something is sent back.</summary>
    public static readonly ColumnSchema Comment = Column.Note("Comment");

    /// <summary>Number of the decision document.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber");

    /// <summary>Date of the decision document.</summary>
    public static readonly ColumnSchema DecisionDate = Column.Date("DecisionDate");

    /// <summary>Body that decided.</summary>
    public static readonly ColumnSchema DecisionAuthority = Column.Text("DecisionAuthority");

    /// <summary>Who signed.</summary>
    public static readonly ColumnSchema SignedBy = Column.Text("SignedBy");

    /// <summary>The signed PDF: name of a file in the library of documents, or its link.</summary>
    public static readonly ColumnSchema SignedFile = Column.Note("SignedFile");

    /// <summary>Lines that got a lower award: "3: Giấy khen; 7: Lao động tiên tiến".</summary>
    public static readonly ColumnSchema Reduced = Column.Note("Reduced");

    /// <summary>Lines that the decision does not speak of and that still wait: "4; 6".</summary>
    public static readonly ColumnSchema Waiting = Column.Text("Waiting");

    /// <summary>Waiting, answered, or closed without an answer here.</summary>
    public static readonly ColumnSchema Status = Column.Choice("Status", "requestStatus", "pending", "answered", "closed").Indexed();

    /// <summary>Who answered and when.</summary>
    public static readonly ColumnSchema Answered = Column.Text("Answered");

    /// <summary>Address of the page on which it can be answered.</summary>
    public static readonly ColumnSchema Link = Column.Note("Link");

    /// <summary>The last part of that address; it locates, it does not authorise.</summary>
    public static readonly ColumnSchema Locator = Column.Text("Locator").Indexed().Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Requests",
        [RequestKey, CaseId, Kind, UnitKey, AssignedTo, Due, Summary, Decision, Exceptions, Comment, DecisionNumber, DecisionDate, DecisionAuthority,
         SignedBy, SignedFile, Reduced, Waiting, Status, Answered, Link, Locator]) { PerYear = true, Watch = Watch.Subscribe };
}

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
    public static readonly ColumnSchema Award = Column.Choice("Award", "award", Awards.All).Indexed();

    /// <summary>Year of merit, which is not the year of the decision.</summary>
    public static readonly ColumnSchema MeritYear = Column.Number("MeritYear").Indexed();

    /// <summary>Number of the decision document.</summary>
    public static readonly ColumnSchema DecisionNumber = Column.Text("DecisionNumber");

    /// <summary>Its date.</summary>
    public static readonly ColumnSchema DecisionDate = Column.Date("DecisionDate");

    /// <summary>Body that decided.</summary>
    public static readonly ColumnSchema DecisionAuthority = Column.Text("DecisionAuthority");

    /// <summary>Who signed.</summary>
    public static readonly ColumnSchema SignedBy = Column.Text("SignedBy");

    /// <summary>Valid, cancelled or recovered (Law 06/2022/QH15 Art. 93).</summary>
    public static readonly ColumnSchema Validity = Column.Choice("Validity", "validity", "valid", "cancelled", "recovered");

    /// <summary>Case it came from.</summary>
    public static readonly ColumnSchema CaseId = Column.Text("CaseId").Indexed().Hidden();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("AwardRegister",
        [AwardKey, StaffKey, UnitKey, Award, MeritYear, DecisionNumber, DecisionDate, DecisionAuthority, SignedBy, Validity, CaseId]);
}
