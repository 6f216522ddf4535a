using System.Globalization;
using System.Text;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>What the standing office does: enters people and council, posts lists, enters the council's outcome, brings submissions before the director, keeps papers.</summary>
internal static class OfficeActs
{
    private static readonly int[] Council = [8, 2, 4, 5, 7, 18, 22, 26, 29];

    /// <summary>The office enters the people of the unit into the Staff list.</summary>
    public static async Task EnterStaffAsync(this Actors people, int office, CancellationToken cancellationToken)
    {
        var there = (await people.As(office).ItemsAsync(Staff.List, null, cancellationToken)).Select(item => (string?)item["fields"]!["StaffKey"]).ToHashSet();
        foreach (var person in SamplePeople.All.Where(person => !there.Contains(person.StaffKey)))
        {
            var fields = new JObject
            {
                ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["UnitKey"] = person.From ?? person.Unit, ["Position"] = person.Position, ["Role"] = Staff.Role.Word(person.Role),
            };
            if (Category(person) is { } category) fields["Category"] = Staff.Category.Word(category);
            if (person.Account) fields["AccountLookupId"] = $"{await people.As(office).EnsureUserAsync(person.UserPrincipalName, cancellationToken)}";
            await people.As(office).AddAsync(Staff.List, fields, cancellationToken);
        }
    }

    /// <summary>Who leads and who works directly; of one newcomer nobody has entered it.</summary>
    private static string? Category(SamplePerson person) => person.Number == 9 ? null : person.Role is "head" or "director" ? "leader" : "direct";

    /// <summary>The office enters which units lie in hard areas, the ceiling of the unit's fund and the share of direct workers it aims at.</summary>
    public static async Task EnterAimsAsync(this Actors people, int office, CancellationToken cancellationToken)
    {
        foreach (var unit in await people.As(office).ItemsAsync(Units.List, null, cancellationToken))
        {
            var hard = Units.HardArea.Word(((string)unit["fields"]!["UnitKey"]!).StartsWith("ve-tinh", StringComparison.Ordinal) ? "yes" : "no");
            if ((string?)unit["fields"]!["HardArea"] != hard) await people.As(office).ChangeAsync(Units.List, unit, new JObject { ["HardArea"] = hard }, cancellationToken);
        }

        foreach (var (key, value) in new[] { ("bonus.fund.own", "5.000.000"), ("share.directPercent", "70") }) await people.SetAsync(office, key, value, cancellationToken);
    }

    /// <summary>The office enters a value in the list of settings.</summary>
    public static async Task SetAsync(this Actors people, int office, string key, string value, CancellationToken cancellationToken)
    {
        var row = await people.FindAsync(office, new Place(Settings.List, "SettingKey", key), cancellationToken);
        if ((string?)row["fields"]!["Value"] != value) await people.As(office).ChangeAsync(Settings.List, row, new JObject { ["Value"] = value }, cancellationToken);
    }

    /// <summary>The office enters that somebody stands in for somebody, from a day to a day.</summary>
    public static async Task DelegateAsync(this Actors people, int office, int from, int to, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var (away, deputy) = (SamplePeople.Number(from), SamplePeople.Number(to));
        var there = await people.As(office).ItemsAsync(Delegations.List, null, cancellationToken);
        if (there.Any(item => ((string?)item["fields"]!["FromStaffKey"], (string?)item["fields"]!["ToStaffKey"]) == (away.StaffKey, deputy.StaffKey))) return;
        await people.As(office).AddAsync(Delegations.List, new JObject
        {
            ["Title"] = $"{away.Name} ủy quyền cho {deputy.Name}", ["FromStaffKey"] = away.StaffKey, ["ToStaffKey"] = deputy.StaffKey, ["ValidFrom"] = Day(first), ["ValidTo"] = Day(last), ["Paper"] = "12/GUQ-MAU",
        }, cancellationToken);
    }

    /// <summary>Somebody moves to the unit in which they end the year.</summary>
    public static async Task TransferAsync(this Actors people, int office, int who, CancellationToken cancellationToken)
    {
        var person = SamplePeople.Number(who);
        var row = await people.FindAsync(office, new Place(Staff.List, "StaffKey", person.StaffKey), cancellationToken);
        if ((string?)row["fields"]!["UnitKey"] != person.Unit) await people.As(office).ChangeAsync(Staff.List, row, new JObject { ["UnitKey"] = person.Unit }, cancellationToken);
    }

    /// <summary>The office enters the members of the council.</summary>
    public static async Task EnterCouncilAsync(this Actors people, int office, CancellationToken cancellationToken)
    {
        var there = (await people.As(office).ItemsAsync(CouncilMembers.List, null, cancellationToken)).Select(item => (string?)item["fields"]!["StaffKey"]).ToHashSet();
        foreach (var person in Council.Select(SamplePeople.Number).Where(person => !there.Contains(person.StaffKey)))
        {
            var role = person.Role == "director" ? "chair" : person.Number == 5 ? "standing" : person.Number == 7 ? "secretary" : "member";
            await people.As(office).AddAsync(CouncilMembers.List, new JObject
            {
                ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["CouncilRole"] = CouncilMembers.CouncilRole.Word(role), ["Votes"] = true, ["DecisionNumber"] = "01/QĐ-MAU",
            }, cancellationToken);
        }
    }

    /// <summary>The office puts a scanned or signed paper into the library of documents; there already, it is left alone.</summary>
    public static async Task PaperAsync(this Actors people, int office, string file, CancellationToken cancellationToken) =>
        await people.As(office).UploadAsync(await people.As(office).RootAsync(YearLists.Documents, cancellationToken), file, Pdf(file), cancellationToken);

