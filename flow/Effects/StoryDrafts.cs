using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A story that is begun for people to finish.</summary>
/// <param name="Title">Name of the exemplar.</param>
/// <param name="Kind"><c>deed</c> or <c>movement</c>.</param>
/// <param name="Text">The facts, from a template.</param>
/// <param name="Note">What people are to do with it.</param>
public sealed record StoryDraft(string Title, string Kind, string Text, string Note)
{
    /// <summary>Unit; null where it is for whoever finishes it.</summary>
    public string? UnitKey { get; init; }

    /// <summary>Staff number of the person; null when there is none.</summary>
    public string? StaffKey { get; init; }

    /// <summary>Number of the decision; null of a movement.</summary>
    public string? DecisionNumber { get; init; }

    /// <summary>Key of the movement; null of a deed.</summary>
    public string? MovementKey { get; init; }
}

/// <summary>
/// Begins stories, so that nobody forgets one: of an award for a sudden brave act, of a movement. Nothing of it is published without a person: the consent is not ticked, no button is pressed. What
/// people have written of the same is left alone, and one that was begun is found and not begun twice.
/// </summary>
/// <param name="stories">The list.</param>
/// <param name="clientId">Client id of this application: what it made can be told by it.</param>
/// <param name="year">Campaign year.</param>
public sealed class StoryDrafts(ListStore stories, string clientId, int year)
{
    /// <summary>Sees to it that there is a story of each of these awards.</summary>
    /// <param name="rows">Awards for sudden brave acts.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task OpenAsync(IEnumerable<AwardRow> rows, Reference reference, CancellationToken cancellationToken)
    {
        foreach (var row in rows) await OpenAsync(Of(row, reference), cancellationToken);
    }

    /// <summary>Sees to it that there is a story of this, be it ours or one that people wrote.</summary>
    public async Task OpenAsync(StoryDraft draft, CancellationToken cancellationToken)
    {
        if ((await ThereAsync(draft, cancellationToken)).Count > 0) return;
        await stories.CreateAsync(Written(draft), cancellationToken);
        // Two workers may have begun it at the same moment, and the list has no key that forbids it: the later goes, unless somebody has written to it.
        var twins = (await ThereAsync(draft, cancellationToken)).Where(item => item.Creator?.ApplicationId == clientId).OrderBy(item => int.Parse(item.Id, CultureInfo.InvariantCulture));
        foreach (var twin in twins.Skip(1).Where(item => item.Editor.ApplicationId == clientId)) await stories.RemoveAsync(twin, cancellationToken);
    }

    /// <summary>How many stories that were begun here wait for people to finish them.</summary>
    public async Task<int> WaitingAsync(CancellationToken cancellationToken) => (await stories.FindAsync(Stories.Stage, Stories.Stage.Word("draft"), cancellationToken))
        .Count(item => item.Count(Stories.Year) == year && item.Creator?.ApplicationId == clientId && item.Text(Stories.CaseId).Length == 0);

    /// <summary>The draft of an award: what the decision made public already, and no word of the dossier.</summary>
    public static StoryDraft Of(AwardRow row, Reference reference)
    {
        var (unit, award, day) = (Typography.Line(reference.UnitName(row.UnitKey)), Words.Award(row.Award), VietnamTime.Write(row.Paper.Date));
        return new StoryDraft(FieldMapper.Cut(Typography.Line(row.Name), 255), "deed", Text.Vi(row.Collective ? "draft.deed.collective" : "draft.deed.person", Typography.Line(row.Name), unit, row.Paper.Authority, award, row.Paper.Number, day),
            Text.Vi("draft.deed.note", row.Paper.Number))
        {
            UnitKey = row.UnitKey, StaffKey = row.StaffKey, DecisionNumber = row.Paper.Number,
        };
    }

    /// <summary>Stories of the same award, whoever wrote them; of the same movement, those of people and the one that was begun for the same reason.</summary>
    private async Task<IReadOnlyList<Item>> ThereAsync(StoryDraft draft, CancellationToken cancellationToken) => draft switch
    {
        { DecisionNumber: { } number } => [.. (await stories.FindAsync(Stories.DecisionNumber, number, cancellationToken)).Where(item => draft.StaffKey is { Length: > 0 } key
            ? string.Equals(item.Text(Stories.StaffKey).Trim(), key, StringComparison.OrdinalIgnoreCase) || Letters.Same(item.Title, draft.Title) : Letters.Same(item.Title, draft.Title))],
        { MovementKey: { } movement } => [.. (await stories.FindAsync(Stories.MovementKey, movement, cancellationToken)).Where(item => item.Text(Stories.Kind) == "movement"
            && (item.Creator?.ApplicationId != clientId || Letters.Same(item.Title, draft.Title)))],
        _ => [],
    };

    private Fields Written(StoryDraft draft)
    {
        var fields = new Fields
        {
            Title = draft.Title,
            [Stories.Year] = year, [Stories.Kind] = draft.Kind, [Stories.Story] = draft.Text, [Stories.Consent] = false, [Stories.Step] = "draft", [Stories.Stage] = "draft", [Stories.SystemNote] = draft.Note,
        };
        if (draft.UnitKey is { Length: > 0 } unit) fields[Stories.UnitKey] = unit;
        if (draft.StaffKey is { Length: > 0 } staff) fields[Stories.StaffKey] = staff;
        if (draft.DecisionNumber is { } number) fields[Stories.DecisionNumber] = number;
        if (draft.MovementKey is { } movement) fields[Stories.MovementKey] = movement;
        return fields;
    }
}
