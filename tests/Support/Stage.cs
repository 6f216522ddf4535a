using EmulationM365.Functions.Local;
using EmulationM365.Functions.Local.Sample;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Support;

/// <summary>
/// The whole system on this machine, with the sample year played to where one unit waits for its head. The year is played once a run of the tests; each stage
/// goes on from a copy of its folder, as the one command does after a stop.
/// </summary>
public sealed class Stage : IAsyncLifetime
{
    private static readonly Lazy<Task<string>> Played = new(PlayAsync);
    private readonly string _data = Directory.CreateTempSubdirectory("stage-").FullName;
    private readonly Stack<OneMachine> _before = new();
    private OneMachine? _machine;

    internal OneMachine Machine => _machine!;

    /// <summary>The functions send cards from here on, and take answers from Outlook.</summary>
    internal bool Outlook { get; init; }

    /// <summary>The bot is switched on: the year was played without it, and from now on people have Teams.</summary>
    internal bool Teams { get; init; }

    /// <summary>Folder of everything that is kept.</summary>
    internal string Data => _data;

    /// <summary>The link in the mail that asks Cán bộ mẫu 04 to confirm.</summary>
    public Uri Link { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Directory.GetFiles(await Played.Value)) File.Copy(file, Path.Combine(_data, Path.GetFileName(file)));
        _machine = await OneMachine.StartAsync(new OneMachineSettings(_data, 0, 0, LocalClock.Open(_data, Script.Begin, runs: false), null) { Outlook = Outlook, Teams = Teams }, TestContext.Current.CancellationToken);
        await _machine.SettleAsync(TestContext.Current.CancellationToken);
        Link = await LastLinkAsync(SamplePeople.Number(4));
    }

    public async ValueTask DisposeAsync()
    {
        if (_machine is not null) await _machine.DisposeAsync();
        while (_before.TryPop(out var ended)) await ended.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Everything is switched off, and on again so much later. Nothing has run by itself yet then.</summary>
    /// <param name="time">How much later.</param>
    /// <param name="others">Paths of sites of other units that are served from then on.</param>
    internal async Task SwitchOffAsync(TimeSpan time, params string[] others)
    {
        await _machine!.DisposeAsync();
        var clock = LocalClock.Open(_data, Script.Begin, runs: false);
        clock.MoveTo(clock.GetUtcNow() + time);
        _machine = await OneMachine.StartAsync(new OneMachineSettings(_data, 0, 0, clock, null, Others: others) { Outlook = Outlook, Teams = Teams }, TestContext.Current.CancellationToken);
    }

    /// <summary>The functions end without a word, and others begin at the same Microsoft 365, with an empty queue: they know only what was written down there.</summary>
    internal async Task StartAnewAsync()
    {
        _before.Push(Machine);
        var data = Directory.CreateDirectory(Path.Combine(_data, $"anew-{_before.Count}")).FullName;
        var settings = new OneMachineSettings(data, 0, 0, Machine.Clock, null, Elsewhere: (Machine.TenantAddress, () => Task.CompletedTask)) { Outlook = Outlook, Teams = Teams };
        _machine = await OneMachine.StartAsync(settings, TestContext.Current.CancellationToken);
    }

    /// <summary>The next night, by the timer itself.</summary>
    internal async Task<NightReport> NightAsync()
    {
        var now = Machine.Clock.GetUtcNow();
        var night = now.Date.AddHours(19) is var tonight && tonight > now ? tonight : now.Date.AddDays(1).AddHours(19);
        // What is left over from the day is done before.
        Machine.Clock.MoveTo(new DateTimeOffset(night, TimeSpan.Zero).AddMinutes(-3));
        await Machine.SettleAsync(TestContext.Current.CancellationToken);
        Machine.Clock.MoveTo(new DateTimeOffset(night, TimeSpan.Zero));
        return await SameNightAsync();
    }

    /// <summary>The night's work, whatever the time is.</summary>
    internal async Task<NightReport> SameNightAsync() => Assert.Single(await Machine.Host.Services.GetRequiredService<NightlyRun>().RunAsync(TestContext.Current.CancellationToken));

    /// <summary>A link of the year that was played, at the address where this copy of it runs.</summary>
    internal Uri Here(string link) => new(Machine.Host.BaseAddress, new Uri(link).PathAndQuery);

    /// <summary>The clerk changes what stands in the first line of the return that waits for its head.</summary>
    internal async Task EditLineAsync(string achievement = "Thành tích sửa (mẫu)")
    {
        using var clerk = Caller.Person(Machine.TenantAddress, SamplePeople.Number(3));
        var line = (await clerk.ItemsAsync(EmulationM365.Schema.Lists.Nominations.List, "fields/ReturnLookupId eq 2", TestContext.Current.CancellationToken))[0];
        await clerk.ChangeAsync(EmulationM365.Schema.Lists.Nominations.List, line, new JObject { ["Achievement"] = achievement }, TestContext.Current.CancellationToken);
        await Machine.SettleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>An edit begins a new round: the year was played without cards, and from now on the head is asked in every way that is switched on.</summary>
    internal async Task NewRoundAsync()
    {
        await EditLineAsync();
        Machine.Clock.MoveTo(Machine.Clock.GetUtcNow().AddMinutes(20));
        await Machine.SettleAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The link to a request in the newest mail to a person that has one: other mails, as the digest of news, lead elsewhere.</summary>
    internal async Task<Uri> LastLinkAsync(SamplePerson person) => Here((await LocalAsync($"_local/mails?to={person.UserPrincipalName}"))["value"]!.Select(mail => (string?)mail["link"] ?? "")
        .Last(link => link.Contains("/api/requests/", StringComparison.Ordinal)));

    /// <summary>Every event recorded so far, as its key and type.</summary>
    internal async Task<IReadOnlyList<string>> EventsAsync()
    {
        using var auditor = Caller.Application(Machine.TenantAddress, SamplePeople.Auditor);
        return [.. (await auditor.ItemsAsync(EmulationM365.Schema.Lists.CaseEvents.List, null, TestContext.Current.CancellationToken))
            .Select(item => $"{item["fields"]!["StreamKey"]} {item["fields"]!["EventType"]}").Order(StringComparer.Ordinal)];
    }

    internal async Task<IReadOnlyList<JObject>> ItemsAsync(EmulationM365.Schema.ListSchema list)
    {
        using var auditor = Caller.Application(Machine.TenantAddress, SamplePeople.Auditor);
        return [.. (await auditor.ItemsAsync(list, null, TestContext.Current.CancellationToken)).Select(item => (JObject)item["fields"]!)];
    }

    internal async Task<JObject> LocalAsync(string path)
    {
        using var http = new HttpClient();
        using var reader = new JsonTextReader(new StringReader(await http.GetStringAsync(new Uri(Machine.TenantAddress, path), TestContext.Current.CancellationToken)))
        {
            DateParseHandling = DateParseHandling.None,
        };
        return await JObject.LoadAsync(reader, TestContext.Current.CancellationToken);
    }

    private static async Task<string> PlayAsync()
    {
        var data = Directory.CreateTempSubdirectory("stage-played-").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(data, recursive: true);
        await using var machine = await OneMachine.StartAsync(new OneMachineSettings(data, 0, 0, LocalClock.Open(data, Script.Begin, runs: false), null), CancellationToken.None);
        await new Rehearsal(machine, new Journal(data)).PlayAsync(demo: true, _ => Task.CompletedTask, CancellationToken.None);
        return data;
    }
}
