using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using EmulationM365.Texts;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>What people do elsewhere than in the list and behind one mail's link: on cards, and on the page of everything that waits for them.</summary>
internal sealed partial class Actors
{
    /// <summary>Looks a case up for people who see only what was sent to them.</summary>
    private const int Office = 5;

    /// <summary>Somebody opens the mail in Outlook and presses the button of its card that moves the case on.</summary>
    public async Task AnswerInOutlookAsync(string step, int who, Place place, string request, string told, CancellationToken cancellationToken)
    {
        var caseId = await CaseAsync(Office, place, cancellationToken);
        var mail = await MailAsync(who, Effect(caseId, request), cancellationToken);
        var press = new JObject { ["person"] = SamplePeople.Number(who).ObjectId, ["mail"] = mail["id"] };
        var opened = await PostAsync("_local/cards/press", press, cancellationToken);
        if (HasButton(opened["card"], request))
        {
            press["title"] = Button(request);
            opened = await PostAsync("_local/cards/press", press, cancellationToken);
            await SettleAsync(cancellationToken);
        }

        Confirmed(step, who, $"{opened["card"]}{opened["status"]}");
        Told(step, who, caseId, told, Way.Outlook);
    }

    /// <summary>Somebody presses the button on the card that the bot brought them in Teams.</summary>
    public async Task AnswerInTeamsAsync(string step, int who, Place place, string request, string told, CancellationToken cancellationToken)
    {
        var caseId = await CaseAsync(Office, place, cancellationToken);
        // The card leads to the same page as the mail.
        var link = (await LinkAsync(who, Effect(caseId, request), cancellationToken)).ToString();
        var person = SamplePeople.Number(who);
        var card = (await JsonAsync($"_local/teams/messages?person={person.ObjectId}", cancellationToken))["value"]!.OfType<JObject>()
            .LastOrDefault(message => (bool)message["fromBot"]! && $"{message["card"]}".Contains(link, StringComparison.Ordinal)) ?? throw new RehearsalException($"{person.Name} got no card {caseId}-{request} in Teams");
        var shown = card["card"];
        if (HasButton(shown, request))
        {
            var press = new JObject { ["person"] = person.ObjectId, ["message"] = card["id"], ["title"] = Button(request), ["inputs"] = new JObject() };
            shown = (await PostAsync("_local/teams/press", press, cancellationToken))["body"];
            await SettleAsync(cancellationToken);
        }

        Confirmed(step, who, $"{shown}");
        Told(step, who, caseId, told, Way.Teams);
    }

