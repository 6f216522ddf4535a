namespace EmulationM365.Provisioning;

/// <summary>How an apply goes on.</summary>
/// <param name="Part">The part it is in: "lists and rights", "seed", "folders", "members", "home page".</param>
/// <param name="Done">Steps of the part that are done.</param>
/// <param name="Of">All its steps, as they were foreseen.</param>
/// <param name="What">What is being mended now; empty when the part has nothing more to say.</param>
public sealed record ApplyNews(string Part, int Done, int Of, string What);

/// <summary>Says how one part goes on.</summary>
/// <param name="to">Who hears it; null = nobody.</param>
/// <param name="name">Name of the part.</param>
/// <param name="of">All its steps, as they were foreseen.</param>
internal sealed class ApplyPart(IProgress<ApplyNews>? to, string name, int of)
{
    /// <summary>Says it. More may be done than was foreseen, when people change the site meanwhile; it is never said to be more than all.</summary>
    public void Say(int done, string what) => to?.Report(new ApplyNews(name, Math.Min(done, of), of, what));
}
