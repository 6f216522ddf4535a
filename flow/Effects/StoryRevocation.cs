using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Withdraws stories whose award was cancelled: readers are not told of an award that no longer stands.</summary>
/// <param name="stories">The list.</param>
/// <param name="stream">Where the events stand.</param>
/// <param name="commands">Takes the commands.</param>
/// <param name="year">Year whose stories these are.</param>
/// <param name="time">The clock.</param>
public sealed class StoryRevocation(ListStore stories, CaseStream stream, CommandDesk commands, int year, TimeProvider time)
{
    /// <summary>Withdraws every story of this year that tells of one of these awards. A repeat finds the command recorded, or nothing to withdraw.</summary>
    /// <param name="rows">Rows of the register that are cancelled.</param>
    /// <param name="gone">What cancelled them, by their keys.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task WithdrawAsync(IEnumerable<Item> rows, IReadOnlyDictionary<string, string> gone, CancellationToken cancellationToken)
    {
        foreach (var number in rows.GroupBy(row => row.Text(AwardRegister.DecisionNumber)).Where(number => number.Key.Length > 0))
        {
            var keys = number.Select(row => row.Text(AwardRegister.AwardKey)).ToHashSet();
            foreach (var item in await stories.FindAsync(Stories.DecisionNumber, number.Key, cancellationToken))
            {
                if (AnyCase.YearOf(item.Text(Stories.CaseId)) != year) continue;
                var state = (StoryState)AnyCase.Fold(item.Text(Stories.CaseId), await stream.LoadAsync(item.Text(Stories.CaseId), cancellationToken));
                if (state.Content?.Award is not { } award || !keys.Contains(award.Key)) continue;
                var command = new WithdrawStory($"story:cancelled:{award.Key}:{state.Showings}", Actor.System, "case", time.GetUtcNow(), Text.Vi("story.awardCancelled", gone[award.Key]));
                // Not out with readers any more, or never: there is nothing to withdraw.
                await commands.TakeAsync(state.CaseId, command, state.ContentHash, cancellationToken, state);
            }
        }
    }
}
