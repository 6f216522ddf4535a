using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Mails that ask: none at night, one in the morning for all that came together, and no more single ones a day than the unit wants.</summary>
public sealed class KeptBackMailTests : PeopleOnStage
{
    private const string Round = "dot-1";
    private const int Clerk = 28;
    private const int Head = 29;
    private const int Office = 5;
    private static readonly Place First = Place.Return(Round, "chuyen-mon-1");
    private static readonly Place Second = Place.Return(Round, "ve-tinh-2");

    [Fact]
    public async Task What_Comes_At_Night_Waits_For_The_Morning_And_Comes_In_One_Mail_Though_The_Functions_Began_Anew()
    {
        await AtAsync(12, 19, 0);
        await ConfirmBothAsync();
        Assert.Empty(await MailsAsync(Head, 12, 18));
        Assert.Empty(await MailsAsync(Office, 12, 18));
        // The list has them at once.
        Assert.Equal(2, (await _stage.ItemsAsync(Requests.List)).Count(request => (string?)request["Kind"] == Requests.Kind.Word("receive") && (string?)request["Status"] == Requests.Status.Word("pending")));

        await _stage.StartAnewAsync();
        await AtAsync(13, 6, 55);
        Assert.Empty(await MailsAsync(Office, 12, 18));
        await AtAsync(13, 7, 2);
        foreach (var who in new[] { Office, 7 })
        {
            var mail = Assert.Single(await MailsAsync(who, 12, 18), one => Subject(one).Contains("việc mới", StringComparison.Ordinal));
            Assert.Equal("2 việc mới cần ông/bà trả lời", Subject(mail));
            var text = WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!);
            Assert.Contains("Phòng chuyên môn 1", text, StringComparison.Ordinal);
            Assert.Contains("Điểm vệ tinh 2", text, StringComparison.Ordinal);
            Assert.EndsWith("/api/requests", System.Text.RegularExpressions.Regex.Matches(text, "href=\"([^\"]+)\"")[^1].Groups[1].Value, StringComparison.Ordinal);
        }

        // Whoever answered in the list meanwhile is not asked by mail any more, and nothing comes twice.
        Assert.DoesNotContain(await MailsAsync(Head, 12, 18), one => Subject(one).StartsWith("Xác nhận", StringComparison.Ordinal));
        var sent = (await MailsAsync(Office, 12, 18)).Count;
        await AtAsync(13, 11, 0);
        Assert.Equal(sent, (await MailsAsync(Office, 12, 18)).Count);
        Assert.DoesNotContain(await _stage.ItemsAsync(EffectLedger.List), row => ((string?)row["EffectKey"])?.EndsWith("-receive", StringComparison.Ordinal) == true && (string?)row["State"] != EffectLedger.State.Word("done"));
    }

    [Fact]
    public async Task A_Unit_That_Wants_No_Quiet_Has_Its_Mails_At_Once_But_No_More_Single_Ones_A_Day_Than_It_Says()
    {
        await SetAsync("request.quiet", "no");
        await SetAsync("request.singleMails", "1");
        await AtAsync(13, 10, 0);
        await ConfirmBothAsync();
        Assert.Single(await MailsAsync(Office, 13, 9), one => Subject(one).StartsWith("Tiếp nhận", StringComparison.Ordinal));
        await AtAsync(13, 13, 25);
        Assert.Single(await MailsAsync(Office, 13, 9), one => Subject(one).StartsWith("Tiếp nhận", StringComparison.Ordinal));
        await AtAsync(13, 13, 32);
        // One alone is a mail like every other.
        Assert.Equal(2, (await MailsAsync(Office, 13, 9)).Count(one => Subject(one).StartsWith("Tiếp nhận", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Many_Reminders_Of_A_Day_Are_One_Mail()
    {
        await AtAsync(13, 10, 0);
        await ConfirmBothAsync();
        // The office has three working days for each: the day after the last of them it is reminded of both.
        for (var day = 14; day < 25; day++) await AtAsync(day, 8, 0);
        var reminders = (await MailsAsync(Office, 14, 0)).Where(one => Subject(one).StartsWith("Nhắc việc", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(reminders);
        Assert.All(reminders.GroupBy(one => ((string)one["sent"]!)[..10]), day => Assert.Single(day));
        Assert.Contains(reminders, one => Subject(one) == "Nhắc việc: 2 việc đang chờ ông/bà trả lời");
    }

    /// <summary>Two units have their lists confirmed, so that two things wait for the office.</summary>
    private async Task ConfirmBothAsync()
    {
        await _people.LineAsync(Clerk, Second, Clerk, "ldtt", LineFacts.Person(), Cancel);
        await _people.As(Clerk).ChangeAsync(UnitReturns.List, await _people.FindAsync(Clerk, Second, Cancel), new JObject { ["Report"] = "Hoàn thành các chỉ tiêu được giao trong đợt (số liệu mẫu)." }, Cancel);
        await _people.SubmitAsync("kept-submit", Clerk, Second, Cancel);
        await _people.AnswerInListAsync("kept-confirm-2", Head, Second, "01-confirm", "ReturnConfirmed", LineFacts.Answer("agree"), Cancel);
        await _people.AnswerInListAsync("kept-confirm-1", 4, First, "01-confirm", "ReturnConfirmed", LineFacts.Answer("agree"), Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task AtAsync(int day, int hour, int minute)
    {
        _stage.Machine.Clock.MoveTo(new DateTimeOffset(2025, 6, day, hour, minute, 0, TimeSpan.FromHours(7)));
        await _stage.Machine.SettleAsync(Cancel);
    }

    private async Task SetAsync(string key, string value)
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(Office));
        var row = (await office.ItemsAsync(Settings.List, null, Cancel)).Single(item => (string?)item["fields"]!["SettingKey"] == key);
        await office.ChangeAsync(Settings.List, row, new JObject { ["Value"] = value }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private static string Subject(JToken mail) => (string?)mail["subject"] ?? "";

    private async Task<IReadOnlyList<JToken>> MailsAsync(int who, int day, int hour)
    {
        var since = new DateTimeOffset(2025, 6, day, hour, 0, 0, TimeSpan.FromHours(7));
        return [.. (await _stage.LocalAsync($"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}"))["value"]!.Where(mail => DateTimeOffset.Parse((string)mail["sent"]!, null) >= since)];
    }
}
