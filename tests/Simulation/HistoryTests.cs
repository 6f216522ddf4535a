using System.Net.Http.Headers;
using System.Text;
using EmulationM365.Bench.Simulation;
using EmulationM365.Bench.Tenant;

namespace EmulationM365.Tests.Simulation;

/// <summary>Histories that once found a defect stay mended, a seed tells the same story each time, and the judge sees what is planted.</summary>
public sealed class HistoryTests
{
    public static TheoryData<int> Once => [20, 63, 120, 218, 225, 1072, 1606, 1723, 1855, 2199, 10757, 40668];

    public static TheoryData<int> Others => [.. Enumerable.Range(1000, 31)];

    [Theory]
    [Trait("Fault", "16")]
    [Trait("Fault", "24")]
    [Trait("Fault", "31")]
    [Trait("Fault", "32")]
    [MemberData(nameof(Once))]
    [MemberData(nameof(Others))]
    public void Nothing_Is_Lost_And_Nothing_Doubled(int seed)
    {
        using var crew = new Crew(3);
        Assert.Empty(HistoriesBench.One(crew, seed, false).Judge.Violations);
    }

    [Fact]
    [Trait("Fault", "1")]
    [Trait("Fault", "2")]
    [Trait("Fault", "3")]
    public async Task Notifications_Doubled_Lost_Or_In_Any_Order_Change_Nothing_That_Is_Recorded() => Assert.Equal(0, await HistoriesBench.MetamorphicAsync(4, 1));

    [Theory]
    [InlineData(20)]
    [InlineData(225)]
    [InlineData(1007)]
    [InlineData(1855)]
    public void The_Same_Seed_Tells_The_Same_Story(int seed) => Assert.Equal(Told(seed), Told(seed));

    [Fact]
    public void Different_Seeds_Tell_Different_Stories() => Assert.NotEqual(Told(1007), Told(1008));

    [Fact]
    public void An_Event_Doubled_In_Its_Place_Is_Seen()
    {
        using var crew = new Crew(1);
        var history = Finished(crew);
        var events = history.Tenant.List("CaseEvents");
        events.Add(events.Items.First().Now.Values, new Writer("x", "x", false), history.Time.Now, history.Tenant.Moment + 1);
        AssertSees(history, "fork or gap");
    }

    [Fact]
    public void An_Acknowledged_Answer_That_Is_Gone_Is_Seen()
    {
        using var crew = new Crew(1);
        var history = Finished(crew);
        var (events, moment) = (history.Tenant.List("CaseEvents"), history.Tenant.Moment);
        var received = events.Items.Last(item => (string)item.Now.Values["Channel"] == "page");
        foreach (var item in events.Items.Where(item => item.Now.Values["CaseId"].Equals(received.Now.Values["CaseId"]) && (decimal)item.Now.Values["Seq"] >= (decimal)received.Now.Values["Seq"]).ToList())
            events.Write(item, item.Now.Values, new Writer("x", "x", false), history.Time.Now, ++moment, deleted: true);
        AssertSees(history, "was acknowledged as");
    }

    [Fact]
    public void A_Reminder_That_Goes_Out_Twice_Is_Seen()
    {
        using var crew = new Crew(1);
        var history = Finished(crew);
        for (var time = 0; time < 2; time++)
        {
            using var mail = new HttpRequestMessage(HttpMethod.Post, "http://tenant.test/v1.0/users/tdkt@mau.example/sendMail")
            {
                Content = new StringContent("""{"message":{"internetMessageHeaders":[{"name":"x","value":"r-2025-000001|remind:mau:before-1"}]}}""", Encoding.UTF8, "application/json"),
            };
            history.Judge.Sending(crew.Workers[0], mail);
        }

        AssertSees(history, "went out 2 times; once at most");
    }

    [Fact]
    public void A_Status_That_Goes_Back_Is_Seen()
    {
        using var crew = new Crew(1);
        var history = Finished(crew);
        var list = history.Tenant.List("UnitReturns");
        var shown = list.Items.First(item => item.Now.Values.TryGetValue("AppliedSeq", out var applied) && (decimal)applied > 1);
        using var write = new HttpRequestMessage(HttpMethod.Patch, $"http://tenant.test/v1.0/sites/{MemoryTenant.SiteId}/lists/{list.Id}/items/{shown.Id}/fields")
        {
            Content = new StringContent("""{"AppliedSeq":1}""", new MediaTypeHeaderValue("application/json")),
        };
        write.Headers.Authorization = new AuthenticationHeaderValue("Bearer", "token");
        history.Judge.Sending(crew.Workers[0], write);
        using var answer = history.Tenant.Answer(write);
        Assert.True(answer.IsSuccessStatusCode);
        AssertSees(history, "went back from event");
    }

    [Theory]
    [Trait("Fault", "31")]
    [InlineData(nameof(Fate.Refused))]
    [InlineData(nameof(Fate.UnknownAfter))]
    [InlineData(nameof(Fate.CrashBefore))]
    [InlineData(nameof(Fate.CrashAfter))]
    public void A_Failure_At_Any_Twentieth_Call_Of_The_Script_Does_No_Harm(string fate)
    {
        using var crew = new Crew(1);
        for (var call = 1; call <= Finished(crew).Calls; call += 20) Assert.Empty(CrashPoints.Play(crew, [new CrashPoint(call, Enum.Parse<Fate>(fate))]).Judge.Violations);
    }

    private static void AssertSees(History history, string what)
    {
        history.Judge.Conclude();
        Assert.Contains(history.Judge.Violations, violation => violation.Contains(what, StringComparison.Ordinal));
    }

    private static History Finished(Crew crew)
    {
        var history = CrashPoints.Play(crew, []);
        Assert.Empty(history.Judge.Violations);
        Assert.True(history.ScriptEnded);
        return history;
    }

    /// <summary>The log and what the lists hold at the end.</summary>
    private static string Told(int seed)
    {
        using var crew = new Crew(3);
        var history = HistoriesBench.One(crew, seed, true);
        var rows = EmulationM365.Schema.SiteSchema.Lists.SelectMany(list => history.Tenant.Rows(list.Name)
            .Select(row => $"{list.Name}: {string.Join("; ", row.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}"));
        return history.Log + string.Join('\n', rows);
    }
}
