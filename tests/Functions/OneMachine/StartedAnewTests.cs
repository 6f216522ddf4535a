using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// A process of the product ends and another begins: it goes on from where the one before it had written down that it was, which may be twenty minutes ago. What lies
/// between is followed up a second time and comes to nothing; what happened while nobody looked is found.
/// </summary>
public sealed class StartedAnewTests : ReturnUnderReview
{
    [Fact]
    [Trait("Fault", "31")]
    public async Task What_Was_Not_Yet_Written_Down_Is_Read_Again_And_Nothing_Is_Done_Again()
    {
        await WrittenDownAsync();
        var (row, sent) = (await RowAsync(), await EventsAsync());
        // To the end of the office's work: a request that still waited would be reminded of by the new process's first round.
        await AnswerUpToAsync("");
        Assert.Equal(sent.Count + 3, (await EventsAsync()).Count);
        Assert.Equal(row, await RowAsync());
        var (look, asked) = (await LookAsync(), (await RequestsAsync("delta")).Count);

        await _stage.StartAnewAsync();
        await PassAsync(1);
        Assert.Equal(look, await LookAsync());
        var read = (await RequestsAsync("delta")).Skip(asked).ToList();
        Assert.NotEmpty(read);
        // The registers live in the memory of a process, the criteria of the units among them: the new one reads each of them whole, once. All else goes on from its token.
        var whole = read.Where(line => !line.Contains("token=", StringComparison.Ordinal)).ToList();
        Assert.Equal(whole.Count, await RegistersAmongAsync(whole));

        // The new one is at work.
        await EditReturnAsync(Office, new JObject { ["Status"] = UnitReturns.Status.Word("decided") });
        await PollAsync();
        Assert.Equal(UnitReturns.Status.Word("awaiting_council"), (string?)(await ReturnAsync())["Status"]);
        Assert.NotEqual(row, await RowAsync());
    }

    [Theory]
    [Trait("Fault", "19")]
    [Trait("Fault", "43")]
    [InlineData("goes on")]
    [InlineData("starts anew")]
    [InlineData("starts anew without the row")]
    public async Task A_Line_Deleted_While_The_Tokens_Ended_Is_Noticed_Whether_The_Process_Goes_On_Or_Another_Starts(string process)
    {
        await WrittenDownAsync();
        var before = await EventsAsync();
        using (var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk))
            await clerk.RemoveAsync(Nominations.List, (await clerk.ItemsAsync(Nominations.List, "fields/ReturnLookupId eq 2", Cancel))[0], Cancel);
        await ForgetAsync();
        if (process != "goes on") await _stage.StartAnewAsync();
        if (process.EndsWith("row", StringComparison.Ordinal))
        {
            using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
            await worker.RemoveAsync(SystemState.List, Assert.Single(await worker.ItemsAsync(SystemState.List, "fields/StateKey eq 'cursors:2025'", Cancel)), Cancel);
        }

        await PollAsync();
        await PassAsync(11);
        Assert.Equal([.. before, $"{Case}:{before.Count + 1:D6} ReturnRevised"], await EventsAsync());
    }

    /// <summary>To a minute right after the cursors of this tenant were written down: the year began at another address, whose links count for nothing here.</summary>
    private async Task WrittenDownAsync()
    {
        await PollAsync();
        await PollAsync();
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        await office.AddAsync(Petitions.List, new JObject { ["Title"] = "Kiến nghị mẫu" }, Cancel);
        await PollAsync();
        Assert.Contains(new Uri(_stage.Machine.TenantAddress, "v1.0").ToString(), await RowAsync(), StringComparison.Ordinal);
    }

    private async Task<string> RowAsync() => (string)(await ItemsOfStateAsync()).Single(row => (string?)row["StateKey"] == "cursors:2025")["Data"]!;

    private async Task<IEnumerable<JToken>> ItemsOfStateAsync()
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        return (await worker.ItemsAsync(SystemState.List, null, Cancel)).Select(item => item["fields"]!);
    }

    /// <summary>Everything that people find, with the version of each item: a second write of the same would show.</summary>
    private async Task<string> LookAsync()
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        var items = new List<string>();
        foreach (var list in new[] { UnitReturns.List, Nominations.List, Requests.List, CaseEvents.List, AwardRegister.List, EffectLedger.List })
            items.AddRange((await worker.ItemsAsync(list, null, Cancel)).Select(item => $"{list.Name} {item["fields"]!["Title"]} {item["eTag"]}"));
        return string.Join('\n', items.Concat((await _stage.LocalAsync("_local/mails"))["value"]!.Select(mail => $"{mail["to"]} {mail["subject"]} {mail["sent"]}")));
    }

    /// <summary>Ends the tokens of the lines for good.</summary>
    private async Task ForgetAsync()
    {
        using var http = new HttpClient();
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        using var body = new StringContent(new JObject { ["listId"] = await auditor.ListIdAsync(Nominations.List, Cancel) }.ToString(), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri(_stage.Machine.TenantAddress, "_local/delta/expire"), body, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>How many registers are named by these requests.</summary>
    private async Task<int> RegistersAmongAsync(IReadOnlyList<string> lines)
    {
        using var worker = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Worker);
        var named = 0;
        foreach (var list in new[] { AwardRegister.List, StandingLists.YearResults, StandingLists.Initiatives, Registrations.List, YearLists.Criteria })
        {
            var id = await worker.ListIdAsync(list, Cancel);
            if (lines.Any(line => line.Contains(id, StringComparison.OrdinalIgnoreCase))) named++;
        }

        return named;
    }

    private async Task<IReadOnlyList<string>> RequestsAsync(string word)
    {
        using var http = new HttpClient();
        return [.. (await http.GetStringAsync(new Uri(_stage.Machine.TenantAddress, "_local/requests"), Cancel)).Split('\n').Where(line => line.Contains(word, StringComparison.Ordinal))];
    }
}
