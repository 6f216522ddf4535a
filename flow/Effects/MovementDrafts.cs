using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A story of a movement was begun, once for each reason; whoever deletes it does not get it again.</summary>
/// <param name="MovementKey">Key of the movement.</param>
/// <param name="Because"><c>launched</c> or <c>reviewed</c>.</param>
public sealed record DraftMovement(string MovementKey, string Because) : Effect($"draft:{MovementKey}:{Because}", EffectClass.Keyed);

/// <summary>Begins a story when a movement of the unit is launched, and when one is reviewed. Looked at once a week: movements last for months.</summary>
/// <param name="movements">The list of movements.</param>
/// <param name="drafts">Begins stories.</param>
/// <param name="ledger">Remembers which were begun.</param>
/// <param name="year">Campaign year.</param>
public sealed class MovementDrafts(ListStore movements, StoryDrafts drafts, Ledger ledger, int year)
{
    /// <summary>A movement that was launched longer ago is no news any more: so many days.</summary>
    public const int FreshDays = 60;

    /// <summary>What the ledger calls them, in place of a case.</summary>
    public static string KeyOf(int year) => $"movements:{year.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Begins what is to be begun today.</summary>
    public async Task OpenAsync(DateOnly today, CancellationToken cancellationToken)
    {
        IReadOnlyList<Item> rows;
        try
        {
            rows = await movements.QueryAsync(string.Create(CultureInfo.InvariantCulture, $"fields/Year eq {year}"), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.NotFound or Failure.Refused)
        {
            // A list that is not there, or closed to the worker, is told of by those who watch the schema; it says nothing here.
            return;
        }

        var wanted = rows.SelectMany(row => Of(row, year, today)).ToList();
        if (wanted.Count == 0) return;
        var known = await ledger.LoadAsync(KeyOf(year), cancellationToken);
        foreach (var (effect, draft) in wanted) await ledger.SeeToAsync(KeyOf(year), effect, known, () => drafts.OpenAsync(draft, cancellationToken), cancellationToken);
    }

    /// <summary>What is to be told of a movement by its columns: a launch by the unit itself while it is fresh (what others launch others tell of), and a review by whoever.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="year">Campaign year.</param>
    /// <param name="today">The present day.</param>
    public static IEnumerable<(DraftMovement Effect, StoryDraft Draft)> Of(Item row, int year, DateOnly today)
    {
        var key = row.Text(Movements.MovementKey).Trim();
        if (key.Length == 0 || row.Title.Trim().Length == 0) yield break;
        var (stage, from) = (row.Text(Movements.Stage), row.Day(Movements.ValidFrom));
        if (stage is "" or "running" && row.Text(Movements.Level) == "unit" && from is { } day && day.Year == year && day <= today && today <= day.AddDays(FreshDays))
            yield return (new DraftMovement(key, "launched"), Draft(row, key, "launched"));
        if (stage is "reviewing" or "awarded") yield return (new DraftMovement(key, "reviewed"), Draft(row, key, "reviewed"));
    }

    private static StoryDraft Draft(Item row, string key, string because)
    {
        var name = Typography.Line(row.Title);
        List<string> facts = [Text.Vi($"draft.movement.{because}", name, Or(row.Text(Movements.LaunchedBy), "draft.movement.unit"))];
        if (row.Day(Movements.ValidFrom) is { } from) facts.Add(row.Day(Movements.ValidTo) is { } to ? Text.Vi("draft.movement.days", VietnamTime.Write(from), VietnamTime.Write(to)) : Text.Vi("draft.movement.from", VietnamTime.Write(from)));
        if (Typography.Line(row.Text(Movements.Scope)) is { Length: > 0 } scope) facts.Add(Text.Vi("draft.movement.scope", scope));
        return new StoryDraft(FieldMapper.Cut(because == "reviewed" ? Text.Vi("draft.movement.reviewTitle", name) : name, 255), "movement", string.Join('\n', facts), Text.Vi($"draft.movement.{because}.note")) { MovementKey = key };
    }

    private static string Or(string text, string otherwise) => Typography.Line(text) is { Length: > 0 } line ? line : Text.Vi(otherwise);
}
