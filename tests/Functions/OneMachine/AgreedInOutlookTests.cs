using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Where two of the office must agree, the cards say who did: to whoever has just pressed, and to whoever is still asked.</summary>
public sealed class AgreedInOutlookTests : OutlookOnStage
{
    private const string Agreed = "Đã đồng ý: Cán bộ mẫu 05 ";
    private static readonly SamplePerson Head = SamplePeople.Number(4);
    private static readonly SamplePerson First = SamplePeople.Number(5);
    private static readonly SamplePerson Second = SamplePeople.Number(7);

    [Fact]
    public async Task Who_Has_Agreed_Stands_On_The_Card_Of_Both_Until_The_Second_Answers()
    {
        using (var office = Caller.Person(_stage.Machine.TenantAddress, First))
        {
            var setting = (await office.ItemsAsync(Settings.List, null, Cancel)).Single(item => (string?)item["fields"]!["SettingKey"] == "request.needs.receive");
            await office.ChangeAsync(Settings.List, setting, new JObject { ["Value"] = "2" }, Cancel);
        }

        await _stage.Machine.SettleAsync(Cancel);
        await _outlook.PressAsync((await _outlook.PressAsync(_outlook.RefreshOf(_stage.Link), Head)).To("agree")!, Head);
        await _stage.Machine.SettleAsync(Cancel);
        var card = new Pressed(200, AnswerInOutlookTests.CardOf((await _stage.LocalAsync($"_local/mails?to={First.UserPrincipalName}"))["value"]!.Last!.ToString()), null, "", false);
        Assert.Contains("2 người", card.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Agreed, card.Text, StringComparison.Ordinal);

        var pressed = await _outlook.PressAsync(card.To("received")!, First);
        Assert.Contains("Việc này còn chờ người khác đồng ý.", pressed.Text, StringComparison.Ordinal);
        Assert.Contains(Agreed, pressed.Text, StringComparison.Ordinal);
        Assert.Null(pressed.To("received"));
        await _stage.Machine.SettleAsync(Cancel);

        // Whoever opens the mail then sees the same: the one who agreed cannot press again, the other can.
        var refresh = new Uri((string)card.Card!["autoInvokeAction"]!["url"]!);
        var (own, other) = (await _outlook.PressAsync(refresh, First), await _outlook.PressAsync(refresh, Second));
        Assert.All(new[] { own, other }, shown => Assert.Contains(Agreed, shown.Text, StringComparison.Ordinal));
        Assert.Null(own.To("received"));
        var last = await _outlook.PressAsync(other.To("received")!, Second);
        Assert.Contains("Cán bộ mẫu 07, cùng Cán bộ mẫu 05", last.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Agreed, last.Text, StringComparison.Ordinal);
    }
}
