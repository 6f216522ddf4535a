using System.Text;
using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Texts;
using Newtonsoft.Json.Linq;
using static EmulationM365.Tests.Cases.Returns;

namespace EmulationM365.Tests.Cases;

/// <summary>What is recorded comes back as it was, and nothing recorded can be changed unseen.</summary>
public sealed class RecordedEventTests
{
    private static readonly Dictionary<string, CaseEvent> Events = new CaseEvent[]
    {
        new ReturnSubmitted("u1", "r1",
            [Line("11"), new Line("12", "B", "nv1", "ldtt", "", new Verdict(Standing.NeedsEvidence, "-", "-", "RP-2026", false, [Reason.Of("rule.noRule"), Reason.Of("rule.shortService", "4", "6")]))], true),
        new ReturnConfirmed(["11"], ["12"], "Đồng ý"),
        new ReturnWithdrawn(),
        new ReturnRevised([Line("11")], [new LineChange("Cán bộ mẫu A", "changed", ["Achievement"])], ["o-clerk"], "round", new Meeting(Opens, 9, 8), new Dictionary<string, string> { ["11"] = "ab", ["return"] = "cd" })
        {
            Used = new Dictionary<string, string> { ["regime"] = "civil" },
        },
        new ReturnRemoved("item"),
        new ReturnReceived(["12"], "Thiếu ảnh"),
        new DirectorAgreed([], ""),
        new ReturnSentBack("r-2025-000007-01-confirm", "Thiếu \"biên bản\"\n<b>"),
        new ReturnAppraised(["12"], ""),
        new DecisionRecorded(Paper, ["11"], "2025-11-19T00:00:00Z"),
        new LinesAdvanced("t-2025-000005", [new LineMove("11", LineStage.Submitted), new LineMove("12", LineStage.Reduced, "giay_khen")], Submissions.Upper),
        new CollectiveRechecked("11", 6, 1, 10, Line("11").Verdict),
        new LinesReassessed([new LineVerdict("11", Line("11").Verdict)]),
        new SessionPosted("Phiên 1", Opens, Sessions.To, Sessions.Day, [Sessions.Listed("11"), Sessions.Listed("12", "B", "nv22") with { Standing = Standing.NeedsEvidence, Collective = true }]),
        new PostingCommented("Sai \"tên\"\n2025-11-19T00:00:00Z"),
        new CommentAnswered(2, "Đã sửa"),
        new LinesTakenOff([1, 3], "Có kiến nghị"),
        new CouncilHeld(Sessions.Sitting, Sessions.Regulation, [new CouncilVote(1, 9, 9, true), new CouncilVote(2, 3, 8, false)], Sessions.Tally),
        new SubmissionMade("Tờ trình 1", "Sở mẫu", Sessions.CaseId, [Sessions.Listed("11")]),
        new SubmissionAgreed([1], [2], "Đồng ý"),
        new SubmissionSentBack("t-2025-000005-01-sign", "Sai nơi nhận"),
        new SubmissionDispatched(Submissions.Sent),
        new UpperDecided(Submissions.Upper, [new LineOutcome(1, "granted"), new LineOutcome(2, "reduced", "giay_khen")], ""),
        new AwardsRecovered([1], "Phiếu thu 01-MAU"),
        new RequestMoved("r-2025-000007-01-confirm", [new Addressee("o-7", "Cán bộ mẫu Thay", "Cán bộ mẫu Trưởng"), new Addressee("o-8", "B")], "office") { Named = true, Why = "Đi \"công tác\"" },
        new StoryIntroduced(StoryActs.Content),
        new StoryPublished(StoryActs.Content with { Images = null, Award = null, StaffKey = null }),
        new StoryChanged(StoryActs.Content with { Text = "Nội dung \"khác\"\n<b>2025-11-19T00:00:00Z</b>" }),
        new StoryWithdrawn("Sai \"tên\""),
        new ConsentTakenBack(),
        new RequestEndorsed("r-2025-000007-01-confirm", "agree", [2, 3], "Đồng ý") { Trace = "0af7651916cd43dd8448eb211c80319c" },
    }.ToDictionary(happened => happened.GetType().Name);

    private static readonly RecordedEvent Recorded = Of(Events["ReturnAppraised"]);

    private static readonly Dictionary<string, RecordedEvent> Changed = new()
    {
        ["case"] = Recorded with { CaseId = "r-2025-000008" },
        ["place"] = Recorded with { Seq = 4 },
        ["event"] = Of(new ReturnAppraised(["11"], "")),
        ["comment"] = Of(new ReturnAppraised(["12"], "x")),
        ["type"] = Of(new ReturnConfirmed(["12"], [], "")),
        ["command"] = Recorded with { CommandId = "cmd2" },
        ["actor"] = Recorded with { ActorId = "o-2" },
        ["name"] = Of(Events["ReturnAppraised"], "Khác"),
        ["channel"] = Recorded with { Channel = "page" },
        ["instant"] = Recorded with { At = Start.AddSeconds(1) },
        ["content"] = Recorded with { ContentHash = "beef" },
        ["event before"] = Recorded with { PrevHash = "other" },
        ["in whose place"] = InPlaceOf(new StandIn("nv1", "o-1", "A", "u1", "office")),
    };

