using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// A stream as it was once recorded. It must mean the same for ever: when this test fails, the code has changed the meaning or the hash of what is already
/// in the lists of units, and the code is to be put right, never the file.
/// </summary>
public sealed class GoldenStreamTests
{
    private static readonly JArray Rows = Load();

    [Fact]
    public void The_Hashes_Still_Match() => Assert.All(Rows, row => Assert.Equal((string)row["hash"]!, Read(row).Hash));

    [Fact]
    public void The_Chain_Holds() => Assert.Equal(Rows.Select(row => (string)row["hash"]!).Prepend("").SkipLast(1), Rows.Select(row => (string)row["prevHash"]!));

    [Fact]
    public void The_Stream_Means_What_It_Meant()
    {
        // Act
        var state = Evolve.Fold("r-2025-000007", Rows.Select(Read));

        // Assert
        Assert.Equal((Stage.Decided, 6, 2, "u1", "r1"), (state.Stage, state.Seq, state.Sendings, state.UnitKey, state.RoundKey));
        Assert.Equal(
            [(1, "11", LineStage.Granted, false), (2, "12", LineStage.NotConfirmed, false), (3, "13", LineStage.NotQualified, false), (4, "14", LineStage.NotGranted, true)],
            state.Lines.Select(line => (line.Number, line.Line.Id, line.Stage, line.WithoutHead)));
        Assert.Equal(new DecisionPaper("12/QĐ-SLĐ", new DateOnly(2025, 11, 19), "Sở", "Cán bộ mẫu ký"), state.Decision);
        Assert.Equal(
            [("r-2025-000007-01-confirm", "send_back"), ("r-2025-000007-02-appraise", "qualified"), ("r-2025-000007-02-confirm", "agree"), ("r-2025-000007-02-record_decision", "recorded")],
            state.Answers.Values.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => (answer.Key, answer.Answer)));
        Assert.Equal((string)Rows[Rows.Count - 1]["hash"]!, state.Head);
        Assert.Equal(Standing.Eligible, state.Lines[0].Line.Verdict.Standing);
    }

    private static RecordedEvent Read(JToken row)
    {
        var (happened, by, _) = RecordedEvent.Read((string)row["type"]!, (string)row["data"]!)!.Value;
        return new RecordedEvent((string)row["caseId"]!, (int)row["seq"]!, happened, (string)row["commandId"]!, (string)row["actor"]!, by, (string)row["channel"]!,
            DateTimeOffset.Parse((string)row["at"]!, CultureInfo.InvariantCulture), (string)row["contentHash"]!, (string)row["prevHash"]!) { Data = (string)row["data"]! };
    }

    private static JArray Load()
    {
        using var reader = new JsonTextReader(new StringReader(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "golden-1.json")))) { DateParseHandling = DateParseHandling.None };
        return JArray.Load(reader);
    }
}