    /// <summary>Somebody ticks several requests on the page of everything that waits for them, and agrees to them with one button.</summary>
    public async Task AnswerTogetherAsync(string step, int who, IReadOnlyList<(Place Place, string Request, string Told)> several, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var asked = new List<(string CaseId, Uri Link, string Told)>();
        foreach (var (place, request, told) in several)
        {
            var caseId = await CaseAsync(Office, place, cancellationToken);
            asked.Add((caseId, await LinkAsync(who, Effect(caseId, request), cancellationToken), told));
        }

        var all = new Uri(machine.Host.BaseAddress, "api/requests");
        var page = await browser.OpenAsync(all, SamplePeople.Number(who), cancellationToken);
        var shown = Shown().Matches(page.Html).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        var ticked = asked.Select(one => one.Link.Segments[^1]).Where(shown.ContainsKey).ToList();
        if (ticked.Count > 0)
        {
            await browser.SendAsync(all, page, ticked.SelectMany(locator => new[] { KeyValuePair.Create("pick", locator), KeyValuePair.Create($"content-{locator}", shown[locator]) }), cancellationToken);
            await SettleAsync(cancellationToken);
        }

        foreach (var (caseId, link, told) in asked)
        {
            Confirmed(step, who, WebUtility.HtmlDecode((await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken)).Html));
            Told(step, who, caseId, told, Way.Together);
        }
    }

    /// <summary>Who is asked hands the request to somebody by name, with a reason.</summary>
    public async Task HandOverAsync(string step, int who, int to, Place place, string request, string why, CancellationToken cancellationToken)
    {
        var other = SamplePeople.Number(to);
        await MoveAsync(step, who, place, request, [("answer", RequestForm.HandOver), ("to", other.StaffKey), ("comment", why)], 200, "answer.handedOver", other, cancellationToken);
    }

    /// <summary>Who is asked finds that the link of the mail has ended, and opens the request again.</summary>
    public Task ReopenAsync(string step, int who, Place place, string request, CancellationToken cancellationToken) =>
        MoveAsync(step, who, place, request, [("answer", RequestForm.Reopen)], 410, "answer.reopened", SamplePeople.Number(who), cancellationToken);

    /// <summary>Who was asked opens the link once more, and reads that somebody else is asked now.</summary>
    public async Task SeeMovedAsync(string step, int who, int to, Place place, string request, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var link = await LinkAsync(who, Effect(await CaseAsync(Office, place, cancellationToken), request), cancellationToken);
        var text = WebUtility.HtmlDecode((await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken)).Html);
        if (!text.Contains(Text.Vi("refuse.moved", SamplePeople.Number(to).Name), StringComparison.Ordinal)) throw new RehearsalException($"{step}: the page does not say to whom the request moved: {Notice(text)}");
    }

    private async Task MoveAsync(
        string step, int who, Place place, string request, IReadOnlyList<(string, string)> form, int status, string said, SamplePerson to, CancellationToken cancellationToken)
    {
        using var browser = new Browser();
        var caseId = await CaseAsync(Office, place, cancellationToken);
        var link = await LinkAsync(who, Effect(caseId, request), cancellationToken);
        var page = await browser.OpenAsync(link, SamplePeople.Number(who), cancellationToken);
        // Done before this person was interrupted, the page says so.
        var moved = Text.Vi("refuse.moved", to.Name);
        if (page.HasForm && page.Status == status)
        {
            page = await browser.SendAsync(link, page, form.Select(field => KeyValuePair.Create(field.Item1, field.Item2)), cancellationToken);
            await SettleAsync(cancellationToken);
        }

        var text = WebUtility.HtmlDecode(page.Html);
        if (!text.Contains(Text.Vi(said), StringComparison.Ordinal) && !text.Contains(moved, StringComparison.Ordinal)) throw new RehearsalException($"{step}: the page answered {page.Status}: {Notice(text)}");
        Told(step, who, caseId, "RequestMoved");
    }

    private static string Effect(string caseId, string request) => $"{caseId}|mail:{caseId}-{request}";

    /// <summary>The words on the button that answers a request such as <c>01-confirm-m1</c>.</summary>
    private static string Button(string request) => Text.Vi($"page.do.{request.Split('-')[1]}");

    private static bool HasButton(JToken? card, string request) => card is JObject shown && shown.Descendants().OfType<JObject>()
        .Any(part => (string?)part["title"] == Button(request) && $"{part["type"]}".StartsWith("Action.", StringComparison.Ordinal));

    /// <summary>Whoever answered reads their own name, followed by when and by which way.</summary>
    private static void Confirmed(string step, int who, string text)
    {
        if (!text.Contains($"{SamplePeople.Number(who).Name}, ", StringComparison.Ordinal)) throw new RehearsalException($"{step}: the answer was not confirmed: {text}");
    }

    /// <summary>The newest mail that carries out an effect, in somebody's mailbox.</summary>
    private async Task<JObject> MailAsync(int who, string effect, CancellationToken cancellationToken) =>
        await FindMailAsync(who, effect, cancellationToken) ?? throw new RehearsalException($"{SamplePeople.Number(who).Name} got no mail {effect}");

    private async Task<JObject?> FindMailAsync(int who, string effect, CancellationToken cancellationToken) =>
        (await JsonAsync($"_local/mails?to={SamplePeople.Number(who).UserPrincipalName}", cancellationToken))["value"]!.OfType<JObject>()
            .LastOrDefault(mail => mail.ToString().Contains($"\"{effect}\"", StringComparison.Ordinal));

    private async Task<JObject> PostAsync(string path, JObject body, CancellationToken cancellationToken)
    {
        using var content = new StringContent(body.ToString(Formatting.None), Encoding.UTF8, "application/json");
        using var answer = await _mail.PostAsync(new Uri(machine.TenantAddress, path), content, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JObject.Parse(text) : throw new RehearsalException($"{path} answered {(int)answer.StatusCode}: {text}");
    }

    private async Task<JObject> JsonAsync(string path, CancellationToken cancellationToken)
    {
        using var reader = new JsonTextReader(new StringReader(await _mail.GetStringAsync(new Uri(machine.TenantAddress, path), cancellationToken))) { DateParseHandling = DateParseHandling.None };
        return await JObject.LoadAsync(reader, cancellationToken);
    }

    [GeneratedRegex("name=\"content-([a-z2-7]+)\" value=\"([0-9a-f]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Shown();
}
