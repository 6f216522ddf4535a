using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What the news site is to say of a decision: its page, with the ways to its paper and to the round-up of its round, and, of a sudden brave act, a draft among the stories.</summary>
/// <param name="news">Pages of decisions.</param>
/// <param name="rounds">The round-ups.</param>
/// <param name="papers">Public copies of papers.</param>
/// <param name="drafts">Drafts of stories.</param>
/// <param name="register">The register of awards.</param>
/// <param name="lists">The settings lists.</param>
/// <param name="year">Year of merit.</param>
public sealed class DecisionNews(NewsWriter news, IRoundUps rounds, PublicPapers papers, StoryDrafts drafts, ListStore register, ReferenceLists lists, int year)
{
    private static readonly Dictionary<int, string> NoCopies = [];

    /// <summary>Sees to what follows from a decision that was entered on a return itself. A letter of praise and a sudden nomination belong to no round.</summary>
    public async Task PublishAsync(ReturnState state, Reference reference, CancellationToken cancellationToken)
    {
        var told = state.Kind is "sudden" or "letter" ? [] : await rounds.OfAsync([state.CaseId], cancellationToken);
        await news.PublishAsync(Linked(NewsWriter.Page(state, reference, year), 0, state.Decision!, told, NoCopies, reference), cancellationToken);
        if (state.Kind == "sudden") await drafts.OpenAsync(AwardWriter.Rows(state), reference, cancellationToken);
        await rounds.ShowAsync(told, state, reference, cancellationToken);
    }

    /// <summary>Sees to what follows from a decision on a submission.</summary>
    public async Task PublishAsync(SubmissionState state, int number, Reference reference, CancellationToken cancellationToken)
    {
        var rows = AwardWriter.Rows(state, number).ToList();
        var told = await RoundsAsync(state, rows.Select(row => row.Key), cancellationToken);
        var copies = await papers.OfAsync(state, cancellationToken);
        await news.PublishAsync(Linked(NewsWriter.Page(state, number, reference, year), number, state.Decisions[number - 1].Paper, told, copies, reference), cancellationToken);
        if (IsSudden(state)) await drafts.OpenAsync(rows, reference, cancellationToken);
        await rounds.ShowAsync(told, state, reference, cancellationToken);
    }

    /// <summary>Sees to it that pages no longer name whom an award was taken from, and that nothing is left of what was cancelled wholly.</summary>
    /// <param name="source">Case on which the decisions were entered.</param>
    /// <param name="gone">Keys of cancelled awards, with what cancelled them.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CorrectAsync(CaseState source, IReadOnlyDictionary<string, string> gone, Reference reference, CancellationToken cancellationToken)
    {
        var told = await RoundsAsync(source, gone.Keys, cancellationToken);
        var pages = NewsWriter.Pages(source, gone, reference, year).Where(page => page.Left < page.Awards).ToList();
        var submission = source as SubmissionState;
        var plan = submission is null ? null : await papers.CloseAsync(submission, [.. pages.Where(page => page.Left == 0).Select(page => page.Number)], cancellationToken);
        var copies = plan?.Copies ?? (submission is null ? NoCopies : await papers.OfAsync(submission, cancellationToken));
        foreach (var page in pages) await news.CorrectAsync(Linked(page.Page, page.Number, page.Paper, told, copies, reference), cancellationToken);
        if (plan is not null) await papers.CompleteAsync(submission!, plan, cancellationToken);
        await rounds.ShowAsync(told, source, reference, cancellationToken);
    }

    /// <summary>Sees to it that readers have the papers which the office calls public, and no others. A submission of which nothing is said asks nothing.</summary>
    /// <param name="state">The submission.</param>
    /// <param name="item">Its item as just read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task SeeToPapersAsync(SubmissionState state, Item item, CancellationToken cancellationToken)
    {
        if (await papers.PlanAsync(state, item, cancellationToken) is not { } plan) return;
        var (reference, rows) = (await lists.GetAsync(cancellationToken), await register.FindAsync(AwardRegister.CaseId, state.CaseId, cancellationToken));
        var gone = RevocationWork.Gone(rows);
        var told = await RoundsAsync(state, rows.Select(row => row.Text(AwardRegister.AwardKey)), cancellationToken);
        // The pages before anything is taken away: no page may lead to what is gone.
        foreach (var page in NewsWriter.Pages(state, gone, reference, year)) await news.CorrectAsync(Linked(page.Page, page.Number, page.Paper, told, plan.Copies, reference), cancellationToken);
        await papers.CompleteAsync(state, plan, cancellationToken);
    }

    /// <summary>A submission that a sudden nomination gave rise to; of what units send for a round, it is a session of the council.</summary>
    public static bool IsSudden(SubmissionState state) => state.Revoking is null && state.Source.StartsWith("r-", StringComparison.Ordinal);

    /// <summary>Rounds of these awards.</summary>
    private async Task<IReadOnlyList<string>> RoundsAsync(CaseState source, IEnumerable<string> keys, CancellationToken cancellationToken) => source is SubmissionState submission && IsSudden(submission)
        ? [] : await rounds.OfAsync([.. keys.Select(key => AwardKey.Parts(key)?.ReturnCase).OfType<string>().Distinct()], cancellationToken);

    private NewsPage Linked(NewsPage page, int number, DecisionPaper paper, IReadOnlyList<string> told, IReadOnlyDictionary<int, string> copies, Reference reference)
    {
        var links = told.Select(round => rounds.LinkTo(round, reference));
        if (PublicPapers.AddressIn(copies, number) is { } copy) links = links.Prepend(new PageLink(Text.Vi("news.link.paper", paper.Number), copy));
        return page with { Links = (Text.Vi("story.links"), [.. links]) };
    }
}
