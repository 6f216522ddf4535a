using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The filter pane of a list: what can be asked of each column, and the same as a condition.</summary>
internal sealed class ListFilter(ListPlace place, ListQuestion question, Known known)
{
    public const string Prefix = "q.";

    /// <summary>More different values than these are not offered as ticks.</summary>
    private const int MostValues = 60;

    public FormattableString Where(IEnumerable<Column> columns) => Conditions.All(columns.SelectMany(Asked));

    public Markup Pane(IReadOnlyList<Column> columns)
    {
        var words = place.Words;
        var others = question.Others(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(option => Markup.Of($"""<input type="hidden" name="{option.Name}" value="{option.Value}">"""));
        var cleared = question.IsFiltered ? Markup.Of($"""<a class="button" href="{Cleared()}">{words["filter.clear"]}</a>""") : Markup.None;
        return Markup.Of(
            $"""
            <details class="filter"{Markup.If(question.IsFiltered, " open")}><summary>{words["filter.title"]}</summary><form method="get" action="{place.Address}">{others}
            <div class="grid">{columns.Where(CanBeAsked).Select(Ask)}</div><div class="actions"><button class="primary" type="submit">{words["filter.apply"]}</button>{cleared}</div></form></details>
            """);
    }

    private static bool CanBeAsked(Column column) => column.Kind is "text" or "choice" or "boolean" or "personOrGroup" or "lookup" or "dateTime" or "number" or "currency"
        && (!column.BuiltIn || column.Name is "Title" or "Modified" or "Editor" or "Author" or "Created");

    private string Cleared()
    {
        var kept = question.Others(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(option => KeyValuePair.Create(option.Name, (string?)option.Value));
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(place.Address, kept);
    }

    private Markup Ask(Column column)
    {
        var name = Prefix + column.Name;
        var asked = question.Filter(column.Name);
        return column.Kind switch
        {
            "choice" => Ticks(column, name, asked, (column.Facet["choices"] as JsonArray ?? []).Select(word => (word!.GetValue<string>(), word!.GetValue<string>()))),
            "boolean" => Ticks(column, name, asked, [("1", place.Words["value.yes"]), ("0", place.Words["value.no"])]),
            "personOrGroup" or "lookup" => Ticks(column, name, asked, Present(column)),
            "dateTime" => Pair(column, "date"),
            "number" or "currency" => Pair(column, "number"),
            _ => Markup.Of($"""<div class="field"><label for="{name}">{place.Heading(column)}</label><input id="{name}" name="{name}" value="{question.First(column.Name)}" placeholder="{place.Words["filter.contains"]}"></div>"""),
        };
    }

    private Markup Ticks(Column column, string name, IReadOnlyList<string> asked, IEnumerable<(string Value, string Text)> values)
    {
        var ticks = values.Select(value => Markup.Of($"""<label><input type="checkbox" name="{name}" value="{value.Value}"{Markup.If(asked.Contains(value.Value), " checked")}> {value.Text}</label>""")).ToList();
        return ticks.Count == 0 ? Markup.None : Markup.Of($"""<fieldset><legend>{place.Heading(column)}</legend><div class="options">{ticks}</div></fieldset>""");
    }

    private Markup Pair(Column column, string type)
    {
        Markup One(string end, string word)
        {
            var name = $"{Prefix}{column.Name}.{end}";
            return Markup.Of($"""<label><small>{place.Words[word]}</small><input type="{type}"{Markup.If(type == "number", " step=\"any\"")} name="{name}" value="{question.First($"{column.Name}.{end}")}"></label>""");
        }
        return Markup.Of($"""<fieldset><legend>{place.Heading(column)}</legend><div class="pair">{One("from", "filter.from")}{One("to", "filter.to")}</div></fieldset>""");
    }

    /// <summary>The ids that the column holds anywhere in the list, with what they stand for.</summary>
    private IEnumerable<(string, string)> Present(Column column)
    {
        var ids = place.Session.All(
            $"SELECT DISTINCT {Columns.Value(column)} FROM items WHERE list = {place.List.Id} AND deleted = 0 AND {Columns.Value(column)} IS NOT NULL AND {place.Open.Visible} LIMIT {MostValues}",
            row => row.GetValue(0)).SelectMany(value => value is long id ? [id] : value is string several && JsonNode.Parse(several) is JsonArray all ? all.Select(one => one!.GetValue<long>()) : []).Distinct();
        return ids.SelectMany(id => known.Of(column, JsonValue.Create(id))).Select(row => (row.Id.ToString(CultureInfo.InvariantCulture), row.Title)).OrderBy(row => row.Title, StringComparer.OrdinalIgnoreCase);
    }

    private IEnumerable<FormattableString> Asked(Column column)
    {
        var value = Columns.Value(column);
        var asked = question.Filter(column.Name);
        if (column.Kind is "dateTime" or "number" or "currency")
        {
            if (End(column, "from") is { } from) yield return $"{value} >= {from}";
            if (End(column, "to") is { } to) yield return column.Kind == "dateTime" ? (FormattableString)$"{value} < {to}" : $"{value} <= {to}";
        }
        else if (asked.Count > 0)
        {
            yield return column.Kind switch
            {
                "choice" when !column.Multiple => Conditions.Any([.. asked.Select(text => (FormattableString)$"{value} = {text} COLLATE SITE")]),
                "boolean" => Conditions.Any([.. asked.Select(text => text == "1" ? (FormattableString)$"{value} = 1" : $"COALESCE({value}, 0) = 0")]),
                "choice" or "personOrGroup" or "lookup" => Conditions.Any([.. asked.Select(text => Holds(column, value, text))]),
                _ => $"site_contains({value}, {asked[0]})",
            };
        }
    }

    private static FormattableString Holds(Column column, Raw value, string text)
    {
        object wanted = column.Kind == "choice" ? text : long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? id : -1L;
        return column.Multiple ? $"EXISTS (SELECT 1 FROM json_each({value}) e WHERE e.value = {wanted})" : (FormattableString)$"{value} = {wanted}";
    }

    /// <summary>One end of a range as it is stored. The last day of a range counts to its end.</summary>
    private object? End(Column column, string end)
    {
        if (question.First($"{column.Name}.{end}") is not { } text) return null;
        if (column.Kind != "dateTime") return double.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        return TenantClock.Stamp(new DateTimeOffset((end == "to" ? day.AddDays(1) : day).ToDateTime(TimeOnly.MinValue), TenantClock.SiteOffset));
    }
}

/// <summary>Columns as SQL sees them, those of the table itself among them.</summary>
internal static class Columns
{
    /// <param name="column">The column.</param>
    /// <param name="of">The table with its point, where a query within the query has columns of the same names.</param>
    public static Raw Value(Column column, string of = "") => column.Name switch
    {
        "Created" => new Raw(of + "created"),
        "Modified" => new Raw(of + "modified"),
        "Author" => new Raw(of + "authorId"),
        "Editor" => new Raw(of + "editorId"),
        "ID" => new Raw(of + "id"),
        "LinkTitle" => ColumnStore.Value("Title", of),
        _ => ColumnStore.Value(column.Name, of),
    };

    /// <summary>What a column is ordered by: the words people read, not the ids behind them.</summary>
    public static FormattableString Order(ListPlace place, Known known, Column column)
    {
        if (column is not { IsLookup: true, Multiple: false }) return $"{Value(column)} COLLATE SITE";
        var list = column.Kind == "personOrGroup" ? place.Session.Number($"SELECT id FROM lists WHERE site = {place.Site.Id} AND system = 1") : known.Target(column)?.Id ?? 0;
        var shown = column.Kind == "personOrGroup" ? "Title" : column.Facet.String("columnName") ?? "Title";
        return $"(SELECT json_extract(r.fields, {"$.\"" + shown + "\""}) FROM items r WHERE r.list = {list} AND r.id = {Value(column, "items.")}) COLLATE SITE";
    }
}
