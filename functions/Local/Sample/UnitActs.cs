using EmulationM365.Schema.Lists;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>What units do with their returns: register, fill in, send, say that nobody is proposed, take back.</summary>
internal static class UnitActs
{
    /// <summary>A clerk opens a sudden nomination or a letter of praise.</summary>
    public static async Task OpenAsync(this Actors people, int clerk, string kind, string title, CancellationToken cancellationToken)
    {
        var there = await people.As(clerk).ItemsAsync(UnitReturns.List, null, cancellationToken);
        if (there.Any(item => (string?)item["fields"]!["Title"] == title)) return;
        await people.As(clerk).AddAsync(UnitReturns.List, new JObject { ["Title"] = title, ["Kind"] = UnitReturns.Kind.Word(kind), ["UnitKey"] = SamplePeople.Number(clerk).Unit }, cancellationToken);
    }

    /// <summary>A clerk enters a line, or completes the one that is there.</summary>
    public static Task LineAsync(this Actors people, int clerk, Place place, int nominee, string award, JObject facts, CancellationToken cancellationToken)
    {
        var person = SamplePeople.Number(nominee);
        var line = new JObject { ["Title"] = person.Name, ["StaffKey"] = person.StaffKey, ["Subject"] = Nominations.Subject.Word("individual") };
        line.Merge(facts);
        return people.LineAsync(clerk, place, award, line, cancellationToken);
    }

    /// <summary>A clerk proposes the unit itself.</summary>
    public static Task CollectiveAsync(this Actors people, int clerk, Place place, string name, string award, int members, string rating, CancellationToken cancellationToken)
    {
        var line = new JObject { ["Title"] = name };
        line.Merge(LineFacts.Collective(members, rating));
        return people.LineAsync(clerk, place, award, line, cancellationToken);
    }

    private static async Task LineAsync(this Actors people, int clerk, Place place, string award, JObject line, CancellationToken cancellationToken)
    {
        var item = await people.FindAsync(clerk, place, cancellationToken);
        var word = Nominations.Award.Word(award);
        var lines = await people.As(clerk).ItemsAsync(Nominations.List, $"fields/ReturnLookupId eq {item["id"]}", cancellationToken);
        if (lines.FirstOrDefault(there => (string?)there["fields"]!["Title"] == (string?)line["Title"] && (string?)there["fields"]!["Award"] == word) is { } found)
        {
            var missing = new JObject(line.Properties().Where(fact => !JToken.DeepEquals(found["fields"]![fact.Name], fact.Value)));
            if (missing.HasValues) await people.As(clerk).ChangeAsync(Nominations.List, found, missing, cancellationToken);
            return;
        }

        (line["ReturnLookupId"], line["Award"]) = ($"{item["id"]}", word);
        await people.As(clerk).AddAsync(Nominations.List, line, cancellationToken);
    }

    /// <summary>A clerk puts papers into the folder of a round, which the button in the list leads to; the library itself only the office sees.</summary>
    public static async Task PapersAsync(this Actors people, int clerk, Place place, IEnumerable<string> names, CancellationToken cancellationToken)
    {
        var item = (await people.FindAsync(clerk, place, cancellationToken))["fields"]!;
        var root = await people.As(5).RootAsync(YearLists.Dossiers, cancellationToken);
        foreach (var name in names)
            await people.As(clerk).UploadAsync(root, $"{item["UnitKey"]}/{item["RoundKey"]}/{name}", OfficeActs.Pdf(name), cancellationToken);
    }

    /// <summary>A clerk registers somebody at the start of the year.</summary>
    public static async Task RegisterAsync(this Actors people, int clerk, int nominee, string award, CancellationToken cancellationToken)
    {
        var person = SamplePeople.Number(nominee);
        var there = await people.As(clerk).ItemsAsync(Registrations.List, $"fields/StaffKey eq '{person.StaffKey}'", cancellationToken);
        if (there.Count > 0) return;
        await people.As(clerk).AddAsync(Registrations.List, new JObject
        {
            ["Title"] = person.Name, ["UnitKey"] = SamplePeople.Number(clerk).Unit, ["StaffKey"] = person.StaffKey, ["Award"] = Registrations.Award.Word(award),
            ["Subject"] = Registrations.Subject.Word("individual"),
        }, cancellationToken);
    }

