using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Streams;
using EmulationM365.Tests.Cases;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Effects;

/// <summary>Returns are told what a session did with their lines, against a real list: what a return does not give comes off the session.</summary>
public sealed class ReturnNewsTests : IAsyncLifetime
{
    private const string First = "s-2025-000001";
    private const string Second = "s-2025-000002";
    private static readonly string[] Told = ["r-2025-000001", "r-2025-000002"];
    private readonly World _world = new();
    private LocalTenant _tenant = null!;
    private Tenancy _connection = null!;
    private CaseStream _stream = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ReturnNews News => new(new CommandDesk(_stream), _tenant.Clock);

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        _connection = Connection.Open(_tenant);
        await new Provisioner(_connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
        var directory = new SiteDirectory(_connection);
        _stream = new CaseStream((await directory.StoresAsync(await directory.SiteIdAsync("/sites/tdkt", Cancel), 2025, Cancel))["CaseEvents"]);

        // Two returns, all lines of which are on two lists: the first session has them, the second collected them before it knew.
        _world.Send(1, "round", World.Lines(1));
        _world.Send(2, "round", World.Lines(2));
        var lines = _world.Waiting();
        foreach (var id in new[] { First, Second }) _world.Take(id, new PostSession(_world.Next(), Returns.Office, "list", _world.Now, id, Sessions.To, null, lines));
        _world.Follow(First);
        foreach (var recorded in _world.Ids.SelectMany(_world.Events)) Assert.True(await _stream.AppendAsync(recorded, Cancel));
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _tenant.DisposeAsync();
    }

    [Fact]
    public async Task What_Each_Return_Does_Not_Give_Comes_Off_The_List_With_The_Reason()
    {
        // Act: the duties as they stood before the first of them was done.
        var before = (SessionState)await StateAsync(Second);
        foreach (var inform in AnyCase.Duties(before).OfType<InformReturn>()) await News.InformAsync(before, inform, Cancel);

        // Assert
        var after = (SessionState)await StateAsync(Second);
        Assert.Equal((SessionStage.Closed, 8), (after.Stage, after.Lines.Count(line => line.TakenOff is not null)));
        Assert.All(after.Lines, line => Assert.Contains(First, line.TakenOff, StringComparison.Ordinal));
        foreach (var id in Told) Assert.All(((ReturnState)await StateAsync(id)).Lines, line => Assert.Equal((LineStage.Posted, First), (line.Stage, line.HeldBy)));
    }

    [Fact]
    public async Task Telling_A_Return_Again_Records_Nothing()
    {
        var first = await StateAsync(First);
        foreach (var inform in AnyCase.Duties(first).OfType<InformReturn>()) await News.InformAsync(first, inform, Cancel);
        foreach (var id in _world.Ids) Assert.Equal(_world.Fold(id).Head, (await StateAsync(id)).Head);
    }

    [Fact]
    public async Task A_Vote_On_A_Line_That_The_Return_Did_Not_Give_Is_A_Failure_That_Somebody_Has_To_See()
    {
        var inform = new InformReturn("r-2025-000001", "voted", [new LineMove("11", LineStage.CouncilPassed)]);
        var failure = await Assert.ThrowsAsync<M365Exception>(async () => await News.InformAsync(await StateAsync(Second), inform, Cancel));
        Assert.Equal(Failure.Refused, failure.Failure);
        Assert.Equal(LineStage.Posted, ((ReturnState)await StateAsync("r-2025-000001")).Lines[0].Stage);
    }

    [Fact]
    public async Task Giving_Back_A_Line_That_Another_Session_Has_Changes_Nothing()
    {
        await News.InformAsync(await StateAsync(Second), new InformReturn("r-2025-000001", "released:01", [new LineMove("11", LineStage.Qualified)]), Cancel);
        Assert.Equal(First, ((ReturnState)await StateAsync("r-2025-000001")).Lines[0].HeldBy);
    }

    private async Task<CaseState> StateAsync(string caseId) => AnyCase.Fold(caseId, await _stream.LoadAsync(caseId, Cancel));
}
