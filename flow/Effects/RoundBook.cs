using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>The round-ups of the rounds of a year.</summary>
public interface IRoundUps
{
    /// <summary>Rounds of returns, by key and in order. What is sudden, and a letter of praise, belongs to none.</summary>
    Task<IReadOnlyList<string>> OfAsync(IReadOnlyCollection<string> returnCases, CancellationToken cancellationToken);

    /// <summary>Sees to it that the round-ups of these rounds say what is so now.</summary>
    /// <param name="rounds">Their keys.</param>
    /// <param name="because">The case by which something changed, as it is now.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task ShowAsync(IReadOnlyList<string> rounds, CaseState because, Reference reference, CancellationToken cancellationToken);

    /// <summary>Where readers find the round-up of a round, and what it is called.</summary>
    PageLink LinkTo(string round, Reference reference);
}

/// <summary>Which awards belong to which round, by the lists as they were read and the cases behind them. Pure.</summary>
/// <param name="returns">The returns of the year.</param>
/// <param name="register">The register of awards, at least of the year.</param>
/// <param name="stories">Stories, at least those that readers have.</param>
/// <param name="year">Year of merit.</param>
public sealed class RoundBook(IReadOnlyList<Item> returns, IReadOnlyList<Item> register, IReadOnlyList<Item> stories, int year)
{
    /// <summary>Round of each return, by its case. What is sudden, and a letter of praise, belongs to none.</summary>
    public IReadOnlyDictionary<string, string> RoundOf { get; } = returns.Where(item => item.Text(UnitReturns.Kind) is "" or "round" && item.Text(UnitReturns.RoundKey).Trim().Length > 0 && item.Text(UnitReturns.CaseId).Length > 0)
        .DistinctBy(item => item.Text(UnitReturns.CaseId)).ToDictionary(item => item.Text(UnitReturns.CaseId), item => item.Text(UnitReturns.RoundKey).Trim());

    /// <summary>Rounds of which something was given, in order.</summary>
    public IReadOnlyList<string> Rounds => [.. register.Select(RoundOfRow).Where(round => round.Length > 0).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Cases on which the decisions of a round were entered.</summary>
    public IReadOnlyList<string> Sources(string round) => [.. Given(round).Select(row => row.Text(AwardRegister.CaseId)).Where(AnyCase.IsId).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Cases of stories that readers have and that may tell of an award of a round.</summary>
    public IReadOnlyList<string> StoriesOf(string round)
    {
        var numbers = Given(round).Select(row => row.Text(AwardRegister.DecisionNumber).Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. stories.Where(item => item.Text(Stories.Stage) == "published" && AnyCase.YearOf(item.Text(Stories.CaseId)) == year && numbers.Contains(item.Text(Stories.DecisionNumber).Trim()))
            .Select(item => item.Text(Stories.CaseId)).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <summary>What came of a round.</summary>
    /// <param name="round">Its key.</param>
    /// <param name="states">The cases of <see cref="Sources"/> and <see cref="StoriesOf"/>, and whichever else may have given an award of it.</param>
    /// <param name="pageOf">Where readers find the page of a story, by its case and what its item says.</param>
    public RoundUp Of(string round, IReadOnlyCollection<CaseState> states, Func<string, string, Uri> pageOf)
    {
        var gone = register.Where(row => row.Text(AwardRegister.Validity) is "cancelled" or "recovered").Select(row => row.Text(AwardRegister.AwardKey)).ToHashSet();
        var rows = states.SelectMany(Rows).Where(row => !gone.Contains(row.Key) && RoundOf.GetValueOrDefault(AwardKey.Parts(row.Key)?.ReturnCase ?? "") == round)
            .DistinctBy(row => row.Key).OrderBy(row => row.News, StringComparer.Ordinal).ThenBy(row => row.Key, StringComparer.Ordinal).ToList();
        var keys = rows.Select(row => row.Key).ToHashSet();
        // What readers have is told by the case: in the item may stand what nobody has read yet.
        var told = states.OfType<StoryState>().Where(story => story.Shown?.Award is { } award && keys.Contains(award.Key)).OrderBy(story => story.CaseId, StringComparer.Ordinal)
            .Select(story => new ToldStory(StoryPage.TitleOf(story.Shown!), pageOf(story.CaseId, LinkOf(story.CaseId))));
        return new RoundUp(round, rows, [.. told]);
    }

    private string LinkOf(string caseId) => stories.FirstOrDefault(item => item.Text(Stories.CaseId) == caseId)?.Text(Stories.NewsLink).Trim() ?? "";

    private IEnumerable<Item> Given(string round) => register.Where(row => RoundOfRow(row) == round);

    private string RoundOfRow(Item row) => AwardKey.Parts(row.Text(AwardRegister.AwardKey)) is { } part ? RoundOf.GetValueOrDefault(part.ReturnCase, "") : "";

    private static IEnumerable<AwardRow> Rows(CaseState state) => state switch
    {
        ReturnState { Stage: Stage.Decided, Decision: not null } returned => AwardWriter.Rows(returned),
        SubmissionState { Revoking: null } submission => Enumerable.Range(1, submission.Decisions.Count).SelectMany(number => AwardWriter.Rows(submission, number)),
        _ => [],
    };
}
