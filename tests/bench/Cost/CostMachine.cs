using System.Diagnostics;
using System.Globalization;
using System.Text;
using EmulationM365.Functions.Local;
using EmulationM365.Functions.Local.Sample;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Cost;

/// <summary>The whole system on this machine with its people entered, and an account of what its worker spends.</summary>
internal sealed class CostMachine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly OneMachine _machine;
    private readonly Process? _apart;
    private readonly Dictionary<string, string> _lists = [];

    private CostMachine(DirectoryInfo folder, OneMachine machine, Process? apart)
    {
        (_folder, _machine, _apart) = (folder, machine, apart);
        People = new Actors(machine, new Journal(folder.FullName));
    }

    public Actors People { get; }

    public DateTimeOffset Now => _machine.Clock.GetUtcNow();

    /// <summary>Starts, provisions, enters staff and council.</summary>
    /// <param name="notified">Changes are told by notifications; false = they are found by polling alone.</param>
    /// <param name="apart">localm365 runs in a process of its own, so that what this one holds is what the worker needs.</param>
    public static async Task<CostMachine> StartAsync(bool notified, bool apart = false)
    {
        var folder = Directory.CreateTempSubdirectory("bench-cost-");
        var clock = LocalClock.Open(folder.FullName, Script.Begin, runs: false);
        var record = Path.Combine(folder.FullName, "cost.har");
        var tenant = apart ? await TenantProcess.RunAsync(folder.CreateSubdirectory("tenant"), record) : default;
        var settings = new OneMachineSettings(folder.FullName, 0, 0, clock, record, Notified: notified, Elsewhere: apart ? (tenant.Address, () => NextMinuteAsync(tenant.Address, clock)) : null);
        if (apart) await NextMinuteAsync(tenant.Address, clock);
        var cost = new CostMachine(folder, await OneMachine.StartAsync(settings, CancellationToken.None), tenant.Process);
        await cost._machine.SettleAsync(CancellationToken.None);
        await cost.People.EnterStaffAsync(5, CancellationToken.None);
        await cost.People.EnterCouncilAsync(5, CancellationToken.None);
        await cost.SettleAsync();
        await cost.LearnListsAsync();
        return cost;
    }

    /// <summary>Leaps to a moment and does what is due then.</summary>
    public async Task LeapAsync(DateTimeOffset moment)
    {
        _machine.Clock.MoveTo(moment);
        await SettleAsync();
    }

    /// <summary>Nobody tells of changes in a tenant elsewhere: the round of the next minute finds them.</summary>
    private static async Task NextMinuteAsync(Uri tenant, LocalClock clock)
    {
        clock.MoveTo(clock.GetUtcNow() + TimeSpan.FromMinutes(1));
        using var http = new HttpClient();
        using var body = new StringContent(new JObject { ["now"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture), ["speed"] = 0 }.ToString(), Encoding.UTF8, "application/json");
        using var answer = await http.PutAsync(new Uri(tenant, "_local/clock"), body);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Lives through a time minute by minute.</summary>
    public async Task LiveAsync(TimeSpan time)
    {
        var end = Now + time;
        for (var minute = Now + TimeSpan.FromMinutes(1); minute <= end; minute += TimeSpan.FromMinutes(1)) await LeapAsync(minute);
    }

    /// <summary>Leaps to the next night, when everything else is done.</summary>
    public async Task LeapToNightAsync()
    {
        // First to the evening before, when the product's own timer makes up for what the leap passed over; then half an hour into the new day of Vietnam, when that
        // timer has not come yet and would leave nothing to count.
        var tonight = new DateTimeOffset(Now.UtcDateTime.Date, TimeSpan.Zero).AddHours(17.5);
        if (tonight.AddHours(-1) <= Now) tonight = tonight.AddDays(1);
        await LeapAsync(tonight.AddHours(-1));
        _machine.Clock.MoveTo(tonight);
    }

    /// <summary>Does a night's work.</summary>
    public async Task<NightReport> NightAsync() => (await _machine.Host.Services.GetRequiredService<NightlyRun>().RunAsync(CancellationToken.None))[0];

    public Task SettleAsync() => _machine.SettleAsync(CancellationToken.None);

    /// <summary>Marks a place in the recording.</summary>
    public int Mark() => Recording.Read(File, int.MaxValue, (_, _) => { });

    /// <summary>What the worker has spent since a mark.</summary>
    public Account Since(int mark)
    {
        var account = new Account();
        Recording.Read(File, mark, (method, url) => account.Add(method, url, _lists));
        return account;
    }

    public async ValueTask DisposeAsync()
    {
        People.Dispose();
        await _machine.DisposeAsync();
        if (_apart is not null)
        {
            _apart.Kill();
            await _apart.WaitForExitAsync();
            _apart.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private string File => Path.Combine(_folder.FullName, "cost.har");

    private async Task LearnListsAsync()
    {
        foreach (var list in Schema.SiteSchema.Lists)
        {
            using var auditor = Caller.Application(_machine.TenantAddress, SamplePeople.Auditor);
            _lists[await auditor.ListIdAsync(list, CancellationToken.None)] = list.Name;
        }
    }
}
