using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.Campaigns;
using EmulationM365.Functions;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Provisioning.Drift;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Graph.Models;
using Newtonsoft.Json.Linq;
using Column = Microsoft.Graph.Models.ColumnDefinition;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A site on which the worker has run for months: it shows no drift; what people change is told to the office on Monday; and the next year is made ready beside it.</summary>
public sealed class DriftTimerTests : IAsyncLifetime
{
    private readonly Support.Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Tenancy Tenancy => _stage.Machine.Host.Services.GetRequiredService<Tenancy>();

    private SiteFlows Flows => _stage.Machine.Host.Services.GetRequiredService<SiteFlows>();

    private SiteOptions Site => Flows.Sites[0];

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task After_Months_Of_Work_Nothing_Differs_And_No_Mail_Is_Written()
    {
        Assert.Empty((await LookAsync()).Findings.Select(finding => finding.Key));
        await MondayAsync();
        Assert.Empty(await MailsAsync());
    }

    [Fact]
    public async Task A_Subscription_That_Stopped_Is_Found_And_Made_Anew_Within_The_Hour()
    {
        using var http = new HttpClient();
        using var body = new StringContent("""{"action":"remove"}""", Encoding.UTF8, "application/json");
        (await http.PostAsync(new Uri(_stage.Machine.TenantAddress, "_local/subscriptions"), body, Cancel)).EnsureSuccessStatusCode();
        var watched = SiteSchema.Lists.Where(list => list.Watch == Watch.Subscribe).Select(list => list.SiteName(2025));
        Assert.Equal(watched.Order(), (await LookAsync()).Findings.Select(finding => finding.Kind == DriftKind.SubscriptionLost ? finding.Place.Address : finding.Key).Order());
        await PassAsync(TimeSpan.FromHours(1));
        Assert.Empty((await LookAsync()).Findings.Select(finding => finding.Key));
    }

