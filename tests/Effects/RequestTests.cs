using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Tests.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Effects;

/// <summary>Requests: where they are, until when they hold, who may see them and what their page shows.</summary>
public sealed class RequestTests
{
    private static readonly OpenRequest Confirm = new("r-2025-000007-01-confirm", "confirm", "hash-1", new DateTimeOffset(2025, 11, 20, 17, 0, 0, TimeSpan.Zero));
    private static readonly OpenRequest Record = Confirm with { Key = "r-2025-000007-01-record_decision", Kind = "record_decision" };

    [Fact]
    public void A_Locator_Is_Twenty_Six_Letters_That_Follow_From_Request_And_Event()
    {
        Assert.Matches("^[a-z2-7]{26}$", Locator.Of(Confirm));
        Assert.Equal(Locator.Of(Confirm), Locator.Of(Confirm with { OpenedAt = DateTimeOffset.UnixEpoch }));
        Assert.NotEqual(Locator.Of(Confirm), Locator.Of(Confirm with { OpenedBy = "hash-2" }));
        Assert.NotEqual(Locator.Of(Confirm), Locator.Of(Confirm with { Key = "r-2025-000008-01-confirm" }));
    }

    [Fact]
    public void Every_Letter_Of_A_Locator_Depends_On_The_Event()
    {
        var locators = Enumerable.Range(0, 200).Select(number => Locator.Of(Confirm with { OpenedBy = $"hash-{number}" })).ToList();
        Assert.Equal(200, locators.Distinct().Count());
        Assert.All(Enumerable.Range(0, 26), place => Assert.True(locators.Select(locator => locator[place]).Distinct().Count() > 20, $"place {place} hardly changes"));
    }

    [Theory]
    [InlineData("https://pages.test")]
    [InlineData("https://pages.test/")]
    public void The_Address_Of_A_Request_Ends_In_Its_Locator(string publicBase) =>
        Assert.Equal($"https://pages.test/api/requests/{Locator.Of(Confirm)}", Locator.Address(new Uri(publicBase), Confirm).ToString());

    [Theory]
    [InlineData(null, "2025-11-28", "2025-12-20T17:00:00Z")]
    [InlineData("3", "2025-11-24", "2025-11-23T17:00:00Z")]
    [InlineData("0", "2025-11-28", "2025-12-20T17:00:00Z")]
    [InlineData("-1", "2025-11-28", "2025-12-20T17:00:00Z")]
    [InlineData("bảy", "2025-11-28", "2025-12-20T17:00:00Z")]
    public void Answer_And_Link_Have_Their_Days_From_The_Settings(string? days, string due, string ends)
    {
        // Opened at 00:00 of 21 November in Vietnam, still the 20th in UTC.
        var reference = days is null ? References.With() : References.With(("request.answerDays", days), ("request.linkDays", days));
        Assert.Equal(DateOnly.Parse(due, null), Headings.Due(Returns.Sent().State, Confirm, reference));
        Assert.Equal(DateTimeOffset.Parse(ends, null), Headings.LinkEnds(Confirm, reference));
    }

    [Fact]
    public void Where_The_Unit_Has_Set_Working_Days_They_Are_Counted_By_The_List_Of_Days_Off()
    {
        var reference = References.With(("request.answerDays", "30")) with { WorkingDays = new WorkingDays(new HashSet<DateOnly> { new(2025, 11, 24) }, new HashSet<DateOnly> { new(2025, 11, 23) }) };
        // Friday the 21st, then Sunday that is worked instead of Monday, then Tuesday and Wednesday.
        Assert.Equal(new DateOnly(2025, 11, 26), Headings.Due(Returns.Sent().State, Confirm with { WorkingDays = 3 }, reference));
        Assert.Equal(new DateOnly(2025, 12, 21), Headings.Due(Returns.Sent().State, Confirm, reference));
    }

    [Fact]
    public void Working_Days_Are_Those_That_Held_When_The_Request_Was_Opened()
    {
        var used = Snapshot.Of(References.With(("request.workingDays.receive", "3"), ("request.workingDays.appraise", "-")));
        Assert.Equal(("3", false), (used["request.workingDays.receive"], used.ContainsKey("request.workingDays.appraise")));
        CaseState state = Returns.Sent().State;
        foreach (var (command, kind, days) in new[] { (Returns.Answer("confirm", "agree", Returns.Head), "receive", 3), (Returns.Receive, "appraise", 0) })
        {
            var happened = AnyCase.Decide(state, command with { Used = used }).Event!;
            state = AnyCase.Next(state, new RecordedEvent(state.CaseId, state.Seq + 1, happened, command.Id, command.Actor.ObjectId, command.Actor.Name, "list", command.At, "", state.Head));
            Assert.Equal((kind, days), (state.Request!.Kind, state.Request.WorkingDays));
        }
    }

