using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Schema.Lists;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>Reads the form of a request page. Lengths are limited here, whatever the browser was told.</summary>
public static class AnswerForm
{
    private const int LongestComment = 4000;
    private const int LongestField = 255;
    private static readonly string[] ShortFields = ["number", "authority", "signedBy", "answer", "content", "file", "to", FormProof.Field];
    private static readonly string[] Attendance = ["members", "present", "written"];
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>One comment and the form's proof, or what is wrong with the form.</summary>
    public static async Task<(string? Comment, string Proof, string Fault)> CommentAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || await FormAsync(request, cancellationToken) is not { } form) return (null, "", "form");
        return form["comment"].ToString() is { Length: <= LongestComment } comment ? (comment, form[FormProof.Field].ToString(), "") : (null, "", "comment");
    }

    /// <summary>The requests that were ticked, each with the hash of what was shown, and the form's proof; or what is wrong with the form.</summary>
    public static async Task<(IReadOnlyList<Picked>? Picked, string Proof, string Fault)> PickedAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || await FormAsync(request, cancellationToken) is not { } form) return (null, "", "form");
        if (form["pick"].Count > WaitingDesk.Most) return (null, "", "pick");
        var picked = form["pick"].Select(locator => new Picked(locator ?? "", form[$"content-{locator}"].ToString())).ToList();
        return picked.Any(one => one.ContentHash.Length > LongestField) ? (null, "", "content") : (picked, form[FormProof.Field].ToString(), "");
    }

    /// <summary>The form and its proof, or what is wrong with it.</summary>
    public static async Task<(RequestForm? Form, string Proof, string Fault)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType || await FormAsync(request, cancellationToken) is not { } form) return (null, "", "form");
        var (read, fault) = Read(form);
        return (read, form[FormProof.Field].ToString(), fault);
    }

    private static (RequestForm? Form, string Fault) Read(IFormCollection form)
    {
        var exceptions = new List<int>();
        foreach (var number in form["except"])
        {
            if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) return (null, "except");
            exceptions.Add(read);
        }

        if (form["comment"].ToString().Length > LongestComment) return (null, "comment");
        if (ShortFields.FirstOrDefault(name => form[name].ToString().Length > LongestField) is { } tooLong) return (null, tooLong);
        var day = form["date"].ToString();
        DateOnly date = default;
        if (day.Length > 0 && !DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return (null, "date");
        var (council, councilFault) = Council(form);
        if (councilFault.Length > 0) return (null, councilFault);
        var (outcome, outcomeFault) = Outcome(form);
        if (outcomeFault.Length > 0) return (null, outcomeFault);
        var paper = day.Length == 0 ? null : new DecisionPaper(Trimmed("number"), date, Trimmed("authority"), Trimmed("signedBy"));
        return (new RequestForm(form["answer"].ToString(), exceptions, form["comment"].ToString(), form["content"].ToString(), paper, Trimmed("file"), council, outcome) { To = Trimmed("to") }, "");

        string Trimmed(string name) => form[name].ToString().Normalize().Trim();
    }

    /// <summary>The council's table; null when the form has none.</summary>
    private static (CouncilForm? Form, string Fault) Council(IFormCollection form)
    {
        var votes = new Dictionary<int, int>();
        foreach (var name in form.Keys.Where(name => name.StartsWith("votes-", StringComparison.Ordinal)))
        {
            if (Number(name[6..]) is not { } line || Number(form[name].ToString()) is not { } given) return (null, name);
            votes[line] = given;
        }

        if (votes.Count == 0) return (null, "");
        foreach (var name in Attendance.Where(name => form[name].ToString().Length > 0 && Number(form[name].ToString()) is null)) return (null, name);
        DateOnly date = default;
        if (form["day"].ToString() is { Length: > 0 } day && !DateOnly.TryParseExact(day, Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out date)) return (null, "day");
        return (new CouncilForm(date == default ? null : date, Number(form["members"].ToString()), Number(form["present"].ToString()), Number(form["written"].ToString()) ?? 0, votes,
            form["file"].ToString().Normalize().Trim()), "");
    }

    /// <summary>What became of each line above; null when the form does not say. Another word than ours is the award that was granted instead.</summary>
    private static (OutcomeForm? Form, string Fault) Outcome(IFormCollection form)
    {
        var (granted, refused, later, reduced) = (new List<int>(), new List<int>(), new List<int>(), new Dictionary<int, string>());
        var names = form.Keys.Where(name => name.StartsWith("outcome-", StringComparison.Ordinal)).ToList();
        foreach (var name in names)
        {
            if (Number(name[8..]) is not { } line) return (null, name);
            var value = form[name].ToString();
            if (value == "refused") refused.Add(line);
            else if (value == "waiting") later.Add(line);
            else if (value == "granted") granted.Add(line);
            else if (Awards.All.Contains(value)) reduced[line] = value;
            else return (null, name);
        }

        return (names.Count == 0 ? null : new OutcomeForm(refused, reduced, later, granted), "");
    }

    private static int? Number(string text) => int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The fields; null when what came is no form, whatever it calls itself.</summary>
    private static async Task<IFormCollection?> FormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
