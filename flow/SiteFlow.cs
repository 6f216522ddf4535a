using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>Everything that works on one site and year, put together.</summary>
public sealed class SiteFlow
{
    private SiteFlow(Tenancy tenancy, SiteOptions site, IReadOnlyDictionary<string, ListStore> stores, string siteId, string newsSiteId, FlowParts parts)
    {
        Site = site;
        Stores = stores;
        var pages = $"{(site.NewsSite.Length > 0 ? site.NewsSite : site.Path)}/SitePages/";
        NewsAddress = name => new Uri(tenancy.Options.SharePointBaseUrl, pages + NewsWriter.Marked(site.NewsMark, NewsWriter.FileOf(name)));
        State = new StateStore(stores["SystemState"]);
        Chats = new ChatMemory(State);
        Cursors = new Cursors(State, site.Year, parts.Time);
        var people = new PeopleDirectory(tenancy, siteId, new PeopleMemory(State, site.Year));
        Reference = new ReferenceLists(stores, people, parts.Time, parts.Logs.CreateLogger<ReferenceLists>());
        Entitlement = new Entitlement(stores, people, Reference);
        Groups = new GroupKeeper(new SharePointRest(tenancy), site.Path, stores["Staff"]);
        Followed = new Followed(parts.Time);
        Map = new CaseMap(site.Year);
        Stream = new CaseStream(stores["CaseEvents"], Followed);
        var written = new JustNow<CaseState>(parts.Time);
        Commands = new CommandDesk(Stream, written);
        var owed = new Owed();
        Quiet = new QuietTime(stores["EffectLedger"], owed, tenancy.ServerTime);
        Ledger = new Ledger(stores["EffectLedger"], tenancy.ServerTime, parts.Logs.CreateLogger<Ledger>(), owed);
        Seen = new SeenLog(stores["EffectLedger"], parts.Time, parts.Logs.CreateLogger<SeenLog>());
        Registers = new RegisterMemory(stores, Reference.GetAsync, parts.Time, parts.Logs.CreateLogger<RegisterMemory>());
        Reader = new ReturnReader(stores["UnitReturns"], stores["Nominations"], Registers, site.Year, new JustNow<ReturnContent>(parts.Time));
        Dossiers = new DossierReader(new FolderDesk(tenancy, stores["Dossiers"].Address));
        Stories = new StoryReader(stores, new SharePointRest(tenancy), site.Path, new JustNow<Picture>(parts.Time));
        Papers = new SignedPapers(new FileDesk(tenancy), stores["Documents"].Address);
        Mail = new MailRoom(new Post(tenancy), tenancy.Options.PublicBaseUrl, parts.Originator is { } originator ? new OutlookSender(originator, tenancy.Options.PublicBaseUrl) : null);
        Attention = new Attention(stores["Requests"], parts.Time);
        Schema = new SchemaWatch(new SiteDirectory(tenancy), siteId, site.Year, stores, Attention, parts.Time, parts.Logs.CreateLogger<SchemaWatch>());
        Parking = new Parking(new Debts(stores["EffectLedger"], owed, tenancy.ServerTime), Attention, Followed, site.Year, parts.Time, parts.Logs.CreateLogger<Parking>());
        Reminders = new ReminderRun(stores["UnitReturns"], stores["Requests"], Ledger, Mail, Reader, tenancy.Options.PublicBaseUrl);
        Subscriptions = new SubscriptionKeeper(
            new SubscriptionCalls(tenancy), State, tenancy.Options, parts.Time, parts.NewSecret, parts.Logs.CreateLogger<SubscriptionKeeper>());
        Placer = new RequestPlacer(stores["Requests"], tenancy.Options.PublicBaseUrl);
        var cases = new CasesAsWritten(Stream, written);
        FirstMails = new FirstMails(Ledger, Mail, cases, tenancy.Options.PublicBaseUrl, parts.Time);
        var desk = new NewsDesk(tenancy, newsSiteId);
        var news = new StoryNews(desk, site.NewsMark, new Uri(tenancy.Options.SharePointBaseUrl, site.NewsSite.Length > 0 ? site.NewsSite : site.Path));
        RoundUps = new RoundUps(stores, Stream, State, news, NewsAddress, site.Year);
        var drafts = new StoryDrafts(stores["Stories"], tenancy.Options.ClientId, site.Year);
        Movements = new MovementDrafts(stores["Movements"], drafts, Ledger, site.Year);
        Digest = new NewsDigest(news, new ClockMail(Ledger, tenancy.ServerTime), Mail, drafts, site.Year);
        var files = new NewsFiles(tenancy, newsSiteId);
        var papers = new PublicPapers(stores["Submissions"], stores["AwardRegister"], new FileDesk(tenancy), stores["Documents"].Address, files, site.NewsMark);
        var decided = new DecisionNews(new NewsWriter(desk, site.NewsMark), RoundUps, papers, drafts, stores["AwardRegister"], Reference, site.Year);
        var told = new StoryWork(stores["Stories"], Stories, news, files, Mail, Reference, RoundUps);
        Reconciler = new Reconciler(cases, Ledger, stores["Requests"], Placer, FirstMails,
            Work(tenancy.Options, decided, told, parts.Time), Reference, Followed, Map) { Teams = Room(tenancy, parts) };
    }

