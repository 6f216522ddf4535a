using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>A row of the register.</summary>
/// <param name="Key">Return and line: one row each, by whatever way the decision came.</param>
/// <param name="Name">Person or collective.</param>
/// <param name="StaffKey">Staff number; null when there is none.</param>
/// <param name="UnitKey">Unit at the time.</param>
/// <param name="Award">Award granted.</param>
/// <param name="Paper">The decision.</param>
/// <param name="Collective">A collective and not a person.</param>
/// <param name="AchievementId">Number of the achievement; null when the line had none.</param>
public sealed record AwardRow(string Key, string Name, string? StaffKey, string UnitKey, string Award, DecisionPaper Paper, bool Collective, string? AchievementId = null)
{
    /// <summary>What the news page of the decision is called, without site, mark and ending: case, and number of the decision on it.</summary>
    public string News { get; init; } = "";
}

/// <summary>Enters granted awards into the register; a line entered before is found by its key.</summary>
/// <param name="register">The register.</param>
/// <param name="year">Year of merit.</param>
/// <param name="news">Address of the news page of a decision by what it is called; see <see cref="AwardRow.News"/>.</param>
public sealed class AwardWriter(ListStore register, int year, Func<string, Uri> news)
{
    /// <summary>Year of merit.</summary>
    public int Year { get; } = year;

    /// <summary>Sees to it that every row stands in the register.</summary>
    /// <param name="caseId">Case on which the decision was entered.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task RegisterAsync(string caseId, IEnumerable<AwardRow> rows, CancellationToken cancellationToken)
    {
        var entered = (await register.FindAsync(AwardRegister.CaseId, caseId, cancellationToken)).Select(item => item.Text(AwardRegister.AwardKey)).ToHashSet();
        foreach (var row in rows.Where(row => !entered.Contains(row.Key))) await register.EnsureAsync(Fields(caseId, row), cancellationToken);
    }

    /// <summary>Rows of a return that was decided on itself, also of what was cancelled since.</summary>
    public static IEnumerable<AwardRow> Rows(ReturnState state) => state.Lines.Where(line => line.Stage is LineStage.Granted or LineStage.Revoked)
        .Select(line => new AwardRow(AwardKey.Of(state.CaseId, line.Line.Id), line.Line.Name, line.Line.StaffKey, state.UnitKey, line.Line.Award, state.Decision!, line.Line.Collective, line.Line.AchievementId) { News = NewsWriter.NameOf(state) });

    /// <summary>Rows of a decision on a submission.</summary>
    public static IEnumerable<AwardRow> Rows(SubmissionState state, int number) => state.Lines.Where(line => line.Decision == number && line.Granted is not null).Select(line => new AwardRow(
        AwardKey.Of(line.Line.ReturnCase, line.Line.LineId), line.Line.Name, line.Line.StaffKey, line.Line.UnitKey, line.Granted!, state.Decisions[number - 1].Paper, line.Line.Collective,
        line.Line.AchievementId) { News = NewsWriter.NameOf(state, number) });

    /// <summary>A new row.</summary>
    /// <param name="caseId">Case on which the decision was entered.</param>
    /// <param name="row">The row.</param>
    public Fields Fields(string caseId, AwardRow row)
    {
        var fields = Facts(caseId, row, row.Name);
        (fields[AwardRegister.DecisionAuthority], fields[AwardRegister.SignedBy], fields[AwardRegister.Validity]) = (row.Paper.Authority, row.Paper.SignedBy, "valid");
        return fields;
    }

    /// <summary>What follows from the events alone: whose award it is, which, and by which decision.</summary>
    /// <param name="caseId">Case on which the decision was entered.</param>
    /// <param name="row">The row.</param>
    /// <param name="title">Name to write; null leaves what stands there.</param>
    public Fields Facts(string caseId, AwardRow row, string? title = null)
    {
        var fields = new Fields
        {
            Title = title,
            [AwardRegister.AwardKey] = row.Key,
            [AwardRegister.StaffKey] = row.StaffKey,
            [AwardRegister.UnitKey] = row.UnitKey,
            [AwardRegister.Award] = row.Award,
            [AwardRegister.MeritYear] = Year,
            [AwardRegister.DecisionNumber] = row.Paper.Number,
            [AwardRegister.DecisionDate] = row.Paper.Date,
            [AwardRegister.CaseId] = caseId,
            [AwardRegister.NewsLink] = news(row.News).ToString(),
        };
        // Where the events have no number, one that the office wrote beside stays.
        if (row.AchievementId is { } achievement) fields[AwardRegister.AchievementId] = achievement;
        return fields;
    }
}
