using System.Runtime.CompilerServices;
using System.Xml;
using System.Xml.Linq;

namespace EmulationM365.LocalM365.Views;

/// <summary>
/// The query of a view: which rows, in which order, under which headings. <c>Where</c> and <c>OrderBy</c> are SQL over the table <c>items</c>; an order of null is that
/// of ids. <c>GroupBy</c> names columns, and their order comes first in <c>OrderBy</c>.
/// </summary>
internal sealed record CamlQuery(FormattableString Where, FormattableString? OrderBy, IReadOnlyList<string> GroupBy)
{
    private const int MostGroups = 2;

    /// <summary>There is a condition at all.</summary>
    public bool Filters { get; private init; }

    /// <summary>The condition that decides how many rows are looked at.</summary>
    public FirstCondition? First { get; private init; }

    /// <summary>The order needs no sorting.</summary>
    public bool IsServed { get; private init; }

    /// <summary>The column whose index narrows the rows, if there is one.</summary>
    public Column? By { get; private init; }

    /// <summary>Every column the query names.</summary>
    public IReadOnlyList<Column> Columns { get; private init; } = [];

    /// <summary>Reads the text of a view's query, with or without its outer element. What SharePoint would not take is a refusal in its own words.</summary>
    public static CamlQuery Read(string query, IReadOnlyList<Column> columns, long userId, IReadOnlyCollection<long> groupIds, DateTimeOffset now, DateTime? looked = null)
    {
        var root = Parse(query);
        var unknown = root.Elements().FirstOrDefault(element => element.Name.LocalName is not ("Where" or "OrderBy" or "GroupBy"));
        if (unknown is not null) throw Caml.Bad($"<{unknown.Name.LocalName}> does not belong into a query.");
        var named = new CamlFields(columns);
        var conditions = Conditions(One(root, "Where"), new CamlWhere(named, new CamlMoment(userId, groupIds, now) { Looked = looked }));
        var groups = Refs(One(root, "GroupBy"), named);
        if (groups.Count > MostGroups) throw Caml.Bad("A view groups by at most two columns.");
        var order = groups.Concat(Refs(One(root, "OrderBy"), named)).ToList();
        var byId = order is [] or [{ Field.IsId: true, Descending: false }];
        return new CamlQuery(All(conditions), byId ? null : Text(order), [.. groups.Select(group => group.Field.Name)])
        {
            Filters = conditions.Count > 0,
            First = conditions.Count == 0 ? null : new FirstCondition(conditions[0].Sql, conditions[0].Indexed, conditions[0].ById),
            IsServed = order is [] || order[0].Field.IsIndexed,
            By = conditions.Where(condition => condition.By is not null).OrderByDescending(condition => condition.Equal).FirstOrDefault()?.By,
            Columns = named.Used,
        };
    }

    /// <summary>The hint that names the index, for the list the query is put to.</summary>
    public Raw? Index(SiteList list) => By is null ? null : new Raw("INDEXED BY " + ColumnStore.IndexName(list.Id, By).Text);

    internal static XElement Parse(string query)
    {
        try
        {
            var root = XElement.Parse($"<Query>{query}</Query>");
            return root.Elements().ToList() is [{ Name.LocalName: "Query" } inner] ? inner : root;
        }
        catch (XmlException odd)
        {
            throw Caml.Bad($"The query is not well-formed XML: {odd.Message}");
        }
    }

    private static XElement? One(XElement root, string name)
    {
        var found = root.Elements(name).ToList();
        return found.Count > 1 ? throw Caml.Bad($"A query has one <{name}>, not {found.Count.ToString(CultureInfo.InvariantCulture)}.") : found.FirstOrDefault();
    }

    private static List<CamlCondition> Conditions(XElement? where, CamlWhere reader) => where?.Elements().ToList() switch
    {
        null => [],
        [var only] => [.. reader.Conjuncts(only)],
        var several => throw Caml.Bad($"<Where> holds one condition, not {several.Count.ToString(CultureInfo.InvariantCulture)}: join them by <And> or <Or>."),
    };

    private static FormattableString All(List<CamlCondition> conditions) =>
        conditions.Aggregate((FormattableString)$"1 = 1", (all, next) => all.Format == "1 = 1" ? next.Sql : $"({all} AND {next.Sql})");

    private static List<(CamlField Field, bool Descending)> Refs(XElement? parent, CamlFields fields) =>
        [.. (parent?.Elements() ?? []).Select(element => (fields.Of(Caml.FieldRef(element)), Caml.Flag(element, "Ascending") == false))];

    private static FormattableString Text(List<(CamlField Field, bool Descending)> order)
    {
        var parts = order.Select(part => part.Descending ? (FormattableString)$"{part.Field.Sorted} DESC" : part.Field.Sorted).ToArray<object>();
        var format = string.Join(", ", parts.Select((_, at) => "{" + at.ToString(CultureInfo.InvariantCulture) + "}"));
        return order.Exists(part => part.Field.IsId) ? FormattableStringFactory.Create(format, parts) : FormattableStringFactory.Create(format + ", id", parts);
    }
}