    /// <summary>A file that begins and ends as a PDF does.</summary>
    public static byte[] Pdf(string file) => Encoding.UTF8.GetBytes($"%PDF-1.4\n% {file}: bản mẫu, không phải văn bản thật\n%%EOF\n");

    /// <summary>The office makes a session and posts its list.</summary>
    public static async Task PostAsync(this Actors people, string step, int office, string title, DateOnly day, CancellationToken cancellationToken)
    {
        var place = Place.Session(title);
        var all = await people.As(office).ItemsAsync(CouncilSessions.List, null, cancellationToken);
        if (all.All(item => (string?)item["fields"]!["Title"] != title))
            await people.As(office).AddAsync(CouncilSessions.List, new JObject { ["Title"] = title, ["Day"] = Day(day) }, cancellationToken);
        await people.SessionStepAsync(step, office, place, "post", [], "SessionPosted", null, cancellationToken);
    }

    /// <summary>The office enters the outcome of a sitting as one table.</summary>
    /// <param name="people">The people.</param>
    /// <param name="step">Step of the script.</param>
    /// <param name="office">Who enters it.</param>
    /// <param name="title">Session.</param>
    /// <param name="day">Day of the sitting.</param>
    /// <param name="votes">Votes for a row of the table, which is handed over as it stands there.</param>
    /// <param name="tally">Scanned tally.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task SitAsync(this Actors people, string step, int office, string title, DateOnly day, Func<string, int> votes, string tally, CancellationToken cancellationToken)
    {
        await people.PaperAsync(office, tally, cancellationToken);
        var table = (string)(await people.FindAsync(office, Place.Session(title), cancellationToken))["fields"]!["Outcome"]!;
        var rows = table.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(row => $"{row[..(row.LastIndexOf(':') + 1)]} {votes(row).ToString(CultureInfo.InvariantCulture)}");
        var fields = new JObject { ["Day"] = Day(day), ["Members"] = Council.Length, ["Present"] = 8, ["WrittenBallots"] = 1, ["Outcome"] = string.Join('\n', rows), ["Tally"] = tally };
        await people.SessionStepAsync(step, office, Place.Session(title), "record", fields, "CouncilHeld", "held", cancellationToken);
    }

    private static async Task SessionStepAsync(this Actors people, string step, int office, Place place, string wanted, JObject fields, string told, string? stage, CancellationToken cancellationToken)
    {
        var item = await people.FindAsync(office, place, cancellationToken);
        if (!Done(item))
        {
            fields["Step"] = CouncilSessions.Step.Word(wanted);
            await people.As(office).ChangeAsync(CouncilSessions.List, item, fields, cancellationToken);
            await people.SettleAsync(cancellationToken);
            item = await people.FindAsync(office, place, cancellationToken);
        }

        if (!Done(item)) throw new RehearsalException($"{step}: not taken: {item["fields"]!["SystemNote"]}");
        people.Told(step, office, (string)item["fields"]!["CaseId"]!, told);

        bool Done(JObject session) => stage is null ? session["fields"]!["CaseId"] is not null : (string?)session["fields"]!["Stage"] == CouncilSessions.Stage.Word(stage);
    }

    /// <summary>The office brings a draft submission before the director, or enters that it is decided already.</summary>
    public static async Task SubmissionAsync(this Actors people, string step, int office, Place place, CancellationToken cancellationToken, string wanted = "send")
    {
        // What people made themselves has no stage until it is taken.
        var open = new[] { null, Submissions.Stage.Word("draft"), Submissions.Stage.Word("sent_back") };
        var item = await people.FindAsync(office, place, cancellationToken);
        if (open.Contains((string?)item["fields"]!["Stage"]))
        {
            await people.As(office).ChangeAsync(Submissions.List, item, new JObject { ["Step"] = Submissions.Step.Word(wanted) }, cancellationToken);
            await people.SettleAsync(cancellationToken);
            item = await people.FindAsync(office, place, cancellationToken);
        }

        if (open.Contains((string?)item["fields"]!["Stage"])) throw new RehearsalException($"{step}: not taken: {item["fields"]!["SystemNote"]}");
        people.Told(step, office, (string)item["fields"]!["CaseId"]!, "SubmissionMade");
    }

    /// <summary>The office answers the comments on a posted list.</summary>
    public static async Task ReplyAsync(this Actors people, string step, int office, string session, string reply, CancellationToken cancellationToken)
    {
        var caseId = await people.CaseAsync(office, Place.Session(session), cancellationToken);
        foreach (var petition in (await people.As(office).ItemsAsync(Petitions.List, null, cancellationToken)).Where(item => (string?)item["fields"]!["CaseId"] == caseId))
        {
            if ((string?)petition["fields"]!["Stage"] != Petitions.Stage.Word("answered"))
                await people.As(office).ChangeAsync(Petitions.List, petition, new JObject { ["Reply"] = reply, ["Stage"] = Petitions.Stage.Word("answered") }, cancellationToken);
            await people.SettleAsync(cancellationToken);
            people.Told(step, office, caseId, "CommentAnswered");
        }
    }

    /// <summary>Number of a line on a submission, as its item shows it.</summary>
    public static async Task<string> NumberAsync(this Actors people, int office, Place submission, string name, string award, CancellationToken cancellationToken)
    {
        var rows = ((string)(await people.FindAsync(office, submission, cancellationToken))["fields"]!["LinesText"]!).Split('\n');
        var row = rows.FirstOrDefault(row => row.Contains(name, StringComparison.Ordinal) && row.TrimEnd().EndsWith(Nominations.Award.Word(award), StringComparison.Ordinal))
            ?? throw new RehearsalException($"{submission.Value} has no line of {name}");
        return row[..row.IndexOf('.', StringComparison.Ordinal)];
    }

    private static string Day(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}T00:00:00Z");
}
