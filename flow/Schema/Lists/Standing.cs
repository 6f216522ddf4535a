namespace EmulationM365.Schema.Lists;

/// <summary>Lists that stand over all years: the council, delegations, holidays, routes, movements, initiatives, results, stories, petitions, activities.</summary>
public static class StandingLists
{
    /// <summary>Hội đồng: members with the departments each is in charge of.</summary>
    public static readonly ListSchema CouncilMembers = new("CouncilMembers",
    [
        Column.Text("StaffKey").Indexed(), Column.Choice("CouncilRole", "councilRole", "chair", "vice_chair", "standing", "member", "secretary"), Column.YesNo("Votes"),
        Column.Note("UnitsInCharge"), Column.Date("ValidFrom"), Column.Date("ValidTo"), Column.Text("DecisionNumber"),
    ]) { Watch = Watch.Subscribe };

    /// <summary>Ủy quyền: who stands in for whom, from when to when.</summary>
    public static readonly ListSchema Delegations = new("Delegations",
    [
        Column.Text("FromStaffKey").Indexed(), Column.Text("ToStaffKey").Indexed(), Column.Date("ValidFrom"), Column.Date("ValidTo"), Column.Text("Paper"),
    ]) { Watch = Watch.Subscribe };

    /// <summary>Quy trình: who decides on which award, and by which steps.</summary>
    public static readonly ListSchema Routes = new("Routes",
    [
        Column.Text("RouteKey").Unique(), Column.Text("Award").Indexed(), Column.Text("Steps"), Column.Text("DecidingAuthority"), Column.Note("Source"),
        Column.YesNo("Confirmed"), Column.Date("ValidFrom"), Column.Date("ValidTo"),
    ]) { Watch = Watch.Subscribe };

    /// <summary>Phong trào: they run for years, so the year is a column.</summary>
    public static readonly ListSchema Movements = new("Movements",
    [
        // Not unique: units change only their own movements, and SharePoint does not have both on one list.
        Column.Text("MovementKey").Indexed(), Column.Number("Year").Indexed(), Column.Choice("Level", "movementLevel", "nation", "province", "sector", "unit"),
        Column.Choice("Mode", "movementMode", "regular", "thematic"), Column.Note("Scope"), Column.Date("ValidFrom"), Column.Date("ValidTo"), Column.Text("InheritedFrom"),
        Column.Choice("Stage", "movementStage", "running", "reviewing", "awarded"), Column.Note("Source"),
    ]);

    /// <summary>Sáng kiến: name, scope and recognition.</summary>
    public static readonly ListSchema Initiatives = new("Initiatives",
    [
        Column.Number("Year").Indexed(), Column.Text("StaffKey").Indexed(), Column.Text("UnitKey").Indexed(), Column.Choice("Recognition", "recognition", "submitted", "recognised", "refused"),
        Column.Choice("Influence", "influence", "unit", "province", "nation"), Column.Date("RecognisedOn"), Column.Text("RecognisedBy"), Column.Text("PaperNumber"), Column.Note("Summary"),
    ]);

    /// <summary>Đánh giá, xếp loại: ratings and discipline, here and nowhere else.</summary>
    public static readonly ListSchema YearResults = new("YearResults",
    [
        Column.Text("ResultKey").Unique(), Column.Number("Year").Indexed(), Column.Text("StaffKey").Indexed(), Column.Text("UnitKey").Indexed(),
        Column.Choice("Rating", "rating", "khong_hoan_thanh", "hoan_thanh", "tot", "xuat_sac"),
        Column.Choice("Discipline", "discipline", "none", "khien_trach", "canh_cao", "ha_bac_luong", "cach_chuc", "buoc_thoi_viec"),
        Column.Text("PaperNumber"), Column.Note("Note"),
    ]);

    /// <summary>Điển hình tiên tiến: stories, with consent and the number of the written introduction.</summary>
    public static readonly ListSchema Stories = new("Stories",
    [
        Column.Number("Year").Indexed(), Column.Text("UnitKey").Indexed(), Column.Choice("Kind", "storyKind", "person", "collective", "model"), Column.Note("Story"),
        Column.Note("Proof"), Column.YesNo("Consent"), Column.Text("IntroductionNumber"), Column.Date("IntroductionDate"),
        Column.Choice("Stage", "storyStage", "draft", "ready", "published", "withdrawn").Indexed(), Column.Note("NewsLink"),
    ]);

    /// <summary>Hoạt động: what is done through the year beside awards.</summary>
    public static readonly ListSchema Activities = new("Activities",
    [
        Column.Number("Year").Indexed(), Column.Choice("Kind", "activityKind", "propaganda", "event", "inspection", "training", "opinion", "guidance", "advice"),
        Column.Text("UnitKey").Indexed(), Column.Text("MovementKey").Indexed(), Column.Date("Day"), Column.Text("Audience"), Column.Number("Attendance"), Column.Note("Result"),
    ]);

    /// <summary>Văn bản pháp luật: the texts relied on, with validity.</summary>
    public static readonly ListSchema LegalDocuments = new("LegalDocuments",
    [
        Column.Text("Number").Indexed(), Column.Date("IssuedOn"), Column.Text("Issuer"), Column.Date("ValidFrom"), Column.Date("ValidTo"), Column.Text("ReplacedBy"), Column.Note("Summary"),
    ]) { Library = true };
}
