using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What the news site is to say of a decision: its page, the round-up of its round, and, of a sudden brave act, a draft among the stories.</summary>
/// <param name="news">Pages of decisions.</param>
/// <param name="rounds">The round-ups.</param>
/// <param name="drafts">Drafts of stories.</param>
/// <param name="year">Year of merit.</param>
public sealed class DecisionNews(NewsWriter news, IRoundUps rounds, StoryDrafts drafts, int year)
{
    /// <summary>Sees to what follows from a decision that was entered on a return itself. A letter of praise and a sudden nomination belong to no round.</summary>
    public async Task PublishAsync(ReturnState state, Reference reference, CancellationToken cancellationToken)
    {
        var told = state.Kind is "sudden" or "letter" ? [] : await rounds.OfAsync([state.CaseId], cancellationToken);
        await news.PublishAsync(Linked(NewsWriter.Page(state, reference, year), told, reference), cancellationToken);
        if (state.Kind == "sudden") await drafts.OpenAsync(AwardWriter.Rows(state), reference, cancellationToken);
        await rounds.ShowAsync(told, state, reference, cancellationToken);
    }

    /// <summary>Sees to what follows from a decision on a submission.</summary>
    public async Task PublishAsync(SubmissionState state, int number, Reference reference, CancellationToken cancellationToken)
    {
        var rows = AwardWriter.Rows(state, number).ToList();
        var told = IsSudden(state) ? [] : await rounds.OfAsync(ReturnsOf(rows), cancellationToken);
        await news.PublishAsync(Linked(NewsWriter.Page(state, number, reference, year), told, reference), cancellationToken);
        if (IsSudden(state)) await drafts.OpenAsync(rows, reference, cancellationToken);
        await rounds.ShowAsync(told, state, reference, cancellationToken);
    }

    /// <summary>Sees to it that pages no longer name whom an award was taken from.</summary>
    /// <param name="source">Case on which the decisions were entered.</param>
    /// <param name="gone">Keys of cancelled awards, with what cancelled them.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task CorrectAsync(CaseState source, IReadOnlyDictionary<string, string> gone, Reference reference, CancellationToken cancellationToken)
    {
        var told = source is SubmissionState { } submission && IsSudden(submission) ? [] : await rounds.OfAsync([.. gone.Keys.Select(key => AwardKey.Parts(key)?.ReturnCase).OfType<string>().Distinct()], cancellationToken);
        foreach (var page in NewsWriter.Corrected(source, gone, reference, year)) await news.CorrectAsync(Linked(page, told, reference), cancellationToken);
        await rounds.ShowAsync(told, source, reference, cancellationToken);
    }

    /// <summary>A submission that a sudden nomination gave rise to; of what units send for a round, it is a session of the council.</summary>
    public static bool IsSudden(SubmissionState state) => state.Revoking is null && state.Source.StartsWith("r-", StringComparison.Ordinal);

    private static IReadOnlyCollection<string> ReturnsOf(IEnumerable<AwardRow> rows) => [.. rows.Select(row => AwardKey.Parts(row.Key)?.ReturnCase).OfType<string>().Distinct()];

    private NewsPage Linked(NewsPage page, IReadOnlyList<string> told, Reference reference) => page with { Links = (Text.Vi("story.links"), [.. told.Select(round => rounds.LinkTo(round, reference))]) };
}