    private TeamsRoom? Room(Tenancy tenancy, FlowParts parts)
    {
        if (parts.Bot is not { } bot || parts.Teams is not { } options) return null;
        var chats = new TeamsChats(bot, new TeamsInstaller(tenancy, options), Chats, options.ServiceUrl);
        return new TeamsRoom(chats, bot, Ledger, Reference, tenancy.Options.PublicBaseUrl, parts.Time, parts.Logs.CreateLogger<TeamsRoom>());
    }

    private CaseWork Work(M365Options options, DecisionNews news, StoryWork told, TimeProvider time)
    {
        var awards = new AwardWriter(Stores["AwardRegister"], Site.Year, NewsAddress);
        return new CaseWork(
            new ReturnWork(Stores["UnitReturns"], Stores["Nominations"], Reader, Reference, Mail, awards, news),
            new SessionWork(Stores["CouncilSessions"], Stores["Petitions"], Mail, options.PublicBaseUrl),
            new SubmissionWork(Stores["Submissions"], Mail, awards, news, new Rechecker(Stores["UnitReturns"], Stores["AwardRegister"], Stream, Commands, Site.Year, time),
                new RevocationWork(Stores["AwardRegister"], Mail, news, Stream, new DependentDrafts(Stores["Submissions"], Registers, time), AwardPrices.Of)
                {
                    Stories = new StoryRevocation(Stores["Stories"], Stream, Commands, Site.Year, time),
                }),
            told, new ReturnNews(Commands, time), new SubmissionDrafts(Stores["Submissions"]));
    }

    /// <summary>Mails that ask, at once or kept back.</summary>
    public FirstMails FirstMails { get; }

    /// <summary>Which site and year.</summary>
    public SiteOptions Site { get; }

    /// <summary>Address of the news page of a decision, by what it is called. Where a stranger's page has that name, ours has a number behind it and stands elsewhere.</summary>
    public Func<string, Uri> NewsAddress { get; }

    /// <summary>Its lists, by schema name.</summary>
    public IReadOnlyDictionary<string, ListStore> Stores { get; }

    /// <summary>What the worker remembers.</summary>
    public StateStore State { get; }

    /// <summary>Which conversations the bot has with whom.</summary>
    public IChatMemory Chats { get; }

    /// <summary>How far each list was followed up.</summary>
    public Cursors Cursors { get; }

    /// <summary>The settings lists.</summary>
    public ReferenceLists Reference { get; }

    /// <summary>The unit's registers.</summary>
    public RegisterMemory Registers { get; }

    /// <summary>Makes sure of a person at the moment of an answer.</summary>
    public Entitlement Entitlement { get; }

    /// <summary>Keeps the members of the groups.</summary>
    public GroupKeeper Groups { get; }

    /// <summary>The events.</summary>
    public CaseStream Stream { get; }

    /// <summary>Takes commands.</summary>
    public CommandDesk Commands { get; }

    /// <summary>Waits until an edited list is left alone.</summary>
    public QuietTime Quiet { get; }

    /// <summary>Remembers effects.</summary>
    public Ledger Ledger { get; }

    /// <summary>Remembers who was shown what.</summary>
    public SeenLog Seen { get; }

    /// <summary>Reads what staff wrote.</summary>
    public ReturnReader Reader { get; }

    /// <summary>Reads dossiers.</summary>
    public DossierReader Dossiers { get; }

    /// <summary>Reads stories.</summary>
    public StoryReader Stories { get; }

    /// <summary>Finds signed papers.</summary>
    public SignedPapers Papers { get; }

    /// <summary>Writes mails.</summary>
    public MailRoom Mail { get; }

    /// <summary>Shows the office what the system cannot do by itself.</summary>
    public Attention Attention { get; }

    /// <summary>Looks whether the lists are as they should be.</summary>
    public SchemaWatch Schema { get; }

    /// <summary>Keeps what cannot be followed up.</summary>
    public Parking Parking { get; }

    /// <summary>What this process wrote and followed up.</summary>
    public Followed Followed { get; }

    /// <summary>Which case an item belongs to.</summary>
    public CaseMap Map { get; }

    /// <summary>Reminds.</summary>
    public ReminderRun Reminders { get; }

    /// <summary>Mails what is new once a week.</summary>
    public NewsDigest Digest { get; }

    /// <summary>Keeps the round-ups of the rounds.</summary>
    public RoundUps RoundUps { get; }

    /// <summary>Begins stories of movements.</summary>
    public MovementDrafts Movements { get; }

    /// <summary>Keeps subscriptions.</summary>
    public SubscriptionKeeper Subscriptions { get; }

    /// <summary>Places requests.</summary>
    public RequestPlacer Placer { get; }

