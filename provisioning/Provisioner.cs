using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning;

/// <summary>Makes the lists of a campaign year on a site. Running it again changes nothing; running it after it was cut short goes on where it stopped.</summary>
public sealed class Provisioner(Tenancy tenancy, SiteOptions site)
{
    // Lists, what is on them, content types, what is in those: each needs the one before. One more round to see that all is done, one to spare.
    internal const int MostRounds = 6;

    private readonly SiteDirectory _directory = new(tenancy);
    private readonly SharePointRest _rest = new(tenancy);
    private readonly StepWords _words = new(site.Year);

    /// <summary>The year is made ready before the settings name it: lists that stand over all years get no rows for it yet.</summary>
    public bool Ahead { get; init; }

    /// <summary>Brings the site to its schema and seeds the year.</summary>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    /// <exception cref="NotAppliedException">
    /// The service took the changes and still shows something else; or something is left that only people can mend, and all else was done.
    /// </exception>
    public async Task<ApplyReport> ApplyAsync(Campaign campaign, CancellationToken cancellationToken)
    {
        var (requests, writes) = (tenancy.Meter.Requests, tenancy.Meter.Writes);
        var siteId = await _directory.SiteIdAsync(site.Path, cancellationToken);
        var lists = await MendAsync(siteId, cancellationToken);
        var stores = _directory.Stores(siteId, site.Year, lists.Found.Lists);
        // What reads or writes a list that does not fit waits: a seed half written, or a group emptied, would be worse than one that comes later.
        var rows = await new Seeder(stores).SeedAsync(campaign, Ahead ? [.. lists.Unfit, .. SiteSchema.Lists.Where(list => !list.PerYear && list != SystemState.List).Select(list => list.Name)] : lists.Unfit, cancellationToken);
        var folders = lists.Unfit.Contains(Units.List.Name)
            ? new FoldersReport(0, lists.Found.Groups, [])
            : await new UnitFolders(_rest, site.Path, site.Year).KeepAsync(await stores["Units"].QueryAsync(null, cancellationToken), lists.Found.Groups, cancellationToken);
        var moved = lists.Unfit.Contains(Staff.List.Name) ? 0 : await new GroupKeeper(_rest, site.Path, stores["Staff"]).KeepAsync(folders.Groups, cancellationToken);
        var report = new ApplyReport(
            lists.Made.Count, lists.Done.Count - lists.Made.Count + folders.Changes + moved, rows, tenancy.Meter.Requests - requests, tenancy.Meter.Writes - writes)
        {
            Notes = folders.Notes, Mended = [.. lists.Done.Where(lists.Mended).Select(_words.Of)], Left = lists.Left, Before = lists.Before,
        };
        return report.Left.Count == 0 ? report : throw new NotAppliedException(report);
    }

    /// <summary>Takes the steps that the site needs, round by round, until none is left that can be taken.</summary>
    private async Task<Outcome> MendAsync(string siteId, CancellationToken cancellationToken)
    {
        var reading = new SiteReading(tenancy, site, siteId);
        var found = await reading.ReadAsync(false, cancellationToken);
        var first = found;
        var (done, refused) = (new List<SiteStep>(), new Dictionary<string, M365Exception>());
        IReadOnlyList<string> before = [];
        for (var round = 0; ; round++)
        {
            var steps = SiteDiff.Steps(site.Year, found);
            var open = steps.Where(step => step is not ColumnOfOtherKind && !refused.ContainsKey(_words.Of(step))).ToList();
            if (open.Count == 0) return new Outcome(found, done, steps, [.. steps.Select(step => Left(step, refused))]) { Before = first };
            var said = open.Select(_words.Of).ToList();
            if (round == MostRounds || said.SequenceEqual(before)) throw new NotAppliedException(said);
            await RunAsync(siteId, SiteDiff.Round(open), found, done, refused, cancellationToken);
            found = await reading.ReadAsync(false, cancellationToken);
            before = said;
        }
    }

    /// <summary>One after the other: SharePoint answers parallel schema writes with conflicts, and may have applied them all the same.</summary>
    private async Task RunAsync(
        string siteId, IReadOnlyList<SiteStep> steps, SiteFound found, List<SiteStep> done, Dictionary<string, M365Exception> refused, CancellationToken cancellationToken)
    {
        var known = _directory.Stores(siteId, site.Year, found.Lists).ToDictionary(store => store.Key, store => store.Value.Address.ListId);
        var (schema, rights) = (new SchemaRun(tenancy, site, siteId, known), new RightsRun(_rest, site.Path, found.Groups));
        var menu = new MenuRun(_rest, site, found.Menu);
        foreach (var step in steps)
        {
            try
            {
                await schema.RunAsync(step, cancellationToken);
                await rights.RunAsync(step, cancellationToken);
                await menu.RunAsync(step, cancellationToken);
                done.Add(step);
            }
            catch (M365Exception refusal) when (step is ColumnStep or NarrowList && refusal.Failure is Failure.Refused or Failure.Conflict)
            {
                refused[_words.Of(step)] = refusal;
            }
        }
    }

    private string Left(SiteStep step, Dictionary<string, M365Exception> refused)
    {
        var sentence = _words.Of(step);
        if (!refused.TryGetValue(sentence, out var refusal)) return sentence;
        return step is SetUnique && refusal.Failure == Failure.Conflict
            ? $"{sentence} The service refuses to forbid it while two items hold the same value; change or delete one of them, and run apply again."
            : $"{sentence} The service refuses the change: {refusal.Message}";
    }

    /// <summary>What came of the steps.</summary>
    /// <param name="Found">The site as it is afterwards.</param>
    /// <param name="Done">Steps taken.</param>
    /// <param name="Open">Steps that could not be taken.</param>
    /// <param name="Left">The same in words.</param>
    private sealed record Outcome(SiteFound Found, IReadOnlyList<SiteStep> Done, IReadOnlyList<SiteStep> Open, IReadOnlyList<string> Left)
    {
        /// <summary>The site as it was found.</summary>
        public SiteFound? Before { get; init; }

        /// <summary>Schema names of the lists made.</summary>
        public HashSet<string> Made { get; } = [.. Done.OfType<MakeList>().Select(make => make.List.Name)];

        /// <summary>Schema names of the lists on which something is left.</summary>
        public HashSet<string> Unfit { get; } = [.. Open.OfType<ListStep>().Select(step => step.List.Name)];

        /// <summary>The step concerned something that was there before. On a site made from nothing there was nothing.</summary>
        public bool Mended(SiteStep step) => Made.Count < SiteSchema.Lists.Count && step switch
        {
            MakeList => false,
            ListStep on => !Made.Contains(on.List.Name),
            GiveRight { At.List: { } list } => !Made.Contains(list.Name),
            TakeRight { At.List: { } list } => !Made.Contains(list.Name),
            _ => true,
        };
    }
}
