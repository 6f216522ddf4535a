using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Bench.Cost;

/// <summary>Returns that are filled in, sent and decided, by people who act through lists and pages.</summary>
internal sealed class ReturnActs(CostMachine machine)
{
    private static readonly CancellationToken None = CancellationToken.None;

    /// <summary>Units with their clerk and head; the director's word and the office's own are given by others.</summary>
    private static readonly (string Unit, int Clerk, int Head)[] Units = [("tchckt", 1, 2), ("chuyen-mon-1", 3, 4), ("chuyen-mon-2", 17, 18), ("chuyen-mon-3", 21, 22), ("ve-tinh-1", 25, 26)];

    private const string Round = "dot-1";

    /// <summary>Leaps to the day on which the first round is open.</summary>
    public Task BeginAsync() => machine.LeapAsync(Script.On(5, 12, 8));

    /// <summary>Lines on a unit's return.</summary>
    public async Task FillAsync(string unit, int clerk, int lines, string mark)
    {
        for (var line = 1; line <= lines; line++) await AddAsync(clerk, Place.Return(Round, unit), mark, line);
        await machine.SettleAsync();
    }

    /// <summary>The way of a unit's return through the unit and the office: sent, confirmed on the page, received in the list, appraised on the page.</summary>
    public Task RouteAsync(string unit) => RouteAsync(Units.Single(each => each.Unit == unit), Place.Return(Round, unit));

    /// <summary>Five returns of twenty lines, which the clerks open themselves after the first group.</summary>
    public async Task FillGroupAsync(int group)
    {
        foreach (var (unit, clerk, _) in Units)
        {
            var place = PlaceOf(group, unit);
            if (group > 1)
            {
                await machine.People.As(clerk).AddAsync(UnitReturns.List, new JObject
                {
                    ["Title"] = place.Value, ["Kind"] = UnitReturns.Kind.Word("round"), ["UnitKey"] = unit, ["RoundKey"] = Round, ["Step"] = UnitReturns.Step.Word("draft"),
                }, None);
                await machine.SettleAsync();
            }

            for (var line = 1; line <= 20; line++) await AddAsync(clerk, place, $"{group}{unit}", line);
        }

        await machine.SettleAsync();
    }

    /// <summary>A group's way from Nộp to the decision and the news.</summary>
    public async Task RouteGroupAsync(int group)
    {
        foreach (var unit in Units) await RouteAsync(unit, PlaceOf(group, unit.Unit));
        var (people, session, today) = (machine.People, $"Họp Hội đồng nhóm {group}", DateOnly.FromDateTime(machine.Now.UtcDateTime));
        var day = today.AddDays(9);
        await people.PostAsync($"post-{group}", 5, session, day, None);
        await machine.LeapAsync(machine.Now.AddDays(9));
        await people.SitAsync($"sit-{group}", 5, session, day, _ => 8, $"kiem-phieu-{group}.pdf", None);
        var submission = Place.Submission(session, Script.Department);
        await people.SubmissionAsync($"submission-{group}", 5, submission, None);
        await people.AnswerOnPageAsync($"sign-{group}", 8, submission, "01-sign", "SubmissionAgreed", [("answer", "agree")], None);
        await PaperAsync($"dispatch-{group}", submission, "01-dispatch", "SubmissionDispatched", $"{group}/TTr-MAU", day);
        await PaperAsync($"decide-{group}", submission, "01-upper_decision", "UpperDecided", $"{group}/QĐ-MAU", day);
    }

    private async Task PaperAsync(string step, Place submission, string request, string told, string number, DateOnly day)
    {
        await machine.People.PaperAsync(5, $"{step}.pdf", None);
        await machine.People.AnswerInListAsync(step, 5, submission, request, told, LineFacts.Paper(number, $"{day:yyyy-MM-dd}", $"{step}.pdf"), None);
    }

    private async Task RouteAsync((string Unit, int Clerk, int Head) unit, Place place)
    {
        var people = machine.People;
        await people.SubmitAsync($"submit-{place.Value}", unit.Clerk, place, None);
        await machine.LiveAsync(TimeSpan.FromMinutes(1));
        await people.AnswerOnPageAsync($"confirm-{place.Value}", unit.Head, place, "01-confirm", "ReturnConfirmed", [("answer", "agree")], None);
        await machine.LiveAsync(TimeSpan.FromMinutes(1));
        await people.AnswerInListAsync($"receive-{place.Value}", 5, place, "01-receive", "ReturnReceived", LineFacts.Answer("received"), None);
        await machine.LiveAsync(TimeSpan.FromMinutes(1));
        await people.AnswerOnPageAsync($"appraise-{place.Value}", 7, place, "01-appraise", "ReturnAppraised", [("answer", "qualified")], None);
        await machine.LiveAsync(TimeSpan.FromMinutes(1));
    }

    private static Place PlaceOf(int group, string unit) => group == 1 ? Place.Return(Round, unit) : Place.Own($"Danh sách {group} {unit} (mẫu)");

    /// <summary>Plainly invented people, who are in no list of staff.</summary>
    private Task AddAsync(int clerk, Place place, string mark, int number)
    {
        var line = LineFacts.Person();
        (line["Title"], line["StaffKey"], line["Subject"]) = ($"Cán bộ mẫu {mark}-{number:D2}", $"X-{mark}-{number:D2}", Nominations.Subject.Word("individual"));
        return AddAsync(clerk, place, line);
    }

    private async Task AddAsync(int clerk, Place place, JObject line)
    {
        if (!_items.TryGetValue(place, out var item)) _items[place] = item = (string)(await machine.People.FindAsync(clerk, place, None))["id"]!;
        (line["ReturnLookupId"], line["Award"]) = (item, Nominations.Award.Word("ldtt"));
        await machine.People.As(clerk).AddAsync(Nominations.List, line, None);
    }

    private readonly Dictionary<Place, string> _items = [];
}
