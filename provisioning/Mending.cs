using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>What came of mending a site.</summary>
/// <param name="Found">The site as it is afterwards.</param>
/// <param name="Done">Steps taken.</param>
/// <param name="Open">Steps that could not be taken.</param>
/// <param name="Left">The same in words.</param>
public sealed record Mended(SiteFound Found, IReadOnlyList<SiteStep> Done, IReadOnlyList<SiteStep> Open, IReadOnlyList<string> Left)
{
    /// <summary>The site as it was found.</summary>
    public required SiteFound Before { get; init; }

    /// <summary>Schema names of the lists made.</summary>
    public HashSet<string> Made { get; } = [.. Done.OfType<MakeList>().Select(make => make.List.Name)];

    /// <summary>Schema names of the lists on which something is left.</summary>
    public HashSet<string> Unfit { get; } = [.. Open.OfType<ListStep>().Select(step => step.List.Name)];

    /// <summary>The step concerned something that was there before. On a site made from nothing there was nothing.</summary>
    public bool Concerned(SiteStep step) => Made.Count < Found.Schema.Count && step switch
    {
        MakeList => false,
        ListStep on => !Made.Contains(on.List.Name),
        GiveRight { At.List: { } list } => !Made.Contains(list.Name),
        TakeRight { At.List: { } list } => !Made.Contains(list.Name),
        _ => true,
    };
}

/// <summary>Brings the lists, rights and groups of a site to their schema: takes the steps that the site needs, round by round, until none is left that can be taken.</summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="site">The site.</param>
/// <param name="schema">The lists as they should be; null = all of ours.</param>
/// <param name="news">Hears how it goes on; null = nobody.</param>
public sealed class Mending(Tenancy tenancy, SiteOptions site, IReadOnlyList<ListSchema>? schema = null, IProgress<ApplyNews>? news = null)
{
    private readonly SharePointRest _rest = new(tenancy);
    private readonly StepWords _words = new(site.Year);

    /// <summary>Mends it. A run that was cut short is taken up by another: only what the site shows counts.</summary>
    /// <param name="siteId">Id of the site.</param>
    /// <param name="cancellationToken">Stops it; what was done stays.</param>
    /// <exception cref="M365Exception">The tenant refused or did not answer.</exception>
    /// <exception cref="NotAppliedException">The service took the changes and still shows something else.</exception>
    public async Task<Mended> RunAsync(string siteId, CancellationToken cancellationToken)
    {
        var reading = new SiteReading(tenancy, site, siteId, schema);
        var before = await reading.ReadAsync(false, cancellationToken);
        var found = before;
        var tally = new Tally(_words);
        var taking = new Taking(_rest, tenancy.Options.RuPerMinute, tally, new ApplyPart(news, "lists and rights", Foreseen.Count(site.Year, found)), _words);
        while (true)
        {
            var steps = SiteDiff.Steps(site.Year, found);
            var open = tally.Open(steps);
            if (open.Count == 0) return new Mended(found, tally.Done, steps, [.. steps.Select(step => Left(step, tally))]) { Before = before };
            var round = SiteDiff.Round(open);
            await TakeAsync(siteId, round, found, taking, cancellationToken);
            found = tally.Stumbled ? await reading.ReadAsync(false, cancellationToken) : await reading.AgainAsync(found, round, cancellationToken);
        }
    }

    private async Task TakeAsync(string siteId, IReadOnlyList<SiteStep> round, SiteFound found, Taking taking, CancellationToken cancellationToken)
    {
        var (schemaRun, rights) = (new SchemaRun(tenancy, _rest, site, siteId, BornList.Ids(site.Year, found)), new RightsRun(_rest, site.Path, found.Groups));
        var menu = new MenuRun(_rest, site, found.Menu);
        await rights.PrepareAsync(round, cancellationToken);
        await taking.TakeAsync(round, async step =>
        {
            await schemaRun.RunAsync(step, cancellationToken);
            await rights.RunAsync(step, cancellationToken);
            await menu.RunAsync(step, cancellationToken);
        }, cancellationToken);
    }

    private string Left(SiteStep step, Tally tally)
    {
        var sentence = _words.Of(step);
        if (!tally.Refused.TryGetValue(sentence, out var refusal)) return sentence;
        return step is SetUnique && refusal.Failure == Failure.Conflict
            ? $"{sentence} The service refuses to forbid it while two items hold the same value; change or delete one of them, and run apply again."
            : $"{sentence} The service refuses the change: {refusal.Message}";
    }
}