    [Fact]
    public void A_Decision_Has_No_Day_And_Its_Link_Lives_A_Year()
    {
        Assert.Null(Headings.Due(Returns.Directed().State, Record, References.With()));
        Assert.Equal(Record.OpenedAt.AddDays(365), Headings.LinkEnds(Record, References.With(("request.linkDays", "3"))));
        Assert.Equal(Record.OpenedAt.AddDays(90), Headings.LinkEnds(Record, References.With(("request.decisionLinkDays", "90"))));
    }

    [Fact]
    public void Those_Are_Asked_Who_Hold_The_Role_With_An_Enabled_Account()
    {
        var state = Returns.Sent().State;
        Assert.Equal(["nv02"], RequestPlacer.AskedOf(state, Confirm, References.With()).Select(member => member.StaffKey));
        Assert.Equal(["nv03"], RequestPlacer.AskedOf(state, Record, References.With()).Select(member => member.StaffKey));
    }

    [Fact]
    public void A_Request_Is_Called_By_Unit_And_Round_Or_By_Their_Keys()
    {
        var state = Returns.Sent().State;
        Assert.Equal("Xác nhận đề nghị khen thưởng: Phòng Một <b>, Đợt 1", Headings.Title(state, Confirm.Kind, References.With()));
        Assert.Equal("Xác nhận đề nghị khen thưởng: u9, r9", Headings.Title(state with { UnitKey = "u9", RoundKey = "r9" }, Confirm.Kind, References.With()));
    }

    [Theory]
    [InlineData("confirm", "head", "u1", true)]
    [InlineData("confirm", "head", "u2", false)]
    [InlineData("confirm", "office", "u1", false)]
    [InlineData("confirm", "clerk", "u1", false)]
    [InlineData("confirm", "director", "u1", false)]
    [InlineData("appraise", "office", "u2", true)]
    [InlineData("appraise", "head", "u1", false)]
    [InlineData("record_decision", "office", "u1", true)]
    [InlineData("record_decision", "staff", "u1", false)]
    public void A_Request_Is_Seen_By_Those_Who_Are_Asked(string kind, string role, string unit, bool sees) =>
        Assert.Equal(sees, RequestPages.MaySee(Returns.Sent().State, kind, $"{Returns.CaseId}-01-{kind}", new Actor("o-any", "A", null, unit, [role])));

    [Fact]
    public void Whoever_Answered_Sees_The_Request_Even_Without_The_Role()
    {
        var state = Returns.Confirmed().State;
        Assert.True(RequestPages.MaySee(state, "confirm", $"{Returns.CaseId}-01-confirm", Returns.Head with { Roles = [] }));
        Assert.False(RequestPages.MaySee(state, "appraise", $"{Returns.CaseId}-01-appraise", Returns.Head with { Roles = [] }));
        Assert.False(RequestPages.MaySee(state, "confirm", $"{Returns.CaseId}-01-confirm", Returns.Stranger));
    }

    [Theory]
    [InlineData("waiting", true, null)]
    [InlineData("last instant", true, null)]
    [InlineData("expired", false, "refuse.linkExpired")]
    [InlineData("answered", false, null)]
    [InlineData("sent again", false, "refuse.requestClosed")]
    public void A_Page_Is_Open_While_Its_Request_Waits_And_Otherwise_Says_Why_Not(string when, bool open, string? notice)
    {
        // Arrange
        var returns = when == "answered" ? Returns.Confirmed() : Returns.Sent();
        var key = when == "sent again" ? $"{Returns.CaseId}-09-confirm" : $"{Returns.CaseId}-01-confirm";
        var now = when switch { "last instant" => Returns.Start.AddDays(30), "expired" => Returns.Start.AddDays(30).AddSeconds(1), _ => Returns.Start.AddDays(1) };

        // Act
        var view = RequestPages.View(returns.State, "confirm", key, References.With(), now, null);

        // Assert
        Assert.Equal((open, notice), (view.Open, view.Notice?.Key));
        Assert.Equal(when == "answered" ? "o-head" : null, view.Answer?.ActorId);
        Assert.Equal([("Đơn vị", "Phòng Một <b>"), ("Đợt", "Đợt 1")], view.Facts);
        Assert.Equal((Returns.Content, 2), (view.ContentHash, view.Lines.Count));
    }

