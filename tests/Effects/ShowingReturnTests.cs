using System.Text.Json.Nodes;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Effects;

/// <summary>
/// A return that was just read to be judged is shown without being read again, on the condition that nobody wrote since: what somebody did in between is found by that.
/// Against real lists, by the requests.
/// </summary>
public sealed class ShowingReturnTests : IAsyncLifetime
{
    private static readonly string Awaits = Nominations.LineStatus.Word("awaiting_confirmation");
    private readonly Year _year = new();
    private SiteFlow _flow = null!;
    private Traffic _traffic = null!;
    private ReturnWork _work = null!;
    private LocalTenant.Client _somebody = null!;
    private string _changes = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _year.InitializeAsync();
        (_flow, _traffic) = await _year.BeginAsync();
        _work = Work(_flow);
        _somebody = await _year.Tenant.AsAppAsync(Cancel);
        await _flow.Stores["UnitReturns"].CreateAsync(new Fields { Title = "Báo cáo mẫu", [UnitReturns.ReturnKey] = "r1|u1", [UnitReturns.UnitKey] = "u1", [UnitReturns.Step] = "submit" }, Cancel);
        foreach (var name in new[] { "Cán bộ mẫu 01", "Cán bộ mẫu 02" }) await EnterAsync(name);
        _changes = (await _flow.Stores["UnitReturns"].DeltaAsync(null, Cancel)).DeltaLink;
        _traffic.Take();
    }

    public ValueTask DisposeAsync() => _year.DisposeAsync();

    [Fact]
    public async Task What_Was_Just_Read_Is_Shown_Without_Being_Read_Again_Once()
    {
        await JudgeAsync();
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["PATCH fields", "POST $batch"], _traffic.Take());
        Assert.Equal([(Awaits, 1), (Awaits, 1)], await LinesAsync());

        // The next time somebody may have written meanwhile: it is read, and there is nothing to write.
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["GET 1", "GET items"], _traffic.Take());
    }

    [Theory]
    [InlineData("", "Phòng mẫu | Đợt mẫu")]
    [InlineData("Tên cũ", "Tên cũ | Đợt mẫu")]
    public async Task A_Return_Without_Names_Gets_Them_With_The_Write_That_Is_Due_And_No_Request(string before, string after)
    {
        await _flow.Stores["Units"].CreateAsync(new Fields { Title = "Phòng mẫu", [Units.UnitKey] = "u1" }, Cancel);
        await _flow.Stores["Rounds"].CreateAsync(new Fields { Title = "Đợt mẫu", [Rounds.RoundKey] = "r1", [Rounds.Opens] = new DateOnly(2025, 11, 17), [Rounds.Due] = new DateOnly(2025, 12, 5) }, Cancel);
        if (before.Length > 0) await _flow.Stores["UnitReturns"].UpdateAsync((await _flow.Stores["UnitReturns"].GetAsync("1", Cancel))!, new Fields { [UnitReturns.UnitName] = before }, Cancel);
        await JudgeAsync();
        // Whoever judges a return has read the settings lists.
        await _flow.Reference.GetAsync(Cancel);
        _traffic.Take();

        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["PATCH fields", "POST $batch"], _traffic.Take());
        Assert.Equal(after, await NamesAsync());

        // A name is no status: what people make of it stays, and nothing is written for its sake.
        await EditAsync("UnitReturns", "1", """{"UnitName":"Tên sửa tay"}""");
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["GET 1", "GET items"], _traffic.Take());
        Assert.Equal("Tên sửa tay | Đợt mẫu", await NamesAsync());
    }

    [Theory]
    [InlineData("sudden", "Đột xuất")]
    [InlineData("letter", "Thư khen")]
    public async Task A_Return_Outside_Rounds_Stands_Under_What_It_Is(string kind, string round)
    {
        await JudgeAsync();
        await _flow.Reference.GetAsync(Cancel);
        await _work.ShowAsync(Sent() with { Kind = kind }, Cancel);
        // A unit that is in no list stands under its key.
        Assert.Equal($"u1 | {round}", await NamesAsync());
    }

    [Fact]
    public async Task A_Line_Knows_The_Unit_Whose_Dossier_It_Leads_To()
    {
        await JudgeAsync();
        await _work.ShowAsync(Sent(), Cancel);
        Assert.All(await _flow.Stores["Nominations"].QueryAsync(null, Cancel), line => Assert.Equal("u1", line.Text(Nominations.UnitKey)));
    }

    [Fact]
    public async Task After_More_Than_A_Minute_It_Is_Read()
    {
        await JudgeAsync();
        _year.Tenant.Clock.Advance(TimeSpan.FromSeconds(61));
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["GET 1", "GET items", "PATCH fields", "POST $batch"], _traffic.Take());
    }

    [Theory]
    [Trait("Fault", "23")]
    [InlineData("Nominations", "1")]
    [InlineData("UnitReturns", "1")]
    public async Task What_Somebody_Wrote_In_Between_Stays_And_Their_Item_Is_Read_And_Shown_Again(string list, string id)
    {
        await JudgeAsync();
        await EditAsync(list, id, """{"Title":"Sửa giữa chừng (mẫu)"}""");
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(list == "Nominations" ? ["PATCH fields", "POST $batch", "GET 1", "PATCH fields"] : ["PATCH fields", "GET 1", "PATCH fields", "POST $batch"], _traffic.Take());
        var item = (await (await _year.BeginAsync()).Flow.Stores[list].GetAsync(id, Cancel))!;
        Assert.Equal(("Sửa giữa chừng (mẫu)", 1), (item.Title, item.Count(list == "Nominations" ? Nominations.AppliedSeq : UnitReturns.AppliedSeq)));
        Assert.Equal([(Awaits, 1), (Awaits, 1)], await LinesAsync());
    }

    [Fact]
    [Trait("Fault", "24")]
    public async Task A_Later_State_That_Another_Worker_Showed_In_Between_Is_Not_Written_Over()
    {
        await JudgeAsync();
        var (other, _) = await _year.BeginAsync();
        var later = Sent(Returns.Answer("confirm", "agree", Returns.Head));
        await Work(other).ShowAsync(later, Cancel);
        await _work.ShowAsync(Sent(), Cancel);
        Assert.All(await LinesAsync(), line => Assert.Equal((Nominations.LineStatus.Word("awaiting_reception"), 2), line));
        Assert.Equal("awaiting_reception", (await other.Stores["UnitReturns"].GetAsync("1", Cancel))!.Text(UnitReturns.Status));
    }

    [Fact]
    [Trait("Fault", "43")]
    public async Task Of_A_Line_That_Was_Deleted_In_Between_The_First_Attempt_Tells_And_The_Next_Does_Without()
    {
        await JudgeAsync();
        await DeleteAsync("Nominations", "2");

        // A write says so before any change of the list does; what a single read does not show is not believed to be gone.
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => _work.ShowAsync(Sent(), Cancel))).Failure);
        Assert.Equal([(Awaits, 1)], await LinesAsync());
        await _work.ShowAsync(Sent(), Cancel);
        _traffic.Take();
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal(["GET 1", "GET items"], _traffic.Take());
    }

    [Fact]
    [Trait("Fault", "43")]
    public async Task A_Return_That_Was_Deleted_In_Between_Is_Not_Made_Again_And_Its_Lines_Are_Shown_Once_That_Is_Told()
    {
        await JudgeAsync();
        await DeleteAsync("UnitReturns", "1");
        Assert.Equal(Failure.Unknown, (await Assert.ThrowsAsync<M365Exception>(() => _work.ShowAsync(Sent(), Cancel))).Failure);
        Assert.Single((await _flow.Stores["UnitReturns"].DeltaAsync(_changes, Cancel)).Items, item => item.Deleted);
        await _work.ShowAsync(Sent(), Cancel);
        Assert.Equal([(Awaits, 1), (Awaits, 1)], await LinesAsync());
        Assert.Empty(await _flow.Stores["UnitReturns"].QueryAsync(null, Cancel));
    }

    [Fact]
    public async Task When_A_Line_Of_The_Case_Is_Missing_From_What_Was_Read_It_Is_Read_Anew()
    {
        await DeleteAsync("Nominations", "2");
        await JudgeAsync();
        await EnterAsync("Cán bộ mẫu 03");
        var state = After(Returns.Submit(lines: [Returns.Line("1"), Returns.Line("3", "Cán bộ mẫu C")]));
        _traffic.Take();
        var (item, lines) = await _flow.Reader.RecentAsync("1", state.Lines.Select(line => line.Line.Id), Cancel);
        Assert.Equal(["GET 1", "GET items"], _traffic.Take());
        Assert.Equal(["1", "3"], lines.Select(line => line.Id));
        Assert.Equal("1", item!.Id);
    }

    [Fact]
    public async Task A_Line_That_Was_Read_And_Is_None_Of_The_Case_Is_Left_Alone()
    {
        await JudgeAsync();
        await _work.ShowAsync(After(Returns.Submit(lines: Returns.Line("1"))), Cancel);
        Assert.Equal(["PATCH fields", "PATCH fields"], _traffic.Take());
        Assert.Equal([(Awaits, 1), (null, 0)], await LinesAsync());
    }

    /// <summary>Who shows returns. Nobody registers awards or writes news here.</summary>
    private static ReturnWork Work(SiteFlow flow) => new(flow.Stores["UnitReturns"], flow.Stores["Nominations"], flow.Reader, flow.Reference, flow.Mail, null!, null!);

    /// <summary>Reads the return as it is done to judge it.</summary>
    private async Task JudgeAsync()
    {
        Assert.NotNull(await _flow.Reader.ReadAsync("1", Cancel));
        _traffic.Take();
    }

    /// <summary>The case of the return after both lines were sent, and whatever followed.</summary>
    private static ReturnState Sent(params Command[] then) => After([Returns.Submit(lines: [Returns.Line("1"), Returns.Line("2", "Cán bộ mẫu B")]), .. then]);

    private async Task<string> NamesAsync() =>
        (await (await _year.BeginAsync()).Flow.Stores["UnitReturns"].GetAsync("1", Cancel)) is { } item ? $"{item.Text(UnitReturns.UnitName)} | {item.Text(UnitReturns.RoundName)}" : "";

    private static ReturnState After(params Command[] commands) => Returns.After(commands).State with { CaseId = "r-2025-000001" };

    private Task<Item> EnterAsync(string name) => _flow.Stores["Nominations"].CreateAsync(new Fields { Title = name, [Nominations.Return] = 1, [Nominations.Award] = "ldtt" }, Cancel);

    private async Task EditAsync(string list, string id, string fields) => Assert.Equal(200, (await _somebody.PatchAsync($"{Items(list)}/{id}/fields", JsonNode.Parse(fields), Cancel)).Status);

    private async Task DeleteAsync(string list, string id) => Assert.Equal(204, (await _somebody.DeleteAsync($"{Items(list)}/{id}", Cancel)).Status);

    private string Items(string list) => $"/v1.0/sites/{_flow.Stores[list].Address.SiteId}/lists/{_flow.Stores[list].Address.ListId}/items";

    /// <summary>Status and event of each line, as people see them.</summary>
    private async Task<IEnumerable<(string?, int)>> LinesAsync() => (await (await _year.BeginAsync()).Flow.Stores["Nominations"].QueryAsync(null, Cancel))
        .Select(line => (line.Text(Nominations.LineStatus) is { Length: > 0 } key ? Nominations.LineStatus.Word(key) : null, line.Count(Nominations.AppliedSeq)));
}
