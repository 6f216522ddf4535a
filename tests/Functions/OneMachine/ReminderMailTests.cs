using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Reminders through the real line, minute by minute over days: each once, none at night.</summary>
public sealed class ReminderMailTests : IAsyncLifetime
{
    private readonly Stage _stage = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [Trait("Fault", "35")]
    // A step each four hours, day and night; each tick three times; one tick a day, near its end; one before dawn and one then, twice each.
    [InlineData("20/06 12:00", 4, 1)]
    [InlineData("20/06 12:00", 8, 3)]
    [InlineData("20/06 17:30", 24, 1)]
    [InlineData("20/06 05:30", 12, 2)]
    public async Task A_Request_And_A_Missing_Return_Are_Reminded_Of_Once_A_Mark_And_Never_At_Night(string from, int hours, int ticks)
    {
        await SendAgainAsync(new DateTimeOffset(2025, 6, 19, 15, 0, 0, TimeSpan.FromHours(7)));
        var pipeline = _stage.Machine.Host.Services.GetRequiredService<Pipeline>();
        // From Friday 20/06, when the head of one unit is asked until 26/06, to the beginning of July.
        for (var at = Vietnam(from); at.Month == 6 || at.Day < 4; at = at.AddHours(hours))
        {
            _stage.Machine.Clock.MoveTo(at);
            await _stage.Machine.SettleAsync(Cancel);
            for (var again = 1; again < ticks; again++) await pipeline.SweepAsync(Cancel);
        }

        var mails = (await _stage.LocalAsync("_local/mails"))["value"]!.Select(mail => (Subject: (string)mail["subject"]!, At: DateTimeOffset.Parse((string)mail["sent"]!, null).ToOffset(TimeSpan.FromHours(7))))
            .Where(mail => mail.At.Date >= new DateTime(2025, 6, 20) && mail.Subject.StartsWith("Nhắc việc", StringComparison.Ordinal) && mail.Subject.Contains("Phòng chuyên môn 1", StringComparison.Ordinal)).ToList();
        // Due Thursday 26/06: two working days before is Tuesday 24/06; one and three after are Friday 27/06 and Tuesday 01/07. Five before lay before it was asked.
        Assert.Equal(["24/06", "27/06", "01/07"], mails.Select(mail => mail.At.ToString("dd/MM", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(mails, mail => Assert.InRange(mail.At.Hour, 7, 17));
    }

    private static DateTimeOffset Vietnam(string written) =>
        new(DateTime.ParseExact($"{written} 2025", "dd/MM HH:mm yyyy", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    /// <summary>The clerk takes the list back and sends it again: the head is asked anew.</summary>
    private async Task SendAgainAsync(DateTimeOffset at)
    {
        _stage.Machine.Clock.MoveTo(at);
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, SamplePeople.Number(3));
        foreach (var step in new[] { "withdraw", "submit" })
        {
            var item = (await clerk.ItemsAsync(UnitReturns.List, null, Cancel)).Single(row => (string?)row["fields"]!["ReturnKey"] == "dot-1|chuyen-mon-1");
            await clerk.ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word(step) }, Cancel);
            await _stage.Machine.SettleAsync(Cancel);
        }
    }
}
