using System.Net;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

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

    /// <summary>The pages of the news site whose names hold this.</summary>
    private protected async Task<IReadOnlyList<JObject>> NewsAsync(string part)
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        return [.. (await auditor.PagesAsync(SamplePeople.NewsSite, Cancel)).Where(page => ((string)page["name"]!).Contains(part, StringComparison.Ordinal))];
    }

    /// <summary>A page of the news site as it is kept, with its letters as readers see them.</summary>
    private protected async Task<string> TextAsync(JObject page)
    {
        using var auditor = Caller.Application(_stage.Machine.TenantAddress, SamplePeople.Auditor);
        return WebUtility.HtmlDecode((await auditor.PageAsync(SamplePeople.NewsSite, page, Cancel)).ToString());
    }

    /// <summary>Leaps to a moment and does what is due then.</summary>
    private protected async Task ToAsync(DateTimeOffset time)
    {
        _stage.Machine.Clock.MoveTo(time);
        await _stage.Machine.SettleAsync(Cancel);
    }
}
