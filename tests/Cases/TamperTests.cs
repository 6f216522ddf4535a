using System.Globalization;
using EmulationM365.Cases;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cases;

/// <summary>Whatever somebody who can write to the hidden list of events does there, the judge of the night finds it: by the chain, or by the anchor of the night before.</summary>
[Trait("Fault", "47")]
public sealed class TamperTests
{
    private static readonly DateOnly Day = new(2025, 11, 20);
    private static readonly List<KeptEvent> Rows = Golden();
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];

    /// <summary>Each column of a row, changed to something else that is allowed there.</summary>
    private static readonly Dictionary<string, Func<KeptEvent, KeptEvent>> Changes = new()
    {
        ["Title"] = row => row with { Title = row.Title + "0" },
        ["StreamKey"] = row => row with { StreamKey = RecordedEvent.KeyOf(row.CaseId, row.Seq + 500) },
        ["StreamKey of another case"] = row => row with { StreamKey = RecordedEvent.KeyOf("r-2025-000999", row.Seq) },
        ["StreamKey, shorter"] = row => row with { StreamKey = $"{row.CaseId}:{row.Seq}" },
        ["StreamKey, no key at all"] = row => row with { StreamKey = "x" },
        ["CaseId"] = row => row with { CaseId = "r-2025-000998" },
        ["Seq"] = row => row with { Seq = row.Seq + 1 },
        ["EventType"] = row => row with { TypeName = row.TypeName == nameof(ReturnReceived) ? nameof(ReturnWithdrawn) : nameof(ReturnReceived) },
        ["Ver"] = row => row with { Version = row.Version + 1 },
        ["Ver, emptied"] = row => row with { Version = 0 },
        ["CommandId"] = row => row with { CommandId = row.CommandId + "x" },
        ["Actor"] = row => row with { ActorId = "bbbbbbbb-0000-0000-0000-000000000009" },
        ["Channel"] = row => row with { Channel = "admin" },
        ["ContentHash"] = row => row with { ContentHash = new string('0', 64) },
        ["RecordedAt"] = row => row with { At = row.At!.Value.AddSeconds(1) },
        ["RecordedAt, emptied"] = row => row with { At = null },
        ["Data"] = row => row with { Data = row.Data.Replace("{", "{ ", StringComparison.Ordinal) },
        ["PrevHash"] = row => row with { PrevHash = new string('1', 64) },
        ["Hash"] = row => row with { Hash = new string('2', 64) },
    };

    public static TheoryData<string> Columns => [.. Changes.Keys];

    [Fact]
    public void What_Was_Recorded_Is_Whole_And_Fits_Its_Anchor()
    {
        var history = new History(Enumerable.Reverse(Rows));
        Assert.Empty(history.Faults);
        Assert.Empty(history.Against(Taken().Heads));
        Assert.Equal((3, 18), (history.Cases.Count, history.Events));
        Assert.All(history.Cases, caseId => Assert.Equal(6, history.Fold(caseId)!.Seq));
    }

    [Theory]
    [MemberData(nameof(Columns))]
    public void Each_Column_Of_Each_Event_Changed_Is_Found_By_The_Chain_Alone(string column) =>
        Assert.All(Rows, row => Assert.NotEmpty(new History(Rows.Select(each => each == row ? Changes[column](each) : each)).Faults));

    [Fact]
    public void Every_Column_That_The_Product_Writes_Is_Among_Those_Changed() => Assert.Equal(
        EmulationM365.Schema.Lists.CaseEvents.List.Columns.Select(column => column.Name).Append("Title").Order(), Changes.Keys.Select(key => key.Split(' ', ',')[0]).Distinct().Order());

    [Fact]
    public void Each_Row_Deleted_Is_Found_And_Named() => Assert.All(Rows, row => Assert.Contains(row.CaseId, Found(Rows.Where(each => each != row)).Select(fault => fault.CaseId)));

    [Fact]
    public void A_Tail_Of_Any_Length_Cut_Off_Is_Found_Where_It_Was_Cut() => Assert.All(Rows, row => Assert.Contains(
        Found(Rows.Where(each => each.CaseId != row.CaseId || each.Seq < row.Seq)), fault => fault == new HistoryFault(row.CaseId, row.Seq, Damage.Cut)));

    [Fact]
    public void A_Whole_Case_Deleted_Is_Found() => Assert.All(Rows.Select(row => row.CaseId).Distinct(), caseId => Assert.Equal(
        [new HistoryFault(caseId, 1, Damage.Cut)], Found(Rows.Where(row => row.CaseId != caseId))));

    [Fact]
    public void Any_Two_Rows_That_Change_Places_Are_Found() => Assert.All(
        from one in Enumerable.Range(0, Rows.Count) from other in Enumerable.Range(one + 1, Rows.Count - one - 1) select (one, other),
        pair => Assert.NotEmpty(new History(Rows.Select((row, place) => place == pair.one ? Into(row, Rows[pair.other]) : place == pair.other ? Into(row, Rows[pair.one]) : row)).Faults));

    [Fact]
    public void A_History_Written_Anew_With_All_Its_Hashes_Is_Found_By_The_Anchor() => Assert.All(Rows, row =>
    {
        var forged = Rechain(Rows.Select(each => each == row ? each with { ActorId = "bbbbbbbb-0000-0000-0000-000000000009" } : each)).ToList();
        Assert.Empty(new History(forged).Faults);
        Assert.Contains(new HistoryFault(row.CaseId, 6, Damage.Rewritten), Found(forged));
    });

    [Fact]
    public void A_Row_Put_In_Beside_Another_Is_Found() => Assert.All(Rows, row =>
        Assert.Contains(new History(Rows.Append(row with { StreamKey = row.StreamKey.Replace(":00000", ":0", StringComparison.Ordinal) })).Faults, fault => fault.CaseId == row.CaseId));

    [Fact]
    public void A_History_That_Has_Grown_Still_Fits()
    {
        var early = new History(Rows.Where(row => row.Seq <= 3));
        Assert.Empty(new History(Rows).Against(early.Heads));
    }

    [Fact]
    public void Each_Night_The_Damage_Is_Found_Again_Until_It_Is_Put_Right()
    {
        var cut = new History(Rows.Where(row => row.Seq < 5 || row.CaseId != "r-2025-000007"));
        var next = Taken().Shortened();
        for (var night = 1; night <= 3; night++)
        {
            var faults = cut.Against(next.Heads);
            Assert.Equal([new HistoryFault("r-2025-000007", 5, Damage.Cut)], faults);
            next = next.Next(faults.Select(fault => fault.CaseId).ToHashSet(), cut.Heads, Day.AddDays(night));
        }

        Assert.Empty(new History(Rows).Against(next.Heads));
    }

    [Fact]
    public void An_Anchor_Is_Read_Back_Out_Of_A_Mail_Whatever_Stands_Around_It()
    {
        var mail = "Kính gửi ông/bà\r\n\r\n> " + string.Join("\r\n> ", Taken().Lines(Key)) + "\r\n\r\nTrân trọng";
        var read = Anchor.Read(mail)!;
        Assert.Equal(("/sites/tdkt", 2025, Day, 18, Taken().Root), (read.Site, read.Year, read.Day, read.Events, read.Root));
        Assert.True(read.IsSealedBy(Key));
        Assert.False(read.IsSealedBy([.. Key.Reverse()]));
        Assert.Empty(new History(Rows).Against(read.Heads));
    }

    [Fact]
    public void An_Anchor_Of_Which_A_Line_Was_Changed_Is_None()
    {
        var lines = Taken().Lines(Key);
        foreach (var line in lines.Take(lines.Count - 1).Where(line => !line.StartsWith("seal", StringComparison.Ordinal)))
        {
            Assert.Null(Anchor.Read(string.Join('\n', lines.Where(each => each != line))));
            var last = line[^1] == '1' ? '2' : '1';
            var forged = Anchor.Read(string.Join('\n', lines.Select(each => each == line ? line[..^1] + last : each)));
            Assert.True(forged is null || !forged.IsSealedBy(Key), line);
        }
    }

    [Fact]
    public void Without_A_Key_There_Is_No_Seal() => Assert.False(Anchor.Read(string.Join('\n', Taken().Lines(null)))!.IsSealedBy(Key));

    private static Anchor Taken() => new("/sites/tdkt", 2025, Day, new History(Rows).Heads);

    private static IReadOnlyList<HistoryFault> Found(IEnumerable<KeptEvent> rows)
    {
        var history = new History(rows);
        return [.. history.Faults, .. history.Against(Taken().Heads)];
    }

    /// <summary>The row of one event with the content of another: what somebody does who copies cells.</summary>
    private static KeptEvent Into(KeptEvent row, KeptEvent other) => other with { StreamKey = row.StreamKey, Title = row.Title, CaseId = row.CaseId, Seq = row.Seq };

    private static IEnumerable<KeptEvent> Rechain(IEnumerable<KeptEvent> rows) => rows.GroupBy(row => row.CaseId).SelectMany(of =>
    {
        var before = "";
        return of.OrderBy(row => row.Seq).Select(row =>
        {
            var chained = row with { PrevHash = before };
            before = chained.Computed;
            return chained with { Hash = before };
        }).ToList();
    });

    private static List<KeptEvent> Golden()
    {
        using var reader = new JsonTextReader(new StringReader(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Cases", "golden-1.json")))) { DateParseHandling = DateParseHandling.None };
        var golden = JArray.Load(reader).Select(row => new KeptEvent(RecordedEvent.KeyOf((string)row["caseId"]!, (int)row["seq"]!), (string)row["caseId"]!, (int)row["seq"]!, (string)row["type"]!,
            RecordedEvent.Version, (string)row["commandId"]!, (string)row["actor"]!, (string)row["channel"]!, DateTimeOffset.Parse((string)row["at"]!, CultureInfo.InvariantCulture),
            (string)row["contentHash"]!, (string)row["data"]!, (string)row["prevHash"]!, (string)row["hash"]!) { Title = RecordedEvent.KeyOf((string)row["caseId"]!, (int)row["seq"]!) }).ToList();
        // Two more cases that went the same way.
        string[] cases = ["r-2025-000007", "r-2025-000008", "r-2025-000012"];
        return [.. cases.SelectMany(caseId => Rechain(golden.Select(row => row with { CaseId = caseId, StreamKey = RecordedEvent.KeyOf(caseId, row.Seq), Title = RecordedEvent.KeyOf(caseId, row.Seq) })))];
    }
}
