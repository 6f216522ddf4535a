using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The service forgets how far the changes of a list were read: everything is read again, and nothing is done again.</summary>
public sealed class ChangesReadAgainTests
{
    private static readonly SamplePerson Clerk = SamplePeople.Number(3);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Fault", "19")]
    public async Task When_Every_Token_Has_Ended_All_Is_Read_Again_And_Comes_To_The_Same()
    {
        await using Stage kept = new(), lost = new();
        await kept.InitializeAsync();
        await lost.InitializeAsync();
        foreach (var stage in new[] { kept, lost })
        {
            // A year goes on at another address, so the first round reads all anew: only then are there tokens of this tenant.
            await StepAsync(stage, "withdraw");
            await StepAsync(stage, "submit");
        }

        await ForgetAsync(lost);
        var before = (await kept.EventsAsync()).Count;
        foreach (var stage in new[] { kept, lost })
        {
            await StepAsync(stage, "withdraw");
            await StepAsync(stage, "submit");
        }

        Assert.Equal(before + 2, (await kept.EventsAsync()).Count);
        Assert.Equal(await LookAsync(kept), await LookAsync(lost));
        Assert.True(await GoneAsync(lost) > await GoneAsync(kept), "no token had ended");

        // A new cursor was kept: the next round asks for changes only.
        var asked = await GoneAsync(lost);
        await StepAsync(lost, "withdraw");
        Assert.Equal(asked, await GoneAsync(lost));
    }

    /// <summary>Ends the tokens of all lists for good.</summary>
    private static async Task ForgetAsync(Stage stage)
    {
        using var http = new HttpClient();
        using var auditor = Caller.Application(stage.Machine.TenantAddress, SamplePeople.Auditor);
        foreach (var list in SiteSchema.Lists.Where(list => list.Watch is Watch.Poll or Watch.Subscribe))
        {
            using var body = new StringContent(new JObject { ["listId"] = await auditor.ListIdAsync(list, Cancel) }.ToString(), Encoding.UTF8, "application/json");
            using var answer = await http.PutAsync(new Uri(stage.Machine.TenantAddress, "_local/delta/expire"), body, Cancel);
            answer.EnsureSuccessStatusCode();
        }
    }

    private static async Task StepAsync(Stage stage, string step)
    {
        // Far enough for every list to be looked at, whether somebody rang or not.
        stage.Machine.Clock.MoveTo(stage.Machine.Clock.GetUtcNow().AddMinutes(25));
        using var clerk = Caller.Person(stage.Machine.TenantAddress, Clerk);
        var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["fields"]!["ReturnKey"] == $"dot-1|{Clerk.Unit}");
        await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word(step) }, Cancel);
        await stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>Events, requests, register and mails, as people find them.</summary>
    private static async Task<string> LookAsync(Stage stage) => string.Join('\n',
    [
        .. await stage.EventsAsync(),
        .. (await stage.ItemsAsync(Requests.List)).Select(item => $"{item["RequestKey"]} {item["Status"]}").Order(StringComparer.Ordinal),
        .. (await stage.ItemsAsync(UnitReturns.List)).Select(item => $"{item["ReturnKey"]} {item["Status"]} {item["AppliedSeq"]}").Order(StringComparer.Ordinal),
        .. (await stage.ItemsAsync(AwardRegister.List)).Select(item => $"{item["AwardKey"]}").Order(StringComparer.Ordinal),
        .. (await stage.LocalAsync("_local/mails"))["value"]!.Select(mail => $"{mail["to"]} {mail["subject"]} {mail["sent"]}").Order(StringComparer.Ordinal),
    ]);

    /// <summary>How often a token was answered 410.</summary>
    private static async Task<int> GoneAsync(Stage stage)
    {
        using var http = new HttpClient();
        return (await http.GetStringAsync(new Uri(stage.Machine.TenantAddress, "_local/requests"), Cancel)).Split('\n')
            // A line begins with its number and ends with status, wait and units.
            .Count(line => line.Contains("delta", StringComparison.Ordinal) && line.TrimEnd().Split(' ') is [.., "410", _, _]);
    }
}