    [Fact]
    public async Task What_Lasts_Is_Told_Each_Monday_Once_And_What_Was_Mended_Once()
    {
        // Arrange
        await MondayAsync();
        await RequireAsync(true);
        await RenameAsync(StandingLists.Activities, "Khác");

        // Act: the night mends the name; Monday tells.
        await MondayAsync();
        var first = Assert.Single(await MailsAsync());
        Assert.Empty((await new DriftNotes((await Flows.OpenAsync(0, Cancel)).State, 2025).ReadAsync(Cancel)).Select(finding => finding.Key));
        await MondayAsync();
        var second = (await MailsAsync())[1..];
        Assert.Equal(["columnRequired|Activities|Audience"], (await LookAsync()).Findings.Select(finding => finding.Key));
        await RequireAsync(false);
        await MondayAsync();

        // Assert
        Assert.Contains("Cột Audience bị đặt thành bắt buộc.", first, StringComparison.Ordinal);
        Assert.Contains("Column Audience must be filled, and should not.", first, StringComparison.Ordinal);
        Assert.Contains("Tên danh sách không còn là", first, StringComparison.Ordinal);
        Assert.Contains("Cột Audience bị đặt thành bắt buộc.", Assert.Single(second), StringComparison.Ordinal);
        Assert.DoesNotContain("Tên danh sách không còn là", second[0], StringComparison.Ordinal);
        Assert.Equal(2, (await MailsAsync()).Count);
        Assert.All(await MailsAsync(), mail => Assert.DoesNotContain("Cán bộ mẫu", mail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_Next_Year_Is_Made_Ready_When_It_Is_Due_And_This_One_Is_Not_Touched()
    {
        var folder = Directory.CreateTempSubdirectory("campaigns-");
        try
        {
            // Arrange
            Shift(Path.Combine(CampaignFiles.Own, "2025"), Path.Combine(folder.FullName, "2026"));
            var launch = CampaignFiles.Load(2026, folder.FullName).Launch;
            var next = new NextYear(Tenancy, Flows, new CampaignFolder(folder.FullName), _stage.Machine.Clock, NullLogger<NextYear>.Instance);
            var before = await SiteAsync(2025);

            // Act
            _stage.Machine.Clock.MoveTo(VietnamTime.StartOf(launch.AddDays(-NextYear.DaysBeforeLaunch)).AddMinutes(-1));
            var early = await next.RunAsync(Cancel);
            _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(1));
            await new ProvisionNextYear(next).Run(new TimerInfo(), Cancel);
            var again = await next.RunAsync(Cancel);

            // Assert
            Assert.Empty(early);
            Assert.Equal((0, 0L), (Assert.Single(again).Changes, again[0].Writes));
            var lists = await new SiteDirectory(Tenancy).ListsAsync(await SiteIdAsync(), false, Cancel);
            Assert.All(SiteSchema.Lists, list => Assert.Contains(lists, there => there.Name == list.SiteName(2026)));
            Assert.Equal(before, await SiteAsync(2025));
            Assert.Equal(CampaignFiles.Load(2026, folder.FullName).Rounds.Count, (await new SiteDirectory(Tenancy).StoresAsync(await SiteIdAsync(), 2026, Cancel))["Rounds"] is var rounds ? (await rounds.QueryAsync(null, Cancel)).Count : 0);
            Assert.Empty((await LookAsync()).Findings.Where(finding => finding.Kind.Handling != Handling.Repair || finding.Kind.Who == Mender.Apply).Select(finding => finding.Key));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Without_A_Seed_Or_With_One_That_Cannot_Be_Used_Nothing_Is_Made()
    {
        var folder = Directory.CreateTempSubdirectory("campaigns-");
        try
        {
            var next = new NextYear(Tenancy, Flows, new CampaignFolder(folder.FullName), _stage.Machine.Clock, NullLogger<NextYear>.Instance);
            var before = Tenancy.Meter.Total;
            Assert.Empty(await next.RunAsync(Cancel));
            Directory.CreateDirectory(Path.Combine(folder.FullName, "2026"));
            Assert.Empty(await next.RunAsync(Cancel));
            Assert.Equal(before, Tenancy.Meter.Total);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>A seed of the year after: every year in it one later.</summary>
    private static void Shift(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.WriteAllText(Path.Combine(to, Path.GetFileName(file)), Regex.Replace(File.ReadAllText(file), @"\b20(2[456])(?=\D)", match => $"20{int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) + 1}"));
    }

    private async Task<DriftReport> LookAsync() => await new DriftReading(Tenancy, Site).ReadAsync(Cancel);

    private async Task PassAsync(TimeSpan time)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow() + time);
        await _stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>The next Monday at 7 in Vietnam, by the timers themselves; the night before it has been.</summary>
    private async Task MondayAsync()
    {
        var now = _stage.Machine.Clock.GetUtcNow();
        var monday = new DateTimeOffset(now.UtcDateTime.Date.AddDays(((8 - (int)now.DayOfWeek) % 7) is var days && days == 0 ? 7 : days), TimeSpan.Zero);
        _stage.Machine.Clock.MoveTo(monday.AddHours(-3));
        await _stage.Machine.SettleAsync(Cancel);
        _stage.Machine.Clock.MoveTo(monday);
        await _stage.Machine.SettleAsync(Cancel);
        // The timer comes twice more.
        for (var again = 0; again < 2; again++) await PassAsync(TimeSpan.FromMinutes(20));
    }

    private async Task<List<string>> MailsAsync() => [.. (await _stage.LocalAsync("_local/mails"))["value"]!.OfType<JObject>()
        .Where(mail => ((string?)mail["subject"])!.Contains("khác với thiết kế", StringComparison.Ordinal)).Select(mail => System.Net.WebUtility.HtmlDecode((string)mail["message"]!["body"]!["content"]!))];

    private Task<string> SiteIdAsync() => new SiteDirectory(Tenancy).SiteIdAsync(Site.Path, Cancel);

    private async Task<FoundList> ListAsync(ListSchema schema) => (await new SiteDirectory(Tenancy).ListsAsync(await SiteIdAsync(), true, Cancel)).Single(list => list.Name == schema.SiteName(2025));

    /// <summary>A list on which no work of the worker rests, so that nothing else is said of it.</summary>
    private async Task RequireAsync(bool required)
    {
        var list = await ListAsync(StandingLists.Activities);
        await new SiteDirectory(Tenancy).ChangeColumnAsync(await SiteIdAsync(), list.Id, list.Columns.Single(column => column.Name == "Audience").Id!, new Column { Required = required }, Cancel);
    }

    private async Task RenameAsync(ListSchema schema, string name) => await new SiteDirectory(Tenancy).RenameListAsync(await SiteIdAsync(), (await ListAsync(schema)).Id, name, Cancel);

    /// <summary>Every item of a year's and of the standing lists, with its version.</summary>
    private async Task<string[]> SiteAsync(int year)
    {
        var items = new List<string>();
        foreach (var (name, store) in await new SiteDirectory(Tenancy).StoresAsync(await SiteIdAsync(), year, Cancel))
            if (name != SystemState.List.Name) items.AddRange((await store.QueryAsync(null, Cancel)).Select(item => $"{name} {item.Id} {item.ETag}"));
        return [.. items.Order(StringComparer.Ordinal)];
    }
}