    /// <summary>A clerk has the lines filled in from the registrations.</summary>
    public static async Task FillAsync(this Actors people, int clerk, Place place, CancellationToken cancellationToken)
    {
        var item = await people.FindAsync(clerk, place, cancellationToken);
        await people.As(clerk).ChangeAsync(UnitReturns.List, item, new JObject { ["Step"] = UnitReturns.Step.Word("fill") }, cancellationToken);
        await people.SettleAsync(cancellationToken);
        if ((await people.LinesAsync(clerk, place, cancellationToken)).Count == 0) throw new RehearsalException("the list was not filled from the registrations");
    }

    /// <summary>Names and awards on a return, in the order of entry.</summary>
    public static async Task<IReadOnlyList<(string Name, string Award)>> LinesAsync(this Actors people, int who, Place place, CancellationToken cancellationToken)
    {
        var item = await people.FindAsync(who, place, cancellationToken);
        return [.. (await people.As(who).ItemsAsync(Nominations.List, $"fields/ReturnLookupId eq {item["id"]}", cancellationToken))
            .OrderBy(line => int.Parse((string)line["id"]!, System.Globalization.CultureInfo.InvariantCulture)).Select(line => ((string)line["fields"]!["Title"]!, (string)line["fields"]!["Award"]!))];
    }

    /// <summary>A clerk presses Nộp and waits for the status that says it was received.</summary>
    public static Task SubmitAsync(this Actors people, string step, int clerk, Place place, CancellationToken cancellationToken) =>
        people.StepAsync(step, clerk, place, "submit", new JObject { ["Report"] = "Hoàn thành các chỉ tiêu được giao trong đợt (số liệu mẫu)." }, "ReturnSubmitted", ["", "draft", "sent_back"], cancellationToken);

    /// <summary>A clerk answers that the unit proposes nobody.</summary>
    public static Task NothingAsync(this Actors people, string step, int clerk, Place place, CancellationToken cancellationToken) =>
        people.StepAsync(step, clerk, place, "submit", new JObject { ["Nothing"] = true, ["Report"] = "Không có đề nghị trong đợt (số liệu mẫu)." }, "ReturnSubmitted", ["", "draft", "sent_back"], cancellationToken);

    /// <summary>A clerk takes the return back.</summary>
    public static Task WithdrawAsync(this Actors people, string step, int clerk, Place place, CancellationToken cancellationToken) =>
        people.StepAsync(step, clerk, place, "withdraw", [], "ReturnWithdrawn", ["awaiting_confirmation", "awaiting_reception", "awaiting_appraisal"], cancellationToken);

    private static async Task StepAsync(this Actors people, string step, int clerk, Place place, string wanted, JObject fields, string told, string[] before, CancellationToken cancellationToken)
    {
        var from = before.Select(key => key.Length == 0 ? null : UnitReturns.Status.Word(key)).ToList();
        var item = await people.FindAsync(clerk, place, cancellationToken);
        if (from.Contains((string?)item["fields"]!["Status"]))
        {
            fields["Step"] = UnitReturns.Step.Word(wanted);
            await people.As(clerk).ChangeAsync(UnitReturns.List, item, fields, cancellationToken);
            await people.SettleAsync(cancellationToken);
            item = await people.FindAsync(clerk, place, cancellationToken);
        }

        if (from.Contains((string?)item["fields"]!["Status"])) throw new RehearsalException($"{step}: not taken: {item["fields"]!["SystemNote"]}");
        people.Told(step, clerk, (string)item["fields"]!["CaseId"]!, told);
    }
}
