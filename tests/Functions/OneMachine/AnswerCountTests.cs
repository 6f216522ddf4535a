using EmulationM365.Functions.Local.Sample;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>What the rehearsal counts of answers comes from what was recorded, and a difference to what people say is seen.</summary>
public sealed class AnswerCountTests
{
    [Fact]
    public void Answers_Are_Counted_By_The_Way_On_Which_They_Are_Recorded()
    {
        JObject[] events =
        [
            Event("a", "p1", "ReturnSubmitted", "list"), Event("a", "p2", "ReturnConfirmed", "page"), Event("a", "p3", "ReturnReceived", "page"), Event("a", "p3", "ReturnAppraised", "outlook"),
            Event("b", "p2", "ReturnConfirmed", "teams"), Event("b", "p3", "RequestEndorsed", "list"), Event("b", "p4", "ReturnReceived", "list"), Event("b", "", "LinesAdvanced", "case"),
        ];
        JournalLine[] told = [Told("a", "p2", "ReturnConfirmed", Way.Page), Told("a", "p3", "ReturnReceived", Way.Together), Told("a", "p3", "ReturnAppraised", Way.Outlook), Told("a", "p1", "ReturnSubmitted", null)];
        Assert.Equal(new AnswerCounts(2, 1, 1, 1, 1, 0), AnswerCount.Ways(events, told));
    }

    [Theory]
    [InlineData("page", Way.Outlook, 1)]
    [InlineData("list", Way.Together, 1)]
    [InlineData("page", Way.Together, 0)]
    [InlineData("teams", Way.Teams, 0)]
    public void Whoever_Says_Another_Way_Than_Is_Recorded_Is_Counted_And_A_Tick_Is_An_Answer_On_A_Page(string channel, string way, int otherwise)
    {
        var counts = AnswerCount.Ways([Event("a", "p", "ReturnConfirmed", channel)], [Told("a", "p", "ReturnConfirmed", way)]);
        Assert.Equal(otherwise, counts.Otherwise);
        Assert.Equal(1, counts.List + counts.Page + counts.Together + counts.Outlook + counts.Teams);
        Assert.Equal(channel == "page" && way == Way.Together ? 1 : 0, counts.Together);
    }

    [Fact]
    public void One_Who_Answered_Twice_By_Two_Ways_Agrees_With_Both_And_With_No_Third()
    {
        JObject[] events = [Event("a", "p", "ReturnConfirmed", "list"), Event("a", "p", "ReturnConfirmed", "page")];
        Assert.Equal(0, AnswerCount.Ways(events, [Told("a", "p", "ReturnConfirmed", Way.List), Told("a", "p", "ReturnConfirmed", Way.Page)]).Otherwise);
        Assert.Equal(1, AnswerCount.Ways(events, [Told("a", "p", "ReturnConfirmed", Way.List), Told("b", "p", "ReturnConfirmed", Way.List)]).Otherwise);
        Assert.Equal(1, AnswerCount.Ways(events, [Told("a", "p", "ReturnConfirmed", Way.List), Told("a", "p", "ReturnConfirmed", Way.List, "again")]).Otherwise);
    }

    [Fact]
    public void What_Else_Became_Of_Requests_Is_Told_Apart_By_Why_It_Moved_And_For_Whom_It_Was_Answered()
    {
        JObject[] events =
        [
            Event("a", "", "RequestMoved", "case"), Event("a", "", "RequestMoved", "case", new JObject { ["Named"] = true }), Event("a", "p1", "RequestMoved", "page", new JObject { ["Why"] = "reopened" }),
            Event("b", "p1", "RequestMoved", "list", new JObject { ["Named"] = true, ["Why"] = "Đi công tác" }), Event("b", "p2", "ReturnConfirmed", "page", standsFor: "p1"),
            Event("b", "p2", "PostingCommented", "page", standsFor: "p1"), Event("b", "p3", "RequestEndorsed", "teams"),
        ];
        Assert.Equal(new RequestCounts(2, 1, 1, 1, 1, 2), AnswerCount.Lives(events, ["a|escalate:x", "a|escalate:x", "b|escalate:y", "b|remind:escalate"]));
    }

    [Fact]
    public void A_Way_Without_An_Answer_Is_A_Fault_Of_The_Rehearsal()
    {
        var report = new RehearsalReport(2025, new(0, 0, 0, 0, 0, 1), new(0, 0, 0, 0), new Dictionary<string, LineOutcomes>(), new(0, 0, 0), 1, 0, 0, new(0, 0), 0, 0, 0, "");
        Assert.Empty((report with { Answers = new(1, 1, 1, 1, 1, 0) }).Faults());
        Assert.Equal(5, report.Faults().Count());
        Assert.Equal("no request was answered on the page of everything that waits", Assert.Single((report with { Answers = new(1, 1, 0, 1, 1, 0) }).Faults()));
        Assert.StartsWith("2 answer(s) are recorded by another way", Assert.Single((report with { Answers = new(1, 1, 1, 1, 1, 2) }).Faults()), StringComparison.Ordinal);
    }

    private static JObject Event(string caseId, string actor, string type, string channel, JObject? body = null, string? standsFor = null)
    {
        var data = new JObject { ["by"] = actor, ["body"] = body ?? [] };
        if (standsFor is not null) data["for"] = new JObject { ["ObjectId"] = standsFor };
        return new JObject { ["CaseId"] = caseId, ["Actor"] = actor, ["EventType"] = type, ["Channel"] = channel, ["Data"] = data.ToString() };
    }

    private static JournalLine Told(string caseId, string person, string told, string? way, string step = "step") => new(step, person, caseId, told, way);
}
