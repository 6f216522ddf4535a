using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;
using Microsoft.Data.Sqlite;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The rehearsal as a person runs it: a process, its words, its files.</summary>
public sealed class RehearsalTests(WholeYear whole) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rehearsal-").FullName;

    /// <summary>By award: submitted, councilPassed, upperGranted, upperRefused, pending, upperReduced, directorGranted, directorRefused, councilRefused, notQualified, notConfirmed, withdrawn, revoked.</summary>
    private static readonly Dictionary<string, string> Lines = new()
    {
        ["cstd_tinh"] = "1 1 0 0 0 1 0 0 0 0 0 0 0",
        ["bk_tinh"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["bk_ttg"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["co_tinh"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["cstd_tq"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["cstt"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["dvqt"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["dvtt"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["hcld_3"] = "1 0 0 0 0 0 0 0 0 1 0 0 0",
        ["cstd_cs"] = "4 3 2 0 0 0 0 0 1 0 0 0 1",
        ["giay_khen"] = "2 0 1 0 0 0 0 0 0 0 0 1 0",
        ["ldtt"] = "23 18 16 1 0 0 0 0 0 5 0 0 1",
        ["thu_khen"] = "3 0 0 0 0 0 2 1 0 0 0 0 0",
        ["ttldtt"] = "6 3 1 1 0 0 0 0 0 3 0 0 1",
        ["ttldxs"] = "1 1 0 0 1 0 0 0 0 0 0 0 0",
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder, "data");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_Year_Ends_Well_And_Its_Figures_Agree_With_The_Recording()
    {
        var (said, report, recorded) = await whole.PlayedAsync;
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Equal(
            """{"submitted":48,"eligible":23,"ineligible":12,"needsEvidence":13,"returned":3,"granted":26}""", report["nominations"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("""{"sent":14,"none":7,"late":1,"missing":2}""", report["returns"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal((2025, 13, 0, 0, 0, 0), ((int)report["campaignYear"]!, (int)report["newsPublished"]!, (int)report["secondApplyWrites"]!,
            (int)report["lostDecisions"]!, (int)report["duplicateDecisions"]!, (int)report["mailsRepeated"]!));
        Assert.True(((int)report["dossiers"]!["received"]!, (int)report["dossiers"]!["files"]!, (int)report["dossiers"]!["missing"]!) is (> 5, 11, > 5), report["dossiers"]!.ToString());
        // Four were told: two are out, one left a notice, one was erased with the consent; readers got another text once. Most weeks have no news and no mail.
        // Three movements were launched in February, and one sudden merit was rewarded; two rounds had decisions.
        Assert.Equal((4, 2), ((int)report["stories"]!["drafts"]!, (int)report["stories"]!["roundUps"]!));
        Assert.Equal((2, 1, 2), ((int)report["stories"]!["pages"]!, (int)report["stories"]!["updates"]!, (int)report["stories"]!["withdrawals"]!));
        Assert.True((int)report["stories"]!["digests"]! is > 3 and < 20, report["stories"]!.ToString());
        // Each award's rule was at work, and says why.
        Assert.Equal(EmulationM365.Schema.Lists.Awards.All.Order(StringComparer.Ordinal), report["rules"]!.Cast<JProperty>().Select(award => award.Name).Order(StringComparer.Ordinal));
        Assert.All(report["rules"]!.Cast<JProperty>(), award => Assert.True(((string)award.Value["because"]!).Length > 10, award.ToString()));
        // One title is cancelled, and with it the title above and the unit's own that rest on it.
        Assert.Equal("""{"awards":26,"cancelled":3,"recovered":3}""", report["register"]!.ToString(Newtonsoft.Json.Formatting.None));
        // Every way was used, and people and records agree by which; somebody stood in, somebody came too late, two agreed, one handed on, and two who never answered were told on.
        Assert.Equal("""{"list":36,"page":18,"together":2,"outlook":5,"teams":6,"otherwise":0}""", report["answers"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.Equal("""{"moved":1,"delegated":1,"handedOver":1,"reopened":1,"endorsed":1,"escalated":2}""", report["requests"]!.ToString(Newtonsoft.Json.Formatting.None));
        Assert.True((int)report["reminders"]!["sent"]! > 0);
        Assert.Equal((0, 0), ((int)report["reminders"]!["doubled"]!, (int)report["reminders"]!["inQuietHours"]!));
        Assert.Equal(Lines, report["lines"]!.Cast<JProperty>().ToDictionary(award => award.Name, award => string.Join(' ', award.Value.Select(outcome => (int)((JProperty)outcome).Value))));
        // Every line that was sent ended in exactly one way, or is still on its way.
        Assert.All(report["lines"]!.Cast<JProperty>(), award => Assert.Equal((int)award.Value["submitted"]!,
            award.Value.Cast<JProperty>().Where(outcome => outcome.Name is not ("submitted" or "councilPassed")).Sum(outcome => (int)outcome.Value)));
        // Graph's metadata does not know of apps in Teams: what was asked of them stands apart.
        var entries = JObject.Parse(recorded)["log"]!["entries"]!.Concat(JObject.Parse(await whole.ApartAsync())["log"]!["entries"]!);
        // The envelope of a batch is no request of its own: the requests within it are counted, each once. What goes to the bot's service is no request of Graph or SharePoint, and costs no units.
        var worker = entries.Where(entry => (string?)entry["_identity"] == $"app:{SamplePeople.Worker}").Select(entry => new Uri((string)entry["request"]!["url"]!).AbsolutePath)
            .Count(path => !path.EndsWith("/$batch", StringComparison.Ordinal) && !path.StartsWith("/connector/", StringComparison.Ordinal));
        Assert.True(worker > 0);
        Assert.Equal(worker, (int)report["graph"]!["requests"]!);
        Assert.DoesNotContain("Bearer ey", recorded, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Decision_That_Vanishes_Behind_The_Products_Back_Is_Missed()
    {
        await whole.CopyAsync(Data);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(Data, "m365.db")}"))
        {
            database.CreateCollation("SITE", (one, other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase));
            await database.OpenAsync(Cancel);
            await using var delete = database.CreateCommand();
            delete.CommandText = "DELETE FROM items WHERE rowid = (SELECT rowid FROM items WHERE fields LIKE '%DecisionRecorded%' LIMIT 1)";
            Assert.Equal(1, await delete.ExecuteNonQueryAsync(Cancel));
        }

        var said = await Programs.FunctionsAsync(Cancel, "rehearse", "--json", "--data", Data);
        Assert.Equal(1, said.Exit);
        Assert.Equal(1, (int)JObject.Parse(said.Out)["lostDecisions"]!);
        Assert.Contains("1 decision(s) that people were told", said.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("outlook", "no request was answered on a card in Outlook")]
    [InlineData("teams", "no request was answered on a card in Teams")]
    public async Task A_Way_On_Which_Nobody_Answered_Ends_It_Badly(string channel, string said)
    {
        await whole.CopyAsync(Data);
        await using (var database = new SqliteConnection($"Data Source={Path.Combine(Data, "m365.db")}"))
        {
            database.CreateCollation("SITE", (one, other) => string.Compare(one, other, StringComparison.OrdinalIgnoreCase));
            await database.OpenAsync(Cancel);
            await using var change = database.CreateCommand();
            change.CommandText = $"UPDATE items SET fields = replace(fields, '\"Channel\":\"{channel}\"', '\"Channel\":\"page\"') WHERE fields LIKE '%\"Channel\":\"{channel}\"%'";
            Assert.InRange(await change.ExecuteNonQueryAsync(Cancel), 5, 6);
        }

        var ended = await Programs.FunctionsAsync(Cancel, "rehearse", "--json", "--data", Data);
        Assert.Equal(1, ended.Exit);
        Assert.Contains(said, ended.Error, StringComparison.Ordinal);
        Assert.Contains("recorded by another way than people gave them by", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("rehearse --jsn", "--jsn")]
    [InlineData("--prot 1", "--prot")]
    [InlineData("rehearse --port viele", "viele")]
    public async Task What_Cannot_Be_Understood_Is_Named_And_Nothing_Is_Begun(string line, string names)
    {
        var said = await Programs.FunctionsAsync(Cancel, [.. line.Split(' '), "--data", Data]);
        Assert.Equal(1, said.Exit);
        Assert.Contains(names, said.Error, StringComparison.Ordinal);
        Assert.True(said.Plain);
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task A_Port_That_Is_Taken_Is_Named()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        foreach (var option in new[] { "--port", "--m365-port" })
        {
            var said = await Programs.FunctionsAsync(Cancel, "rehearse", option, $"{port}", "--data", Data);
            Assert.Equal(1, said.Exit);
            Assert.Contains($"{port}", said.Error, StringComparison.Ordinal);
            Assert.True(said.Plain, said.Error);
        }
    }

    [Fact]
    public async Task A_Folder_With_Other_Files_Is_Never_Emptied()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "thesis.docx"), "years of work", Cancel);
        var said = await Programs.FunctionsAsync(Cancel, "rehearse", "--data", Data, "--reset");
        Assert.Equal(1, said.Exit);
        Assert.True(File.Exists(Path.Combine(Data, "thesis.docx")));
    }
}
