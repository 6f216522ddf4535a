using System.Globalization;
using EmulationM365.Cases;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Functions.Pages;

/// <summary>Reads the form of a request page. Lengths are limited here, whatever the browser was told.</summary>
public static class AnswerForm
{
    private const int LongestComment = 4000;
    private const int LongestField = 255;
    private static readonly string[] ShortFields = ["number", "authority", "signedBy", "answer", "content"];
    private static readonly string[] Days = ["yyyy-MM-dd", "dd/MM/yyyy"];

    /// <summary>The form, or what is wrong with it.</summary>
    public static async Task<(RequestForm? Form, string Fault)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return (null, "form");
        if (await FormAsync(request, cancellationToken) is not { } form) return (null, "form");
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
        var paper = day.Length == 0 ? null : new DecisionPaper(Trimmed("number"), date, Trimmed("authority"), Trimmed("signedBy"));
        return (new RequestForm(form["answer"].ToString(), exceptions, form["comment"].ToString(), form["content"].ToString(), paper), "");

        string Trimmed(string name) => form[name].ToString().Normalize().Trim();
    }

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
