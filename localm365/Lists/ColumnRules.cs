using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Formulas;

namespace EmulationM365.LocalM365.Lists;

/// <summary>What makes a column definition acceptable, and what it becomes.</summary>
internal static partial class ColumnRules
{
    /// <summary>SharePoint's limit of indexes on a list.</summary>
    public const int MostIndexes = 20;

    private static readonly string[] _flags = ["enforceUniqueValues", "hidden", "indexed", "readOnly", "required"];

    private static readonly string[] _members = ["columnGroup", "defaultValue", "description", "displayName", "validation"];

    private static readonly string[] _indexable = ["text", "choice", "number", "currency", "dateTime", "boolean", "personOrGroup", "lookup", "term"];

    /// <summary>The definition a new column is stored with: checked, and with the defaults written out.</summary>
    public static JsonObject Accept(Session session, Site site, IReadOnlyList<Column> present, JsonObject asked)
    {
        var name = asked.String("name") ?? throw Refused.Invalid("A column needs a name.");
        if (!Name().IsMatch(name)) throw Refused.Invalid($"'{name}' is not a valid column name.");
        if (present.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw Refused.Invalid($"A column with the name '{name}' already exists in the list.");
        var kind = OneFacet(asked, name);
        var facet = asked[kind]!.DeepClone().AsObject();
        if (kind == "lookup") Lookup(session, site, facet);
        if (kind == "choice") Choices(facet);
        Defaults(kind, facet);
        var definition = Common(asked, name);
        definition[kind] = facet;
        Check(present, definition, name);
        return definition;
    }

    /// <summary>
    /// A changed definition. Members that are not sent keep their values; a facet is taken as a whole, so that what it leaves out falls back to its default, and
    /// a null empties what it names.
    /// </summary>
    public static Column Change(IReadOnlyList<Column> present, Column column, JsonObject asked)
    {
        var definition = column.Definition.DeepClone().AsObject();
        foreach (var (name, value) in asked)
        {
            if (name is "id" or "name" || name.StartsWith('@')) continue;
            if (Column.Facets.Contains(name)) definition[name] = Facet(column, name, value);
            else if (_flags.Contains(name)) definition[name] = asked.Flag(name);
            else if (_members.Contains(name)) definition[name] = value?.DeepClone();
            else throw Refused.Invalid($"The property '{name}' of a column cannot be changed.");
        }
        if (definition.Flag("enforceUniqueValues") && !column.Indexed) throw Refused.Invalid("The field must first be indexed to enforce unique values.");
        Check([.. present.Where(other => other.Id != column.Id)], definition, column.Name);
        return new Column(column.Id, column.Guid, column.Name, definition, column.BuiltIn);
    }

    private static JsonObject Facet(Column column, string name, JsonNode? value)
    {
        if (name != column.Kind || value is not JsonObject asked) throw Refused.Invalid("The type of a column cannot be changed.");
        var facet = asked.DeepClone().AsObject();
        if (name == "choice") Choices(facet);
        if (name == "lookup" && (facet["listId"] ??= column.Facet.String("listId"))?.ToString() != column.Facet.String("listId"))
            throw Refused.Invalid("The list of a lookup column cannot be changed.");
        Defaults(name, facet);
        return facet;
    }

    private static string OneFacet(JsonObject asked, string name)
    {
        var facets = Column.Facets.Where(facet => asked[facet] is not null).ToList();
        if (facets.Count != 1) throw Refused.Invalid($"The column '{name}' needs exactly one type, got {facets.Count.ToString(CultureInfo.InvariantCulture)}.");
        return facets[0];
    }

    private static void Check(IReadOnlyList<Column> others, JsonObject definition, string name)
    {
        var column = new Column(0, "", name, definition, BuiltIn: false);
        if (column.Indexed && (column.Multiple || !_indexable.Contains(column.Kind) || column.Facet.Flag("allowMultipleLines")))
            throw Refused.Invalid($"The column '{name}' is of a type that cannot be indexed.");
        if (column is { Unique: true, Kind: "boolean" }) throw Refused.Invalid($"The column '{name}' is of a type that cannot enforce unique values.");
        if (definition.Flag("enforceUniqueValues") && !definition.Flag("indexed"))
            throw Refused.Invalid($"The column '{name}' must be indexed to enforce unique values.");
        if (definition.Flag("indexed") && others.Count(column => column is { Indexed: true, BuiltIn: false }) >= MostIndexes)
            throw Refused.Invalid("The list has the greatest number of indexed columns that is allowed.");
        FormulaRules.Check(others, column);
    }

    private static JsonObject Common(JsonObject asked, string name)
    {
        var definition = new JsonObject
        {
            ["columnGroup"] = asked.String("columnGroup") ?? "Custom Columns",
            ["description"] = asked.String("description") ?? "",
            ["displayName"] = asked.String("displayName") ?? name,
            ["enforceUniqueValues"] = asked.Flag("enforceUniqueValues"),
            ["hidden"] = asked.Flag("hidden"),
            ["indexed"] = asked.Flag("indexed"),
            ["name"] = name,
            ["readOnly"] = asked.Flag("readOnly"),
            ["required"] = asked.Flag("required"),
        };
        definition.SetIf("defaultValue", asked["defaultValue"]?.DeepClone());
        definition.SetIf("validation", asked["validation"]?.DeepClone());
        return definition;
    }

    private static void Choices(JsonObject facet)
    {
        var words = facet["choices"]?.AsArray() ?? [];
        if (words.Count == 0 || words.Any(word => word?.GetValue<string>() is not { Length: > 0 })) throw Refused.Invalid("A choice column needs its choices, each of them a text.");
    }

    private static void Lookup(Session session, Site site, JsonObject facet)
    {
        if (facet["primaryLookupColumnId"] is not null) return;
        if (facet.String("listId") is not { } listId || ListStore.Find(session, site, listId) is not { } target)
            throw Refused.Invalid("The list that the lookup column names does not exist in this site.");
        facet["listId"] = target.Guid;
    }

    private static void Defaults(string kind, JsonObject facet)
    {
        void Default(string name, JsonNode value) => facet[name] ??= value;
        switch (kind)
        {
            case "text":
                Default("allowMultipleLines", false);
                Default("appendChangesToExistingText", false);
                Default("linesForEditing", 0);
                if (facet.Flag("allowMultipleLines")) Default("textType", "plain");
                else Default("maxLength", 255);
                break;
            case "choice":
                Default("allowTextEntry", false);
                Default("choices", new JsonArray());
                Default("displayAs", "dropDownMenu");
                break;
            case "number":
                Default("decimalPlaces", "automatic");
                Default("displayAs", "number");
                break;
            case "dateTime":
                Default("displayAs", "default");
                Default("format", "dateOnly");
                break;
            case "personOrGroup":
                Default("allowMultipleSelection", false);
                Default("chooseFromType", "peopleAndGroups");
                Default("displayAs", "nameWithPresence");
                break;
            case "lookup":
                Default("allowMultipleValues", false);
                Default("allowUnlimitedLength", false);
                Default("columnName", "Title");
                break;
        }
    }

    // stricter than SharePoint, which would encode other letters as _x00hh_: a name that needs encoding is a mistake here
    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]{0,31}$")]
    private static partial Regex Name();
}
