using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>Takes the steps of a round, leg by leg, until one stumbles.</summary>
/// <param name="rest">SharePoint REST, over which the steps of a batch make their calls.</param>
/// <param name="unitsPerMinute">Resource units that a batch may cost.</param>
/// <param name="tally">Where it is noted what became of each.</param>
/// <param name="part">Says what is being done.</param>
/// <param name="words">The words for it.</param>
internal sealed class Taking(SharePointRest rest, int unitsPerMinute, Tally tally, ApplyPart part, StepWords words)
{
    /// <summary>Takes the steps.</summary>
    /// <param name="round">The steps.</param>
    /// <param name="take">Takes one.</param>
    /// <param name="cancellationToken">Stops it; what was done stays.</param>
    /// <exception cref="M365Exception">A step failed in a way that reading the site again does not help.</exception>
    public async Task TakeAsync(IReadOnlyList<SiteStep> round, Func<SiteStep, Task> take, CancellationToken cancellationToken)
    {
        foreach (var leg in Legs.Of(round, unitsPerMinute))
        {
            part.Say(tally.Done.Count, words.Of(leg.Steps[0]) + (leg.Steps.Count == 1 ? "" : $" And {leg.Steps.Count - 1} more in one batch."));
            var outcomes = leg.Steps.Count == 1 ? [await OneAsync(() => take(leg.Steps[0]))] : await rest.TogetherAsync([.. leg.Steps.Select(step => (Func<Task>)(() => take(step)))], cancellationToken);
            foreach (var (step, outcome) in leg.Steps.Zip(outcomes)) tally.Note(step, outcome.Failure, outcome.Doubtful);
            if (tally.Stumbled) return;
        }

        part.Say(tally.Done.Count, "");
    }

    private static async Task<Together> OneAsync(Func<Task> take)
    {
        try
        {
            await take();
            return new Together(null, false);
        }
        catch (M365Exception failure)
        {
            return new Together(failure, false);
        }
    }
}
