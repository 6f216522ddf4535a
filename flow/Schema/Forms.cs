namespace EmulationM365.Schema;

/// <summary>The forms in sections. A list without one has SharePoint's own: its fields one below the other.</summary>
public static class Forms
{
    private static readonly FormSection Found = new("found",
        ["LineStatus", "Eligibility", "EligibilityReasons", "Appraisal", "CouncilVotes", "CouncilResult", "GrantedAward", "DecisionNumber", "UnitKey"]);

    /// <summary>Every form.</summary>
    public static IReadOnlyList<FormSchema> All { get; } =
    [
        new("Nominations", "individual",
            [new("person", ["Title", "StaffKey", "PersonType", "Return", "Subject"]), new("award", ["Award", "Votes"]), new("achievement", ["Achievement", "AchievementId", "Evidence"]),
             new("conditions", ["Rating", "Participation", "MonthsServed", "NewRecruit", "Discipline", "PendingCase"]), Found]) { Status = "LineStatus" },
        new("Nominations", "collective",
            [new("collective", ["Title", "MemberCount", "Return", "Subject"]), new("award", ["Award", "Votes"]), new("achievement", ["Achievement", "AchievementId", "Evidence"]),
             new("conditions", ["TaskRating", "Participation", "United", "DisciplinedMembers"]), Found]) { Status = "LineStatus" },
        new("Nominations", "sudden",
            [new("subject", ["Title", "StaffKey", "PersonType", "Return", "Subject"]), new("award", ["Award"]), new("deed", ["Achievement", "AchievementId", "Evidence"]),
             new("conditions", ["Discipline", "PendingCase"]), Found]) { Status = "LineStatus" },
        new("UnitReturns", null,
            [new("return", ["Title", "Kind", "UnitKey", "RoundKey"]), new("meeting", ["MeetingDate", "Members", "Present"]), new("report", ["Report", "Nothing"]),
             new("send", ["Step"]), new("system", ["Status", "SystemNote", "Contacts", "UnitName", "RoundName", "ReturnKey"])]) { Status = "Status" },
        new("Requests", null,
            [new("request", ["Title", "Kind", "UnitKey", "AssignedTo", "Due", "Link"]), new("names", ["Summary"]), new("answer", ["Decision", "Exceptions", "Comment"]),
             new("paper", ["DecisionNumber", "DecisionDate", "DecisionAuthority", "SignedBy", "SignedFile", "Reduced", "Waiting"]),
             new("followed", ["Status", "Answered", "RequestKey"])]) { Status = "Status" },
        new("CouncilSessions", null,
            [new("session", ["Title", "Day", "PostingEnds", "Agenda"]), new("quorum", ["Members", "Present", "WrittenBallots"]), new("votes", ["Outcome", "Tally"]),
             new("takenOff", ["TakeOff", "Because"]), new("send", ["Step"]), new("system", ["Stage", "SystemNote", "Link"])]) { Status = "Stage" },
        new("Submissions", null,
            [new("submission", ["Title", "Kind", "Addressee"]), new("revocation", ["AwardRows", "Ground", "Finding"]), new("names", ["LinesText", "UnitKey"]), new("signed", ["Number", "SignedOn", "SignedBy", "SignedFile", "PublicPaper"]),
             new("send", ["Step"]), new("system", ["Stage", "SystemNote", "SubmissionKey"])]) { Status = "Stage" },
        new("Registrations", null, [new("registrant", ["Title", "Subject", "StaffKey", "UnitKey", "UnitName"]), new("registered", ["Award", "Initiative"])]),
        new("Rounds", null, [new("round", ["Title", "RoundKey"]), new("days", ["Opens", "Due"]), new("basis", ["Reason", "Confirmed"])]),
        new("PlanTasks", null,
            [new("duty", ["Title", "OwnerName", "Owner", "Due", "Period"]), new("done", ["Stage", "Result"]), new("basis", ["Source", "KeptIn", "TaskKey"])]) { Status = "Stage" },
        new("Stories", null,
            [new("exemplar", ["Title", "Kind", "StaffKey", "UnitKey", "Year"]), new("story", ["Story", "AltText", "Proof"]), new("consent", ["Consent", "IntroductionNumber", "IntroductionDate"]),
             new("context", ["DecisionNumber", "MovementKey"]), new("send", ["Step"]), new("published", ["Stage", "SystemNote", "NewsLink", "CopyText", "Package"])]) { Status = "Stage" },
        new("Activities", null, [new("activity", ["Title", "Kind", "Day", "UnitKey", "MovementKey", "Year"]), new("result", ["Audience", "Attendance", "Result"])]),
        new("Initiatives", null,
            [new("initiative", ["Title", "Year", "StaffKey", "UnitKey", "Summary"]), new("recognition", ["Recognition", "Influence", "RecognisedOn", "RecognisedBy", "PaperNumber"])]),
        new("Movements", null,
            [new("movement", ["Title", "MovementKey", "Year", "LaunchedBy", "Level", "Mode", "Scope"]), new("days", ["ValidFrom", "ValidTo", "Stage"]), new("basis", ["InheritedFrom", "Source"])]) { Status = "Stage" },
        new("Petitions", null, [new("petition", ["Title", "SentBy", "Question", "ReceivedOn", "Due"]), new("reply", ["Reply", "Stage"]), new("followed", ["Year", "PetitionKey"])]) { Status = "Stage" },
        new("Settings", null, [new("setting", ["Title", "SettingKey", "Value"]), new("days", ["ValidFrom", "ValidTo"]), new("basis", ["Source", "Reason", "Confirmed"])]),
    ];

    /// <summary>The forms of a list.</summary>
    public static IEnumerable<FormSchema> Of(string list) => All.Where(form => form.List == list);
}
