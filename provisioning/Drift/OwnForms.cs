using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Forms that people laid out otherwise, and conditions that they wrote themselves. What apply would lay out anew is no choice of theirs.</summary>
internal static class OwnForms
{
    public static IEnumerable<DriftFinding> Of(DriftFound found) => found.Lists.SelectMany(pair => Layouts(found, pair.Schema, pair.List.Id).Concat(Conditions(found, pair.Schema, pair.List.Id)));

    private static IEnumerable<DriftFinding> Layouts(DriftFound found, ListSchema schema, string listId) =>
        from form in Forms.Of(schema.Name)
        let type = found.Site.Settings.TryGetValue(listId, out var settings) ? FormDiff.TypeOf(schema, form, settings) : null
        where type is not null
        let layout = FormDiff.Layout(type)
        where layout.Length > 0 && !Formats.IsEarlier(layout) && !Formats.Same(layout, form.Layout)
        select DriftFinding.Of(DriftKind.FormEdited, found.At(schema), form.Type is { } key ? schema.ContentTypes.Single(one => one.Key == key).DisplayName : schema.DisplayName(found.Year));

    private static IEnumerable<DriftFinding> Conditions(DriftFound found, ListSchema schema, string listId) =>
        from column in schema.Columns
        where column.Shown is not null
        let there = found.Site.Fields.GetValueOrDefault((listId, column.Name))?.Condition ?? ""
        where there.Length > 0 && Plain(there) != Plain(column.Shown!.Formula)
        select DriftFinding.Of(DriftKind.ConditionEdited, found.At(schema), column.DisplayName(schema.Name));

    /// <summary>How a formula is spaced says nothing.</summary>
    private static string Plain(string formula) => string.Concat(formula.Where(letter => !char.IsWhiteSpace(letter)));
}