    /// <summary>Makes the world agree with the events.</summary>
    public Reconciler Reconciler { get; }

    /// <summary>Hash of what stands there now and an answer binds to. What staff may still edit is read again; a list that was posted or submitted stands still.</summary>
    public async Task<string> ContentHashAsync(CaseState state, CancellationToken cancellationToken) => state is ReturnState
        ? (await Reader.ReadAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken))?.ContentHash ?? "" : state.ContentHash;

    /// <summary>Finds the site and its lists, and puts everything together.</summary>
    /// <exception cref="M365Exception">The site, or one of its lists, is not there; the message says what to do.</exception>
    public static async Task<SiteFlow> OpenAsync(Tenancy tenancy, SiteOptions site, FlowParts parts, CancellationToken cancellationToken)
    {
        var directory = new SiteDirectory(tenancy);
        var siteId = await directory.SiteIdAsync(site.Path, cancellationToken);
        var stores = await directory.StoresAsync(siteId, site.Year, cancellationToken);
        var missing = EmulationM365.Schema.SiteSchema.Lists.Where(list => !stores.ContainsKey(list.Name)).ToList();
        // Without one list only the work that needs it stops; without one of these there is none.
        if (missing.Any(list => EmulationM365.Schema.Needs.IsAlwaysNeeded(list.Name)))
            throw new M365Exception(Failure.NotFound, $"open site {site.Path}", $"lists are missing: {string.Join(", ", missing.Select(list => list.SiteName(site.Year)))}. Run: emulation apply");
        stores = directory.WithPlaces(stores, siteId, missing);
        var newsSiteId = site.NewsSite.Length == 0 || site.NewsSite == site.Path ? siteId : await directory.SiteIdAsync(site.NewsSite, cancellationToken);
        return new SiteFlow(tenancy, site, stores, siteId, newsSiteId, parts);
    }
}

/// <summary>What every part may need from the process.</summary>
/// <param name="Time">The one clock.</param>
/// <param name="NewSecret">A fresh secret of at least 128 random bits.</param>
/// <param name="Logs">Makes loggers.</param>
/// <param name="Originator">Provider of cards in mails; null while mails carry none.</param>
public sealed record FlowParts(TimeProvider Time, Func<string> NewSecret, ILoggerFactory Logs, string? Originator = null)
{
    /// <summary>The bot; null while the channel Teams is off.</summary>
    public BotConnector? Bot { get; init; }

    /// <summary>Settings of the bot.</summary>
    public TeamsOptions? Teams { get; init; }
}

/// <summary>The sites this deployment serves, opened when first needed.</summary>
public sealed class SiteFlows(Tenancy tenancy, IReadOnlyList<SiteOptions> sites, FlowParts parts) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Dictionary<int, SiteFlow> _open = [];

    /// <summary>Their settings, in order.</summary>
    public IReadOnlyList<SiteOptions> Sites { get; } = sites;

    /// <summary>When this process read which list.</summary>
    public Readings Readings { get; } = new(parts.Time, parts.NewSecret()[..8]);

    /// <summary>Does something for each site. One that fails does not stop the others.</summary>
    /// <param name="act">What is done, with the place of the site.</param>
    /// <param name="failed">Told of a site that failed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task EachAsync(Func<int, SiteFlow, Task> act, Action<SiteOptions, Exception> failed, CancellationToken cancellationToken) => WhileAsync(async (site, flow) =>
    {
        await act(site, flow);
        return true;
    }, failed, cancellationToken);

    private async Task WhileAsync(Func<int, SiteFlow, Task<bool>> act, Action<SiteOptions, Exception> failed, CancellationToken cancellationToken)
    {
        for (var site = 0; site < Sites.Count; site++)
        {
            try
            {
                if (!await act(site, await OpenAsync(site, cancellationToken))) return;
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                failed(Sites[site], failure);
            }
        }
    }

    /// <summary>Looks for something on the sites, one after the other until it is found. A site that fails hides nothing of the others.</summary>
    /// <returns>The first that is found; null when no site has it.</returns>
    /// <exception cref="M365Exception">It was not found, and a site could not be looked at.</exception>
    public async Task<T?> FindAsync<T>(Func<int, SiteFlow, Task<T?>> look, CancellationToken cancellationToken)
        where T : class
    {
        (T? Found, Exception? Failure) result = default;
        await WhileAsync(async (site, flow) => (result.Found = await look(site, flow)) is null, (_, failure) => result.Failure ??= failure, cancellationToken);
        if (result is { Found: null, Failure: { } blind }) System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(blind);
        return result.Found;
    }

    /// <inheritdoc />
    public void Dispose() => _gate.Dispose();

    /// <summary>The flow of the site at a place in the settings.</summary>
    public async Task<SiteFlow> OpenAsync(int index, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_open.TryGetValue(index, out var open) && !open.Schema.Outdated) return open;
            return _open[index] = await SiteFlow.OpenAsync(tenancy, Sites[index], parts, cancellationToken);
        }
        finally
        {
            _gate.Release();
        }
    }
}
