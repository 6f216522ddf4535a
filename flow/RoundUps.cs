using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365;

/// <summary>What the round-up of a round said when it was last written.</summary>
/// <param name="Hash">Hash of its text.</param>
public sealed record ToldRound(string Hash);

/// <summary>
/// Keeps the round-up of each round on the news site: made with the first decision, written anew when a decision, a correction or a story changes what it says, and by the night where that
/// was missed. What is remembered of it makes it one page: what people took away stays away, and a run that changes nothing writes nothing.
/// </summary>
/// <param name="stores">The lists of the site, by schema name.</param>
/// <param name="stream">The events.</param>
/// <param name="state">What the worker remembers.</param>
/// <param name="news">The pages.</param>
/// <param name="decision">Address of the page of a decision.</param>
/// <param name="year">Year of merit.</param>
public sealed class RoundUps(IReadOnlyDictionary<string, ListStore> stores, CaseStream stream, StateStore state, StoryNews news, Func<string, Uri> decision, int year) : IRoundUps
{
    private const int Tries = 3;

    /// <summary>Key of what is remembered of a round.</summary>
    public static string KeyOf(int year, string round) => $"round-up|{year.ToString(CultureInfo.InvariantCulture)}|{round}";

    /// <inheritdoc />
    public async Task<IReadOnlyList<string>> OfAsync(IReadOnlyCollection<string> returnCases, CancellationToken cancellationToken)
    {
        if (returnCases.Count == 0) return [];
        var rounds = new RoundBook(await stores[UnitReturns.List.Name].QueryAsync(null, cancellationToken), [], [], year).RoundOf;
        return [.. returnCases.Select(caseId => rounds.GetValueOrDefault(caseId, "")).Where(round => round.Length > 0).Distinct().Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc />
    public PageLink LinkTo(string round, Reference reference) => new(RoundUpPage.TitleOf(round, reference), news.AddressOf(RoundUpPage.FileOf(year, round)));

    /// <inheritdoc />
    public async Task ShowAsync(IReadOnlyList<string> rounds, CaseState because, Reference reference, CancellationToken cancellationToken)
    {
        for (var attempt = 1; rounds.Count > 0; attempt++)
        {
            try
            {
                await ReadAndWriteAsync(rounds, because, reference, cancellationToken);
                return;
            }
            catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.Conflict && attempt < Tries)
            {
                // Another worker wrote it meanwhile, perhaps without what is known here: read again, and write what is so by both.
            }
        }
    }

    private async Task ReadAndWriteAsync(IReadOnlyList<string> rounds, CaseState because, Reference reference, CancellationToken cancellationToken)
    {
        var returns = await stores[UnitReturns.List.Name].QueryAsync(null, cancellationToken);
        var register = await stores[AwardRegister.List.Name].QueryAsync(string.Create(CultureInfo.InvariantCulture, $"fields/MeritYear eq {year}"), cancellationToken);
        var stories = await stores[Stories.List.Name].FindAsync(Stories.Stage, Stories.Stage.Word("published"), cancellationToken);
        var book = new RoundBook(returns, register, stories, year);
        var states = new Dictionary<string, CaseState> { [because.CaseId] = because };
        foreach (var round in rounds)
        {
            foreach (var caseId in book.Sources(round).Concat(book.StoriesOf(round)).Where(caseId => !states.ContainsKey(caseId)))
                states[caseId] = AnyCase.Fold(caseId, await stream.LoadAsync(caseId, cancellationToken));
            await WriteAsync(book.Of(round, states.Values, PageOf), reference, cancellationToken);
        }
    }

    /// <summary>What the day may have missed: every round by the lists as the night read them. It asks the service only for lists that were written to since, and where a round differs from what the last night saw.</summary>
    /// <param name="history">The events, read after the lists: what is recorded must never be older than what is shown.</param>
    /// <param name="damaged">Cases that cannot be believed.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="seen">Hash of each round-up by round, as the last night saw it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The same of this night.</returns>
    public async Task<IReadOnlyDictionary<string, string>> LookAsync(Func<Task<History>> history, IReadOnlySet<string> damaged, Reference reference, IReadOnlyDictionary<string, string> seen, CancellationToken cancellationToken)
    {
        var returns = await WholeAsync(UnitReturns.List.Name, cancellationToken);
        var register = await WholeAsync(AwardRegister.List.Name, cancellationToken);
        var stories = await WholeAsync(Stories.List.Name, cancellationToken);
        var events = await history();
        CaseState? Fold(string caseId) => events.Cases.Contains(caseId) && !damaged.Contains(caseId) && events.Faults.All(fault => fault.CaseId != caseId) ? events.Fold(caseId) : null;
        var (book, found) = (new RoundBook(returns, register, stories, year), new SortedDictionary<string, string>(StringComparer.Ordinal));
        foreach (var round in book.Rounds)
        {
            var states = book.Sources(round).Concat(book.StoriesOf(round)).Select(Fold).ToList();
            if (states.Contains(null)) continue;
            var told = book.Of(round, [.. states.OfType<CaseState>()], PageOf);
            found[round] = RoundUpPage.HashOf(RoundUpPage.Of(told, reference, year, decision));
            if (seen.GetValueOrDefault(round) != found[round]) await WriteAsync(told, reference, cancellationToken);
        }

        return found;
    }

    private async Task<IReadOnlyList<Item>> WholeAsync(string list, CancellationToken cancellationToken) => ReadAhead.All(stores[list]) ?? await stores[list].QueryAsync(null, cancellationToken);

    private async Task WriteAsync(RoundUp round, Reference reference, CancellationToken cancellationToken)
    {
        var key = KeyOf(year, round.Key);
        var told = await state.LoadAsync<ToldRound>(key, cancellationToken);
        // Nothing was ever said of it, and nothing is to be said.
        if (told.Value is null && round.Rows.Count == 0) return;
        var page = RoundUpPage.Of(round, reference, year, decision);
        var now = new ToldRound(RoundUpPage.HashOf(page));
        if (told.Value == now) return;
        // One that was made once and is not there any more was taken away by people.
        if (told.Value is null) await news.ShowAsync(page, cancellationToken);
        else await news.CorrectAsync(page, cancellationToken);
        await state.SaveAsync(key, told, now, cancellationToken);
    }

    private Uri PageOf(string caseId, string shown) => news.PageOf(shown, StoryPage.FileOf(caseId));
}