    public static TheoryData<string> Types => [.. Events.Keys];

    public static TheoryData<string> Changes => [.. Changed.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void An_Event_Comes_Back_As_It_Was_Recorded(string type)
    {
        // Arrange
        var recorded = Of(Events[type]);

        // Act
        var read = RecordedEvent.Read(recorded.TypeName, recorded.Data);

        // Assert
        Assert.Equal("Cán bộ mẫu Trực", read!.Value.ActorName);
        Assert.Equal(JToken.FromObject(Events[type]).ToString(), JToken.FromObject(read.Value.Event).ToString());
        Assert.Equal(recorded.Hash, Of(read.Value.Event, read.Value.ActorName).Hash);
    }

    [Fact]
    public void Stages_And_Standings_Are_Recorded_By_Name_So_That_Their_Order_Means_Nothing()
    {
        Assert.Contains("\"To\":\"Submitted\"", Of(Events["LinesAdvanced"]).Data, StringComparison.Ordinal);
        Assert.Contains("\"Standing\":\"NeedsEvidence\"", Of(Events["SessionPosted"]).Data, StringComparison.Ordinal);
        Assert.Contains("\"Standing\":\"Eligible\"", Of(Events["CollectiveRechecked"]).Data, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_Kind_Of_Event_Can_Be_Read_Back() =>
        Assert.Equal(typeof(CaseEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(CaseEvent))).Select(type => type.Name).Order(), Events.Keys.Order());

    [Fact]
    [Trait("Fault", "36")]
    public void An_Event_Of_A_Later_Version_Is_Not_Guessed_At() => Assert.Null(RecordedEvent.Read("ReturnForgotten", Recorded.Data));

    [Theory]
    [MemberData(nameof(Changes))]
    public void A_Change_Of_Anything_Recorded_Changes_The_Hash(string what) => Assert.NotEqual(Recorded.Hash, Changed[what].Hash);

    [Fact]
    public void Every_Field_Of_An_Event_Is_Tried() => Assert.Equal(
        typeof(RecordedEvent).GetConstructors().Max(constructor => constructor.GetParameters().Length), Changed.Count - 2);

    [Fact]
    public void A_Change_Anywhere_Breaks_The_Chain_Behind_It()
    {
        var events = Decided().Events;
        Assert.True(Chained(events));
        for (var place = 0; place < events.Count - 1; place++)
            Assert.False(Chained([.. events.Take(place), events[place] with { ActorId = "o-forged" }, .. events.Skip(place + 1)]));
        Assert.False(Chained([events[0], .. events.Skip(2)]));
    }

    [Fact]
    public void The_Same_Instant_In_Another_Zone_Is_The_Same() => Assert.Equal(Recorded.Hash, (Recorded with { At = Start.ToOffset(TimeSpan.FromHours(7)) }).Hash);

    [Fact]
    public void A_Name_In_Loose_Marks_Has_The_Same_Hash_After_The_List_Composed_It()
    {
        // Arrange: a phone or a Mac sends letters and marks apart; the list keeps them composed.
        var loose = Of(new ReturnSentBack("k", "Thiếu biên bản".Normalize(NormalizationForm.FormD)), "Mẫu Ế hai".Normalize(NormalizationForm.FormD));

        // Act
        var read = RecordedEvent.Read(loose.TypeName, loose.Data.Normalize())!.Value;

        // Assert
        Assert.Equal(loose.Hash, Of(read.Event, read.ActorName).Hash);
    }

    [Fact]
    public void The_Key_Of_An_Event_Is_Case_And_Place() => Assert.Equal("r-2025-000007:000003", Recorded.StreamKey);

    [Fact]
    public void What_Was_Kept_Is_Hashed_As_It_Was_Kept()
    {
        var read = Of(Events["ReturnSentBack"]) with { Data = "{\"body\":{},\"by\":\"another spelling of the same\"}" };
        Assert.NotEqual(Of(Events["ReturnSentBack"]).Hash, read.Hash);
    }

    private static RecordedEvent InPlaceOf(StandIn other) => new(
        Recorded.CaseId, Recorded.Seq, Recorded.Event, Recorded.CommandId, Recorded.ActorId, Recorded.ActorName, Recorded.Channel, Recorded.At, Recorded.ContentHash, Recorded.PrevHash, other);

    private static RecordedEvent Of(CaseEvent happened, string by = "Cán bộ mẫu Trực") => new(CaseId, 3, happened, "cmd", "o-1", by, "list", Start, Content, "prev");

    private static bool Chained(IReadOnlyList<RecordedEvent> events) =>
        events.Zip(events.Skip(1)).All(pair => pair.First.Hash == pair.Second.PrevHash);
}
