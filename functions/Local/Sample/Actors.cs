using System.Net;
using System.Text.RegularExpressions;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>
/// The simulated people. They act only through list requests under their own token and through the public pages, they look before they act, and they
/// write into their journal what they were told.
/// </summary>
internal sealed partial class Actors(OneMachine machine, Journal journal) : IDisposable
{
    private readonly Dictionary<int, Caller> _callers = [];
    private readonly HttpClient _mail = new() { BaseAddress = machine.TenantAddress };

    public void Dispose()
    {
        _mail.Dispose();
        foreach (var caller in _callers.Values) caller.Dispose();
    }

    /// <summary>Calls under somebody's own token.</summary>
    public Caller As(int number)
    {
        if (!_callers.TryGetValue(number, out var caller)) _callers[number] = caller = Caller.Person(machine.TenantAddress, SamplePeople.Number(number));
        return caller;
    }

    /// <summary>Lets the machine do what follows.</summary>
    public Task SettleAsync(CancellationToken cancellationToken) => machine.SettleAsync(cancellationToken);

    /// <summary>Writes down what somebody was told had been recorded, and by which way they had said it.</summary>
    public void Told(string step, int who, string caseId, string told, string? way = null) => journal.Note(new JournalLine(step, SamplePeople.Number(who).ObjectId, caseId, told, way));

    /// <summary>The item at a place; people look for it with their own eyes.</summary>
    /// <exception cref="RehearsalException">It is not there.</exception>
    public async Task<JObject> FindAsync(int who, Place place, CancellationToken cancellationToken)
    {
        var items = await As(who).ItemsAsync(place.List, null, cancellationToken);
        return items.FirstOrDefault(item => (string?)item["fields"]![place.Column] == place.Value) ?? throw new RehearsalException($"{place.List.Name} has no item '{place.Value}'");
    }

    /// <summary>Case of the item at a place.</summary>
    public async Task<string> CaseAsync(int who, Place place, CancellationToken cancellationToken) =>
        (string?)(await FindAsync(who, place, cancellationToken))["fields"]!["CaseId"] ?? throw new RehearsalException($"{place.Value} is no case yet");

    /// <summary>Somebody answers in the list and looks whether the item then says that it was taken.</summary>
    public async Task AnswerInListAsync(string step, int who, Place place, string request, string told, JObject answer, CancellationToken cancellationToken)
    {
        var caseId = await CaseAsync(who, place, cancellationToken);
        var item = await RequestAsync(who, caseId, request, cancellationToken);
        if ((string?)item["fields"]!["Status"] == Requests.Status.Word("pending"))
        {
            await As(who).ChangeAsync(Requests.List, item, answer, cancellationToken);
            await machine.SettleAsync(cancellationToken);
            item = await RequestAsync(who, caseId, request, cancellationToken);
        }

        var said = (string?)item["fields"]!["Answered"] ?? "";
        if (!said.StartsWith(SamplePeople.Number(who).Name, StringComparison.Ordinal)) throw new RehearsalException($"{step}: the answer in the list was not taken");
        Told(step, who, caseId, told, Way.List);
    }

    /// <summary>Somebody opens the link in the mail and answers on the page.</summary>
    /// <param name="step">Step of the script.</param>
    /// <param name="who">Who answers.</param>
    /// <param name="place">The item.</param>
    /// <param name="request">Round and kind.</param>
    /// <param name="told">Event that they are told of.</param>
    /// <param name="answer">What is filled in.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="says">Words after the name by which the page confirms it: other ones where somebody stands in, or only agreed as one of several.</param>
    public async Task AnswerOnPageAsync(
        string step, int who, Place place, string request, string told, IReadOnlyList<(string, string)> answer, CancellationToken cancellationToken, string says = ", ")
    {
        using var browser = new Browser();
        var caseId = await CaseAsync(who, place, cancellationToken);
        var link = await LinkAsync(who, Effect(caseId, request), cancellationToken);
        await ScanAsync(link, cancellationToken);
        var page = await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken);
        if (page.HasForm)
        {
            // What is not chosen goes as the page offers it.
            var offered = Outcomes().Matches(page.Html).Select(match => match.Groups[1].Value).Where(name => answer.All(field => field.Item1 != name)).Select(name => (name, "granted"));
            page = await browser.SendAsync(link, page, answer.Concat(offered).Select(field => KeyValuePair.Create(field.Item1, field.Item2)), cancellationToken);
            await machine.SettleAsync(cancellationToken);
        }

