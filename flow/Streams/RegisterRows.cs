using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Streams;

/// <summary>Reads rows of the register of awards that people name by their numbers, as lines of a submission that cancels them.</summary>
public static class RegisterRows
{
    private static readonly char[] Between = [';', ',', ' ', '\n', '\t'];

    /// <summary>The numbers as people write them, "12; 45", each once; null when something in it is no number.</summary>
    public static IReadOnlyList<string>? Numbers(string text)
    {
        var parts = text.Split(Between, StringSplitOptions.RemoveEmptyEntries);
        return parts.All(part => part.Length < 10 && part.All(char.IsAsciiDigit)) ? [.. parts.Select(part => part.TrimStart('0')).Distinct()] : null;
    }

    /// <summary>The rows, or what is wrong with one of them.</summary>
    /// <param name="register">The register.</param>
    /// <param name="text">Numbers as people wrote them.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<(IReadOnlyList<ListedLine> Lines, IReadOnlyList<GivenAward> Awards, Reason? Fault)> ReadAsync(ListStore register, string text, CancellationToken cancellationToken)
    {
        if (Numbers(text) is not { } numbers) return ([], [], Reason.Of("refuse.awardRowsUnreadable", text));
        var rows = new List<Item>();
        foreach (var number in numbers)
        {
            if (await register.GetAsync(number, cancellationToken) is not { } row) return ([], [], Reason.Of("refuse.awardRowGone", number));
            if (row.Text(AwardRegister.Validity) is "cancelled" or "recovered") return ([], [], Reason.Of("refuse.awardRowRevoked", number, row.Title));
            rows.Add(row);
        }

        return ([.. rows.Select(LineOf)], [.. rows.Select(AwardOf)], null);
    }

    /// <summary>A row that came from a return is a line of it still; one that was imported or typed has only its own key.</summary>
    private static ListedLine LineOf(Item row)
    {
        var key = row.Text(AwardRegister.AwardKey);
        var (returnCase, line) = AwardKey.Parts(key) ?? ("", key);
        return new ListedLine(returnCase, line, row.Title, row.Text(AwardRegister.StaffKey) is { Length: > 0 } staff ? staff : null, row.Text(AwardRegister.UnitKey), row.Text(AwardRegister.Award),
            Standing.NeedsEvidence, row.Text(AwardRegister.StaffKey).Length == 0);
    }

    private static GivenAward AwardOf(Item row) => new(row.Text(AwardRegister.AwardKey), row.Count(AwardRegister.MeritYear), row.Text(AwardRegister.DecisionNumber), row.Day(AwardRegister.DecisionDate),
        row.Text(AwardRegister.DecisionAuthority).Trim(), row.Text(AwardRegister.CaseId));
}
