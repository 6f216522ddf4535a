using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using EmulationM365.Functions.Local;
using EmulationM365.Functions.Local.Sample;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Through a whole year nothing personal stands where logs are read or addresses are kept: names, ratings, discipline, achievements, comments.</summary>
public sealed partial class CanaryTests : IDisposable
{
    private static readonly string[] Words =
    [
        "Cán bộ mẫu", "Can bo mau", "@mau.example", "Hoàn thành", "hoan_thanh", "xuat_sac", "Khiển trách", "khien_trach", "số liệu mẫu", "ý kiến mẫu", "trả lời mẫu", "chưa đạt mức xếp loại",
    ];

    private readonly string _data = Directory.CreateTempSubdirectory("canary-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    [Trait("Fault", "66")]
    public async Task Nothing_Personal_Stands_In_Logs_Or_Addresses()
    {
        var (har, log) = (Path.Combine(_data, "year.har"), new Canary());
        await using (var machine = await EmulationM365.Functions.Local.OneMachine.StartAsync(
            new OneMachineSettings(_data, 0, 0, LocalClock.Open(_data, Script.Begin, runs: false), har, log) { Outlook = true, Teams = true }, TestContext.Current.CancellationToken))
        {
            await new Rehearsal(machine, new Journal(_data)).PlayAsync(demo: false, _ => Task.CompletedTask, TestContext.Current.CancellationToken);
        }

        Assert.True(log.Lines.Count > 20, $"only {log.Lines.Count} lines were logged: the canary sees nothing");
        Assert.DoesNotContain(log.Lines, Sings);
        var entries = JObject.Parse(await File.ReadAllTextAsync(har, TestContext.Current.CancellationToken))["log"]!["entries"]!;
        // Addresses that the worker asks for, and those of its own pages. The shared mailbox in the address of a mail is nobody's; a person's sign-in name stands
        // where Graph takes nothing else: SharePoint tells the worker no other key of an account, and it asks once a person and process.
        var addresses = entries.Where(entry => (string?)entry["_identity"] == $"app:{SamplePeople.Worker}").Select(entry => Uri.UnescapeDataString((string)entry["request"]!["url"]!))
            .Concat(log.Lines.Where(line => line.Contains("/api/", StringComparison.Ordinal))).ToList();
        Assert.True(addresses.Count > 1000, $"only {addresses.Count} addresses were recorded");
        Assert.DoesNotContain(addresses.Select(address => User().Replace(address.Replace(SamplePeople.Mailbox, "", StringComparison.Ordinal), "/users/")), Sings);
    }

    [GeneratedRegex(@"/v1\.0/users/mau\d\d@mau\.example(?=\?|$)")]
    private static partial Regex User();

    private static bool Sings(string text) => Words.Any(word => text.Normalize().Contains(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Keeps every line that is logged, with its arguments as they are written out.</summary>
    private sealed class Canary : ILoggerProvider
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => new Bird(categoryName, Lines);

        public void Dispose()
        {
        }

        private sealed class Bird(string category, ConcurrentQueue<string> lines) : ILogger
        {
            public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

            public bool IsEnabled(LogLevel logLevel) => true;

            public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
                lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
        }
    }
}