    [Fact]
    public void What_Came_Of_An_Answer_Is_Said_First() => Assert.Equal("refuse.commentNeeded", RequestPages.View(
        Returns.Sent().State, "confirm", $"{Returns.CaseId}-01-confirm", References.With(), Returns.Start.AddDays(99), Reason.Of("refuse.commentNeeded")).Notice?.Key);

    [Fact]
    public void A_Session_Is_Called_By_Its_Name_And_Is_Due_On_The_Day_Of_Its_Sitting()
    {
        var state = Sessions.Posted().State;
        Assert.Equal("Ghi kết quả: Phiên 1, niêm yết đến 27/11/2025", Headings.Title(state, "council", References.With()));
        Assert.Equal([("Phiên họp", "Phiên 1"), ("Niêm yết đến hết ngày", "27/11/2025")], Headings.Facts(state, References.With()));
        Assert.Equal(Sessions.Day, Headings.Due(state, state.Request!, References.With()));
        Assert.Equal(Sessions.To.AddDays(7), Headings.Due(state with { Day = null }, state.Request!, References.With()));
    }

    [Fact]
    public void A_Submission_Is_Called_By_Its_Name_And_Addressee_And_The_Upper_Level_Has_No_Day()
    {
        var (before, sent) = (Submissions.Before().State, Submissions.Out().State);
        Assert.Equal("Ký trình: Tờ trình 1", Headings.Title(before, "sign", References.With()));
        Assert.Equal([("Tờ trình", "Tờ trình 1"), ("Kính gửi", "Sở mẫu")], Headings.Facts(before, References.With()));
        Assert.Equal(new DateOnly(2025, 12, 10), Headings.Due(before, before.Request!, References.With()));
        Assert.Null(Headings.Due(sent, sent.Request!, References.With()));
        Assert.Equal(sent.Request!.OpenedAt.AddDays(365), Headings.LinkEnds(sent.Request, References.With()));
        Assert.Equal("Sở mẫu", Headings.Authority(sent, References.With()));
    }

    [Fact]
    public void The_Body_That_Decides_Is_Named_When_All_Lines_Have_The_Same()
    {
        var state = Sessions.Posted().State;
        Assert.Equal("Sở mẫu", Headings.Authority(state, References.With(("decidingAuthority.ldtt", "Sở mẫu"), ("decidingAuthority.giay_khen", "Sở mẫu"))));
        Assert.Equal("", Headings.Authority(state, References.With(("decidingAuthority.ldtt", "Sở mẫu"), ("decidingAuthority.giay_khen", "Nơi khác"))));
        Assert.Equal("", Headings.Authority("ldtt", References.With()));
    }

    [Fact]
    public void The_Page_Of_A_List_With_Many_Units_Names_Them_And_That_Of_A_Return_Does_Not()
    {
        var session = Sessions.Posted(Sessions.Listed("11"), Sessions.Listed("21", "B", unit: "u7")).State;
        var view = RequestPages.View(session, "council", session.Request!.Key, References.With(), Sessions.Entered, null);
        Assert.Equal([("u1", "Phòng Một <b>"), ("u7", "u7")], view.Units.Select(pair => (pair.Key, pair.Value)));
        Assert.True(view.Open);
        Assert.Empty(RequestPages.View(Returns.Sent().State, "confirm", $"{Returns.CaseId}-01-confirm", References.With(), Returns.Start, null).Units);
    }

    [Theory]
    [InlineData("council", "office", true)]
    [InlineData("council", "director", false)]
    [InlineData("sign", "director", true)]
    [InlineData("sign", "office", false)]
    [InlineData("dispatch", "office", true)]
    [InlineData("upper_decision", "office", true)]
    [InlineData("upper_decision", "head", false)]
    public void A_Session_Or_Submission_Is_Seen_By_The_Role_That_Is_Asked_In_Whatever_Unit(string kind, string role, bool sees) =>
        Assert.Equal(sees, RequestPages.MaySee(Submissions.Before().State, kind, "any", new Actor("o-any", "A", null, "u9", [role])));
}
