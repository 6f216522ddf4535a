using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Whoever has an interest in a list acts on it no more than they answer for it: tried by the lists, with who may do it instead.</summary>
public sealed class InterestedTests : PeopleOnStage
{
    private const string Session = "Họp Hội đồng bổ sung đợt 1";

    /// <summary>On the list of the session in July.</summary>
    private const int Listed = 3;

    [Fact]
    [Trait("Fault", "50")]
    public async Task Whoever_Stands_In_For_Somebody_On_The_List_Neither_Posts_It_Nor_Takes_Lines_Off_Nor_Submits_It()
    {
        await PlayUpToAsync("s2-post");
        await AddAsync(Delegations.List, new JObject { ["Title"] = "Ủy quyền mẫu", ["FromStaffKey"] = Key(Listed), ["ToStaffKey"] = Key(5) });
        var events = await _stage.EventsAsync();
        await _people.As(5).AddAsync(CouncilSessions.List, new JObject { ["Title"] = Session, ["Day"] = "2025-07-10T00:00:00Z" }, Cancel);
        Assert.Contains("đang thay Cán bộ mẫu 03", await PressAsync(5, "post"), StringComparison.Ordinal);
        Assert.Equal(events, await _stage.EventsAsync());
        Assert.Contains("niêm yết", await PressAsync(7, "post"), StringComparison.OrdinalIgnoreCase);

        Assert.Contains("đang thay Cán bộ mẫu 03", await PressAsync(5, "take_off", new JObject { ["TakeOff"] = "1", ["Because"] = "Thử (mẫu)" }), StringComparison.Ordinal);
        Assert.DoesNotContain(await _stage.EventsAsync(), recorded => recorded.EndsWith("LinesTakenOff", StringComparison.Ordinal));

        await PlayFromToAsync("s2-sit", "s2-sit");
        var place = Place.Submission(Session, Script.Department);
        MoveTo("s2-submission");
        await _stage.Machine.SettleAsync(Cancel);
        await Assert.ThrowsAsync<RehearsalException>(() => _people.SubmissionAsync("interested", 5, place, Cancel));
        Assert.Contains("đang thay Cán bộ mẫu 03", (string?)(await _people.FindAsync(7, place, Cancel))["fields"]!["SystemNote"], StringComparison.Ordinal);
        await _people.SubmissionAsync("not-interested", 7, place, Cancel);
    }

    [Fact]
    [Trait("Fault", "50")]
    public async Task A_Comment_Is_Answered_By_Somebody_Else_Than_Who_Sent_It_And_Who_Is_Refused_Is_Told()
    {
        await PlayUpToAsync("s2-post");
        await PlayFromToAsync("s2-post", "s2-post");
        await _people.CommentAsync("own", 5, 5, Place.Session(Session), "Ý kiến của Thường trực (mẫu)", Cancel);
        await _people.ReplyAsync("own", 5, Session, "Tự trả lời (mẫu)", Cancel);
        Assert.DoesNotContain(await _stage.EventsAsync(), recorded => recorded.EndsWith("CommentAnswered", StringComparison.Ordinal));
        Assert.Contains("do chính ông/bà gửi", (await _stage.LocalAsync("_local/mails?to=mau05@mau.example"))["value"]!.Last!.ToString(), StringComparison.Ordinal);
        var petition = Assert.Single(await _stage.ItemsAsync(Petitions.List));
        Assert.Equal((Petitions.Stage.Word("received"), ""), ((string?)petition["Stage"], (string?)petition["Reply"] ?? ""));

        await _people.ReplyAsync("other", 7, Session, "Tự trả lời (mẫu)", Cancel);
        Assert.Single(await _stage.EventsAsync(), recorded => recorded.EndsWith("CommentAnswered", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Fault", "50")]
    public async Task A_Family_That_Was_Declared_Bars_Where_The_Setting_Says_Yes_And_The_Sentence_Keeps_It_To_Itself()
    {
        await PlayUpToAsync("s2-post");
        await AddAsync(Kinships.List, new JObject { ["Title"] = "Cán bộ mẫu 05", ["StaffKey"] = Key(5), ["RelativeKey"] = Key(Listed), ["Relation"] = Kinships.Relation.Word("spouse") });
        var setting = await _people.FindAsync(7, new Place(Settings.List, "SettingKey", "conflict.family"), Cancel);
        await _people.As(7).ChangeAsync(Settings.List, setting, new JObject { ["Value"] = "yes" }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        var events = await _stage.EventsAsync();
        await _people.As(5).AddAsync(CouncilSessions.List, new JObject { ["Title"] = Session, ["Day"] = "2025-07-10T00:00:00Z" }, Cancel);
        var said = await PressAsync(5, "post");
        Assert.Contains("kê khai có liên quan về gia đình", said, StringComparison.Ordinal);
        Assert.DoesNotContain("Vợ", said, StringComparison.Ordinal);
        Assert.Equal(events, await _stage.EventsAsync());
        Assert.Contains("niêm yết", await PressAsync(7, "post"), StringComparison.OrdinalIgnoreCase);
        // Nobody but the office may so much as see that there is such a list.
        await Assert.ThrowsAsync<KeyNotFoundException>(() => _people.As(8).ItemsAsync(Kinships.List, null, Cancel));
    }

    private static string Key(int number) => SamplePeople.Number(number).StaffKey;

    private async Task AddAsync(ListSchema list, JObject fields)
    {
        await _people.As(7).AddAsync(list, fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>Somebody of the office presses a button of the session and reads what the system says to it.</summary>
    private async Task<string> PressAsync(int who, string step, JObject? fields = null)
    {
        fields ??= [];
        fields["Step"] = CouncilSessions.Step.Word(step);
        await _people.As(who).ChangeAsync(CouncilSessions.List, await _people.FindAsync(who, Place.Session(Session), Cancel), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
        return (string)(await _people.FindAsync(who, Place.Session(Session), Cancel))["fields"]!["SystemNote"]!;
    }

    private void MoveTo(string id) => _stage.Machine.Clock.MoveTo(Script.Steps.Single(step => step.Id == id).At);

    /// <summary>Plays the year on from where the sample stops until a step is due, and leaves it undone.</summary>
    private async Task PlayUpToAsync(string id)
    {
        foreach (var step in Script.Steps.SkipWhile(step => step.InDemo).TakeWhile(step => step.Id != id)) await PlayAsync(step);
        MoveTo(id);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task PlayFromToAsync(string first, string last)
    {
        foreach (var step in Script.Steps.SkipWhile(step => step.Id != first))
        {
            await PlayAsync(step);
            if (step.Id == last) return;
        }
    }

    private async Task PlayAsync(ScriptStep step)
    {
        _stage.Machine.Clock.MoveTo(step.At);
        await _stage.Machine.SettleAsync(Cancel);
        await step.Play(_people, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }
}
