using EmulationM365.Cases;
using EmulationM365.Streams;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Streams;

/// <summary>A case as a command of this process left it is not asked for again; one on which another went on is. Against a real list, by its requests.</summary>
public sealed class CasesAsWrittenTests : IAsyncLifetime
{
    private readonly Year _year = new();
    private SiteFlow _flow = null!;
    private Traffic _traffic = null!;
    private CommandDesk _desk = null!;
    private CasesAsWritten _cases = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _year.InitializeAsync();
        (_flow, _traffic) = await _year.BeginAsync();
        var written = new JustNow<CaseState>(_year.Tenant.Clock);
        (_desk, _cases) = (new CommandDesk(_flow.Stream, written), new CasesAsWritten(_flow.Stream, written));
    }

    public ValueTask DisposeAsync() => _year.DisposeAsync();

    [Fact]
    public async Task After_A_Command_The_Case_Is_Had_Once_Without_Asking_And_Is_What_Its_Events_Tell()
    {
        await TakeAsync(_desk, Returns.Submit());
        Assert.Equal(["GET items", "POST items"], _traffic.Take());
        var had = await _cases.LoadAsync(Returns.CaseId, Cancel);
        Assert.Empty(_traffic.Take());
        var read = await _cases.LoadAsync(Returns.CaseId, Cancel);
        Assert.Equal(["GET items"], _traffic.Take());
        Assert.Equal((1, had!.Head), (had.Seq, read!.Head));
        Assert.Equal(AnyCase.Duties(read).Select(duty => duty.Key), AnyCase.Duties(had).Select(duty => duty.Key));
    }

    [Fact]
    public async Task Of_Two_Commands_The_Later_Is_What_Is_Had()
    {
        await TakeAsync(_desk, Returns.Submit());
        await TakeAsync(_desk, Returns.Answer("confirm", "agree", Returns.Head));
        _traffic.Take();
        Assert.Equal(2, (await _cases.LoadAsync(Returns.CaseId, Cancel))!.Seq);
        Assert.Empty(_traffic.Take());
    }

    [Fact]
    [Trait("Fault", "32")]
    public async Task A_Case_On_Which_Another_Worker_Is_Known_To_Have_Gone_On_Is_Read_Anew()
    {
        await TakeAsync(_desk, Returns.Submit());
        await TakeAsync((await _year.BeginAsync()).Flow.Commands, Returns.Answer("confirm", "agree", Returns.Head));
        _flow.Stream.Saw(Returns.CaseId, 2);
        _traffic.Take();
        Assert.Equal(2, (await _cases.LoadAsync(Returns.CaseId, Cancel))!.Seq);
        Assert.Equal(["GET items"], _traffic.Take());
    }

    [Fact]
    public async Task After_More_Than_A_Minute_The_Case_Is_Read_Anew()
    {
        await TakeAsync(_desk, Returns.Submit());
        await TakeAsync((await _year.BeginAsync()).Flow.Commands, Returns.Answer("confirm", "agree", Returns.Head));
        _year.Tenant.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(2, (await _cases.LoadAsync(Returns.CaseId, Cancel))!.Seq);
    }

    [Fact]
    public async Task A_Command_That_Was_Refused_Or_Repeated_Leaves_Nothing_And_A_Case_Without_Events_Is_None()
    {
        Assert.Null(await _cases.LoadAsync(Returns.CaseId, Cancel));
        Assert.NotNull((await _desk.TakeAsync(Returns.CaseId, Returns.Answer("confirm", "agree", Returns.Head), Returns.Content, Cancel)).Refusal);
        Assert.Null(await _cases.LoadAsync(Returns.CaseId, Cancel));
        await TakeAsync(_desk, Returns.Submit());
        await _cases.LoadAsync(Returns.CaseId, Cancel);
        Assert.True((await _desk.TakeAsync(Returns.CaseId, Returns.Submit(), Returns.Content, Cancel)).Repeated);
        _traffic.Take();
        Assert.Equal(1, (await _cases.LoadAsync(Returns.CaseId, Cancel))!.Seq);
        Assert.Equal(["GET items"], _traffic.Take());
    }

    private static async Task TakeAsync(CommandDesk desk, Command command) => Assert.Null((await desk.TakeAsync(Returns.CaseId, command, Returns.Content, Cancel)).Refusal);
}
