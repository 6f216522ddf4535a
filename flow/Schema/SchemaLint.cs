using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>
/// What SharePoint would refuse, or staff could not work with, in a site schema. Pure: it reads the data and nothing else. The looks are in
/// <see cref="LookLint"/>.
/// </summary>
public static class SchemaLint
{
    /// <summary>Person and lookup columns of a list at most, author and editor included: from the thirteenth on SharePoint answers no query.</summary>
    public const int MostPointers = 10;

    /// <summary>Indexes of a list at most.</summary>
    public const int MostIndexes = 20;

    /// <summary>Letters of a name at most, and of a formula.</summary>
    private const int MostLetters = 32, MostFormula = 1024;

    private static readonly string[] Reserved = ["Title", "Name", "Author", "Created", "Modified", "ID", "Editor"];

    /// <summary>Sentences on what is wrong; none for a good schema.</summary>
    /// <param name="lists">The lists in the order in which they are made.</param>
    /// <param name="narrowed">Whether people may change only their own items on a list.</param>
    public static IReadOnlyList<string> Find(IReadOnlyList<ListSchema> lists, Func<ListSchema, bool> narrowed) =>
    [
        .. lists.SelectMany(list => Columns(list).Concat(Limits(list, narrowed(list))).Concat(Rules(list)).Concat(LookLint.Find(list)).Concat(Words(list)).Select(said => $"{list.Name}: {said}")),
        .. Targets(lists),
    ];

    private static IEnumerable<string> Columns(ListSchema list)
    {
        if (!IsName(list.SiteName(2000))) yield return $"'{list.Name}' is not a name of ASCII letters and digits, at most {MostLetters} with its year";
        foreach (var column in list.Columns)
        {
            if (!IsName(column.Name)) yield return $"'{column.Name}' is not a name of ASCII letters and digits, at most {MostLetters}";
            if (Reserved.Contains(column.Name, StringComparer.OrdinalIgnoreCase)) yield return $"{column.Name} is a name of SharePoint's own";
            if (IsPointer(column) && list.Columns.Any(other => Same(other.Name, column.Name + "Id") || Same(other.Name, column.Name + "LookupId")))
                yield return $"a column stands in the way of the id of {column.Name}";
        }

        foreach (var twice in list.Columns.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1)) yield return $"{twice.Key} stands twice";
    }

    private static IEnumerable<string> Limits(ListSchema list, bool narrowed)
    {
        if (list.Columns.Count(IsPointer) + 2 is var pointers and > MostPointers) yield return $"has {pointers} person and lookup columns with author and editor, more than {MostPointers}";
        if (list.Columns.Count(column => column.Indexed) is var indexes and > MostIndexes) yield return $"has {indexes} indexes, more than {MostIndexes}";
        foreach (var column in list.Columns)
        {
            if (column is { Unique: true, Indexed: false }) yield return $"{column.Name} is unique without an index";
            if (column.Indexed && column.Kind is ColumnKind.Note or ColumnKind.People) yield return $"{column.Name} is of a kind that has no index";
            if (column.Unique && narrowed) yield return $"{column.Name} is unique where people may change only their own items: SharePoint does not have both on one list";
        }
    }

    private static IEnumerable<string> Rules(ListSchema list)
    {
        foreach (var column in list.Columns)
        {
            if (column.Required && (list.Library || list.AppOnly || column.Hidden)) yield return $"{column.Name} is required where no form asks for it";
            if (column is { Kind: ColumnKind.Choice, Default: { } start } && !column.Choices.Contains(start.Value)) yield return $"{column.Name} begins with '{start.Value}', which is none of its choices";
            if (column.Default is not null && column.Kind is ColumnKind.Note or ColumnKind.Person or ColumnKind.People or ColumnKind.Lookup) yield return $"{column.Name} is of a kind that begins with nothing";
            if (column.Check is not { } check) continue;
            if (column.Kind is not (ColumnKind.Text or ColumnKind.Choice or ColumnKind.Number or ColumnKind.Date or ColumnKind.DateTime)) yield return $"{column.Name} is of a kind that is not checked";
            if (check.Formula(column).Length > MostFormula) yield return $"the check of {column.Name} is longer than {MostFormula} letters";
        }

        if (list.Check is { } days && !new[] { days.First, days.Last }.All(day => day.Kind == ColumnKind.Date && list.Columns.Contains(day))) yield return "its check asks for what are no days of the list";
    }

    private static IEnumerable<string> Targets(IReadOnlyList<ListSchema> lists)
    {
        var made = new HashSet<string>();
        foreach (var list in lists)
        {
            foreach (var column in list.Columns.Where(column => column.Kind == ColumnKind.Lookup && !made.Contains(column.LookupList ?? "")))
                yield return $"{list.Name}: {column.Name} points to a list that is not made before it";
            if (!made.Add(list.Name)) yield return $"{list.Name}: stands twice";
        }
    }

    /// <summary>Whatever staff see has its words, in Vietnamese and beside it in English.</summary>
    private static IEnumerable<string> Words(ListSchema list)
    {
        IEnumerable<string> keys =
        [
            $"list.{list.Name}", $"column.{list.Name}.Title", .. list.Columns.Select(column => $"column.{list.Name}.{column.Name}"),
            .. list.Columns.SelectMany(column => column.Choices.Select(key => $"choice.{column.Words}.{key}")), .. list.Views.Select(view => $"view.{view.Key}"),
            .. list.Columns.Where(column => column.Check is not null).Select(column => $"check.{column.Check!.Key}"), .. list.Check is null ? [] : new[] { $"check.{list.Check.Key}" },
            .. list.ContentTypes.SelectMany(type => new[] { $"contentType.{list.Name}.{type.Key}", $"contentType.{list.Name}.{type.Key}.purpose" }),
        ];
        return from key in keys.Distinct()
               from language in new[] { Text.Vietnamese, Text.English }
               where !Text.All(language).TryGetValue(key, out var text) || text.Length == 0
               select $"there is no text '{key}' in {language}.json";
    }

    internal static bool IsPointer(ColumnSchema column) => column.Kind is ColumnKind.Person or ColumnKind.People or ColumnKind.Lookup;

    private static bool IsName(string name) => name.Length is > 0 and <= MostLetters && char.IsAsciiLetter(name[0]) && name.All(char.IsAsciiLetterOrDigit);

    private static bool Same(string one, string other) => one.Equals(other, StringComparison.OrdinalIgnoreCase);
}
