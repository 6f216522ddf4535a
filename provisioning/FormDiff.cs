using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>A form has no sections, or those of an earlier version.</summary>
public sealed record LayForm(ListSchema List, string ListId, string TypeId, FormSchema Form) : ListStep(List);

/// <summary>A column stands in forms for which it is not meant.</summary>
public sealed record ShowFor(ListSchema List, string ListId, ColumnSchema Column) : ListStep(List);

/// <summary>Compares the forms of a list with its schema. A layout that is there, and a condition that is there, were made by somebody: they are left as they are.</summary>
public static class FormDiff
{
    private const string Folder = "0x0120";

    /// <summary>What the forms of one list need; its columns and content types are there by then.</summary>
    /// <param name="schema">List as it should be.</param>
    /// <param name="listId">Id of the list.</param>
    /// <param name="settings">Its settings, with its content types.</param>
    /// <param name="fields">What REST says of columns.</param>
    public static IEnumerable<SiteStep> Of(ListSchema schema, string listId, JObject settings, IReadOnlyDictionary<(string ListId, string Column), FoundField> fields)
    {
        foreach (var form in Forms.Of(schema.Name))
            if (TypeOf(schema, form, settings) is { } type && Layout(type) is var layout && (layout.Length == 0 || Formats.IsEarlier(layout))) yield return new LayForm(schema, listId, (string)type["StringId"]!, form);
        foreach (var column in schema.Columns.Where(column => column.Shown is not null))
            if (fields.TryGetValue((listId, column.Name), out var field) && field.Condition.Length == 0) yield return new ShowFor(schema, listId, column);
    }

    /// <summary>The layout of a content type's form; empty when it has none.</summary>
    internal static string Layout(JObject type) => Text(type, "ClientFormCustomFormatter");

    /// <summary>The content type whose form it is; the default one where the list has one kind of item. Null while it is not there.</summary>
    internal static JObject? TypeOf(ListSchema schema, FormSchema form, JObject settings)
    {
        var types = Rows(settings, "ContentTypes").ToList();
        if (form.Type is { } key) return types.Find(type => (string?)type["Name"] == schema.ContentTypes.Single(one => one.Key == key).DisplayName);
        var first = (string?)(settings["RootFolder"]?["UniqueContentTypeOrder"] as JArray)?.FirstOrDefault()?["StringValue"];
        return types.Find(type => first is not null && (string?)type["StringId"] == first) ?? types.Find(type => !Text(type, "StringId").StartsWith(Folder, StringComparison.OrdinalIgnoreCase));
    }

    private static IEnumerable<JObject> Rows(JObject settings, string name) => (settings[name] as JArray ?? []).OfType<JObject>();

    private static string Text(JObject row, string name) => (string?)row[name] ?? "";
}
