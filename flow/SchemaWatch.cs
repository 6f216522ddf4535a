using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// Looks at the lists themselves, not at what is in them: somebody deleted a column, changed its kind, took a word away. Then a read would say something else than people wrote, and a step that
/// is missed would never be seen again. So the work that rests on such a list stops before it reads, its cursor stays, the office is told the exact difference, and it goes on by itself.
/// </summary>
public sealed partial class SchemaWatch(
    SiteDirectory directory, string siteId, int year, IReadOnlyDictionary<string, ListStore> stores, Attention attention, TimeProvider time, ILogger<SchemaWatch> logger) : IDisposable
{
    /// <summary>So often the lists are looked at while all is well: 2 units each time.</summary>
    public static readonly TimeSpan Each = TimeSpan.FromHours(1);

    /// <summary>So often while something is wrong, or was suspected to be.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly Dictionary<string, string> _told = [];
    private IReadOnlyList<SchemaDifference> _differences = [];
    private DateTimeOffset? _lookedAt;
    private bool _knowsTold;
    private bool _suspect;

    /// <summary>A list was made anew and has another id: the site must be opened again.</summary>
    public bool Outdated { get; private set; }

    /// <inheritdoc />
    public void Dispose() => _one.Dispose();

    /// <summary>Does the work on a list, unless something that it rests on is not as it should be. What fails as calls fail on such a list has the lists looked at before the next work.</summary>
    public async Task WhileFitAsync(string list, Func<Task> work, CancellationToken cancellationToken)
    {
        if (await StopsAsync(list, cancellationToken)) return;
        try
        {
            await work();
        }
        catch (Exception failure)
        {
            Suspect(failure);
            throw;
        }
    }

    /// <summary>A call failed; perhaps in a way in which calls fail when a list or a column is not what it was.</summary>
    public void Suspect(Exception failure) => _suspect |= failure is M365Exception { Failure: Failure.Refused or Failure.NotFound };

    /// <summary>The work on a list must not go on now.</summary>
    public async Task<bool> StopsAsync(string list, CancellationToken cancellationToken)
    {
        if (_lookedAt is not { } at || time.GetUtcNow() - at >= (_differences.Count > 0 || _suspect ? Soon : Each)) await LookAsync(cancellationToken);
        var needed = Needs.Of(list);
        return Outdated || _differences.Any(difference => needed.Contains(difference.List));
    }

    /// <summary>Looks at all lists that some work rests on, tells the office what is new and closes what is mended.</summary>
    /// <returns>What differs.</returns>
    public async Task<IReadOnlyList<SchemaDifference>> LookAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var found = await directory.ListsAsync(siteId, true, cancellationToken);
            // By its id first: the name of a list may be changed by anybody who may manage it.
            FoundList? Of(string name) => found.FirstOrDefault(list => Same(list.Id, stores[name].Address.ListId)) ?? found.Of(SiteSchema.List(name), year);
            Outdated |= Needs.All.Any(name => Of(name) is { } list && !Same(list.Id, stores[name].Address.ListId));
            _differences = [.. Needs.All.SelectMany(name => SchemaDifferences.Of(SiteSchema.List(name), year, Of(name), target => Of(target)?.Id))];
            (_lookedAt, _suspect) = (time.GetUtcNow(), false);
            await TellAsync(cancellationToken);
            return _differences;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task TellAsync(CancellationToken cancellationToken)
    {
        var now = _differences.GroupBy(difference => difference.List).ToDictionary(of => of.Key, Trouble);
        foreach (var (list, trouble) in now.Where(pair => _told.GetValueOrDefault(pair.Key) != pair.Value.Why)) Log.Differs(logger, list, string.Join(", ", _differences.Where(each => each.List == list).Select(each => each.Column)));
        try
        {
            if (!_knowsTold) await RecallAsync(cancellationToken);
            foreach (var (list, trouble) in now.Where(pair => _told.GetValueOrDefault(pair.Key) != pair.Value.Why))
            {
                await attention.RaiseAsync(trouble, cancellationToken);
                _told[list] = trouble.Why;
            }

            foreach (var list in _told.Keys.Except(now.Keys).ToList())
            {
                await attention.SettleAsync(KeyOf(list), cancellationToken);
                _told.Remove(list);
            }
        }
        catch (M365Exception failure)
        {
            // The list that shows troubles may itself be the one: then the log is all there is.
            Log.Untold(logger, failure.Message);
        }
    }

    /// <summary>What a process before this one has shown and not closed.</summary>
    private async Task RecallAsync(CancellationToken cancellationToken)
    {
        var shown = (await stores["Requests"].FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken)).Select(item => item.Text(Requests.RequestKey)).ToHashSet();
        foreach (var list in Needs.All.Where(list => shown.Contains(Attention.KeyOf(KeyOf(list))))) _told[list] = "";
        _knowsTold = true;
    }

    private Trouble Trouble(IGrouping<string, SchemaDifference> of) => new(KeyOf(of.Key), "", Text.Vi("trouble.schema.title", SiteSchema.List(of.Key).DisplayName(year)),
        $"{Text.Vi("trouble.schema.why")}\n{string.Join('\n', of.Select(difference => $"– {difference.What}"))}\n{Text.Vi("trouble.schema.todo")}");

    private string KeyOf(string list) => $"schema-{SiteSchema.List(list).SiteName(year)}";

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "List {List} is not as it should be (column {Column}): the work that needs it is stopped. Run: emulation apply")]
        public static partial void Differs(ILogger logger, string list, string column);

        [LoggerMessage(LogLevel.Error, "What is wrong with the lists could not be shown to the office: {Why}")]
        public static partial void Untold(ILogger logger, string why);
    }
}
