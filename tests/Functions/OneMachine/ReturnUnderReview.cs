using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>A return that was sent and waits, and the hands of people on it and on its lines: by the lists alone.</summary>
public abstract class ReturnUnderReview : IAsyncLifetime
{
    private protected const string Case = "r-2025-000002";
    private protected static readonly SamplePerson Clerk = SamplePeople.Number(3);
    private protected static readonly SamplePerson Head = SamplePeople.Number(4);
    private protected static readonly SamplePerson Office = SamplePeople.Number(5);
    private protected static readonly SamplePerson OtherClerk = SamplePeople.Number(17);
    private protected static readonly (string Kind, string Answer, SamplePerson Person)[] Steps = [("confirm", "agree", Head), ("receive", "received", Office), ("appraise", "qualified", Office)];
    private protected readonly Stage _stage = new();

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _stage.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        await _stage.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Answers what waits, one after the other, until a kind waits; all of them for an empty one.</summary>
    private protected async Task AnswerUpToAsync(string kind)
    {
        foreach (var step in Steps.TakeWhile(step => step.Kind != kind)) await AnswerAsync(step.Kind, step.Answer, step.Person, 1);
    }

    private protected async Task AnswerAsync(string kind, string answer, SamplePerson person, int round)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        var item = (await caller.ItemsAsync(Requests.List, null, Cancel)).Single(request => (string?)request["fields"]!["RequestKey"] == $"{Case}-{round:D2}-{kind}");
        await caller.ChangeAsync(Requests.List, item, new JObject { ["Decision"] = Requests.Decision.Word(answer) }, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private protected async Task EditLineAsync(SamplePerson person, JObject fields)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        await caller.ChangeAsync(Nominations.List, await LineAsync(person), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private protected async Task EditReturnAsync(SamplePerson person, JObject fields)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        await caller.ChangeAsync(UnitReturns.List, await ItemAsync(caller), fields, Cancel);
        await _stage.Machine.SettleAsync(Cancel);
    }

    private protected async Task PassAsync(int minutes)
    {
        _stage.Machine.Clock.MoveTo(_stage.Machine.Clock.GetUtcNow().AddMinutes(minutes));
        await _stage.Machine.SettleAsync(Cancel);
    }

    /// <summary>On to a minute in which every list is looked at, whether it rang or not.</summary>
    private protected Task PollAsync() => PassAsync(21);

    private protected async Task<JObject> LineAsync(SamplePerson person)
    {
        using var caller = Caller.Person(_stage.Machine.TenantAddress, person);
        return (await caller.ItemsAsync(Nominations.List, "fields/ReturnLookupId eq 2", Cancel))[0];
    }

    private protected static async Task<JObject> ItemAsync(Caller caller) => (await caller.ItemsAsync(UnitReturns.List, null, Cancel)).Single(item => (string?)item["id"] == "2");

    private protected async Task<JObject> ReturnAsync() => (await _stage.ItemsAsync(UnitReturns.List)).Single(item => (string?)item["CaseId"] == Case);

    private protected async Task<IReadOnlyDictionary<string, JObject>> RequestsAsync() => (await _stage.ItemsAsync(Requests.List))
        .Where(item => ((string)item["RequestKey"]!).StartsWith($"{Case}-", StringComparison.Ordinal)).ToDictionary(item => ((string)item["RequestKey"]!)[(Case.Length + 1)..]);

    private protected async Task<IReadOnlyList<string>> EventsAsync() => [.. (await _stage.EventsAsync()).Where(recorded => recorded.StartsWith($"{Case}:", StringComparison.Ordinal))];

    private protected async Task<IReadOnlyList<string>> MailsAsync(SamplePerson person) =>
        [.. (await _stage.LocalAsync($"_local/mails?to={person.UserPrincipalName}"))["value"]!.Select(mail => System.Net.WebUtility.HtmlDecode(mail.ToString()))];
}