        var text = WebUtility.HtmlDecode(page.Html);
        if (page.Status != 200 || !text.Contains(SamplePeople.Number(who).Name + says, StringComparison.Ordinal))
            throw new RehearsalException($"{step}: the page answered {page.Status} and did not confirm the answer: {Notice(text)}");
        Told(step, who, caseId, told, Way.Page);
    }

    /// <summary>Somebody else opens the link: they must be told that it is not theirs, and see nothing.</summary>
    public async Task OpenAnothersAsync(string step, int asked, int other, Place place, string request, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var caseId = await CaseAsync(asked, place, cancellationToken);
        var page = await browser.OpenAsync(await LinkAsync(asked, Effect(caseId, request), cancellationToken), SamplePeople.Number(other), cancellationToken);
        if (page.Status != 403 || page.HasForm || WebUtility.HtmlDecode(page.Html).Contains(SamplePeople.Number(1).Name, StringComparison.Ordinal) && other != 1)
            throw new RehearsalException($"{step}: a page that is not theirs answered {page.Status}");
    }

    /// <summary>Somebody comments on a posted list, on the page that the mail to everybody leads to.</summary>
    public async Task CommentAsync(string step, int who, int office, Place session, string text, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        // Only the office may read the list of sessions; the one who comments knows the link from the mail.
        var caseId = await CaseAsync(office, session, cancellationToken);
        var link = await LinkAsync(who, $"{caseId}|mail:posting", cancellationToken);
        var page = await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken);
        if (!page.HasForm) throw new RehearsalException($"{step}: the posted list cannot be commented on: {page.Status}");
        page = await browser.SendAsync(link, page, [KeyValuePair.Create("comment", text)], cancellationToken);
        if (page.Status != 200) throw new RehearsalException($"{step}: the comment was answered {page.Status}");
        await machine.SettleAsync(cancellationToken);
        Told(step, who, caseId, "PostingCommented");
    }

    /// <summary>The mail scanner opens every link it sees, without signing in.</summary>
    private static async Task ScanAsync(Uri link, CancellationToken cancellationToken)
    {
        using var scanner = new Browser();
        for (var times = 0; times < 2; times++) await scanner.OpenAsync(link, null, cancellationToken);
    }

    /// <summary>The request of a kind and round of a case, as <c>02-confirm</c>.</summary>
    private async Task<JObject> RequestAsync(int who, string caseId, string request, CancellationToken cancellationToken)
    {
        var items = await As(who).ItemsAsync(Requests.List, $"fields/CaseId eq '{caseId}'", cancellationToken);
        return items.FirstOrDefault(item => (string?)item["fields"]!["RequestKey"] == $"{caseId}-{request}")
            ?? throw new RehearsalException($"no request {request} was made for {caseId}");
    }

    /// <summary>The link in the mail that carries out this effect, in this person's mailbox.</summary>
    private async Task<Uri> LinkAsync(int who, string effect, CancellationToken cancellationToken)
    {
        // Of many in a day the rest comes together later: the list has each at once, with its link.
        if (await FindMailAsync(who, effect, cancellationToken) is not { } mail) return await LinkInListAsync(who, effect, cancellationToken) ?? throw new RehearsalException($"{SamplePeople.Number(who).Name} got no mail {effect}");
        return new Uri(WebUtility.HtmlDecode(Link().Match(mail.ToString()).Value));
    }

    private async Task<Uri?> LinkInListAsync(int who, string effect, CancellationToken cancellationToken)
    {
        var (caseId, key) = (effect.Split('|')[0], effect.Split("|mail:")[^1]);
        var item = (await As(who).ItemsAsync(Requests.List, $"fields/CaseId eq '{caseId}'", cancellationToken)).FirstOrDefault(item => (string?)item["fields"]!["RequestKey"] == key);
        return (string?)item?["fields"]!["Link"] is { Length: > 0 } link ? new Uri(link) : null;
    }

    private static string Notice(string html) => NoticeText().Match(html).Groups[1].Value;

    [GeneratedRegex("<select name=\"(outcome-[0-9]+)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Outcomes();

    [GeneratedRegex("role=\"status\">([^<]*)<", RegexOptions.CultureInvariant)]
    private static partial Regex NoticeText();

    [GeneratedRegex("http://[a-z0-9.:]+/api/(?:requests|postings)/[a-z2-7]+", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
