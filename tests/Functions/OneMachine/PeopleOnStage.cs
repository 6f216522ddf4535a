using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>The stage with the sample people on it, who act by lists, pages and cards and keep a journal of their own.</summary>
public abstract class PeopleOnStage : IAsyncLifetime
{
    private readonly string _journal = Directory.CreateTempSubdirectory("journal-").FullName;
    private protected readonly Stage _stage = new() { Outlook = true, Teams = true };
    private protected Actors _people = null!;

    private protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await _stage.InitializeAsync();
        _people = new Actors(_stage.Machine, new Journal(_journal));
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _people.Dispose();
        Directory.Delete(_journal, recursive: true);
        await _stage.DisposeAsync();
    }
}
