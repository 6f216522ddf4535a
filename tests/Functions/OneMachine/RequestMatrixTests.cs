using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Functions.Pages;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>
/// Everybody × every step of a return × every answer, at the door of the page, each with a form that is their own in everything but the right to answer. Only the one who is asked is taken, with
/// the one answer that was asked for; everything else is refused with a status that fits, and records nothing.
/// </summary>
public sealed class RequestMatrixTests : ReturnUnderReview
{
    private static readonly string[] Answers = ["agree", "received", "qualified", "recorded", "send_back", "retry", "", "hand_over", "reopen", "approve"];

    /// <summary>The unit's clerk and head, the office, clerk and head of another unit, a clerk of a third, somebody of the unit, the second of the office, the director.</summary>
    private static readonly int[] People = [3, 4, 5, 17, 18, 1, 14, 7, 8];

    [Fact]
    [Trait("Fault", "51")]
    public async Task Whoever_Is_Not_Asked_Is_Refused_Whatever_They_Answer_And_Nothing_Is_Recorded()
    {
        var refused = 0;
        foreach (var (kind, answer, person) in Steps)
        {
            var (link, before) = (await LinkAsync(kind), await EventsAsync());
            foreach (var other in People.Select(SamplePeople.Number).Where(other => !Asked(kind).Contains(other.Number)))
            {
                using var visitor = await Visitor.SignInAsync(link, other, Cancel);
                foreach (var given in Answers)
                {
                    var status = await visitor.AnswerAsync(given, Cancel);
                    Assert.True(status is >= 400 and < 500, $"{other.Name} answered '{given}' to {kind}: {status}");
                    refused++;
                }
            }

            await _stage.Machine.SettleAsync(Cancel);
            Assert.Equal(before, await EventsAsync());
            await AnswerAsync(kind, answer, person, 1);
        }

        Assert.True(refused >= 150, $"{refused} refused");
    }

    [Fact]
    public async Task Whoever_Is_Asked_Is_Taken_At_Their_One_Word_And_Refused_At_Every_Other()
    {
        foreach (var (kind, answer, person) in Steps)
        {
            var (link, before) = (await LinkAsync(kind), await EventsAsync());
            using var visitor = await Visitor.SignInAsync(link, person, Cancel);
            foreach (var other in Answers.Where(other => other != answer && other != "send_back"))
                Assert.True(await visitor.AnswerAsync(other, Cancel) is >= 400 and < 500, $"{other} to {kind}");
            Assert.Equal(before, await EventsAsync());
            Assert.Equal(200, await visitor.AnswerAsync(answer, Cancel));
            await _stage.Machine.SettleAsync(Cancel);
            Assert.True((await EventsAsync()).Count > before.Count);
        }
    }

    /// <summary>Those who are asked by a kind: their answers are taken, so they are not tried.</summary>
    private static int[] Asked(string kind) => kind == "confirm" ? [4] : [5, 7];

    private async Task<Uri> LinkAsync(string kind) => _stage.Here((string)(await RequestsAsync())[$"01-{kind}"]["Link"]!);

    /// <summary>A browser that keeps what it was given, and makes its own form where the page shows it none.</summary>
    private sealed class Visitor(HttpClient http, Uri link, string number, SamplePerson person, string content) : IDisposable
    {
        public void Dispose() => http.Dispose();

        public static async Task<Visitor> SignInAsync(Uri link, SamplePerson person, CancellationToken cancellationToken)
        {
            var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() });
            for (var address = link; ;)
            {
                using var answer = await http.GetAsync(address, cancellationToken);
                if (answer.Headers.Location is not { } location)
                {
                    var cookie = answer.Headers.GetValues("Set-Cookie").Single(line => line.StartsWith(FormProof.Cookie, StringComparison.Ordinal)).Split(';')[0];
                    http.DefaultRequestHeaders.Add("Cookie", cookie);
                    http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
                    var html = await answer.Content.ReadAsStringAsync(cancellationToken);
                    var content = html.Split("name=\"content\" value=\"") is [_, var rest, ..] ? rest.Split('"')[0] : "";
                    return new Visitor(http, link, cookie.Split('=')[1], person, content);
                }

                address = new Uri(address, location);
                if (address.AbsolutePath.EndsWith("/authorize", StringComparison.Ordinal)) address = new Uri($"{address}&prompt=none&login_hint={person.UserPrincipalName}");
            }
        }

        public async Task<int> AnswerAsync(string answer, CancellationToken cancellationToken)
        {
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["answer"] = answer, ["content"] = content, ["comment"] = "Lý do mẫu", ["to"] = person.StaffKey,
                [FormProof.Field] = FormProof.Of(number, person.ObjectId),
            });
            using var said = await http.PostAsync(link, form, cancellationToken);
            return (int)said.StatusCode;
        }
    }
}
