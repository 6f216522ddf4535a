using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>Who changed what when: each version beside what it changed.</summary>
internal static class VersionPage
{
    public static IResult Show(Visit visit) => ListPlace.Read(visit, place =>
    {
        var item = ItemPages.Asked(place);
        var cells = new Cells(place);
        var versions = ItemStore.Versions(place.Session, place.List, item);
        var words = place.Words;
        var rows = versions.Select((version, at) => Markup.Of(
            $"""
            <tr><td class="first">{version.Key}</td><td data-name="{words["versions.when"]}">{LocalTime.Show(version.Modified)}</td>
            <td data-name="{words["versions.who"]}">{ItemPages.Name(cells, place, version.EditorId)}</td><td data-name="{words["versions.what"]}">{Changes(place, cells, version, at + 1 < versions.Count ? versions[at + 1] : null)}</td></tr>
            """));
        var body = Markup.Of(
            $"""
            {place.Crumbs()}<h1>{words.Of("versions.title", ItemPages.Title(place, item))}</h1><p><a href="{place.ItemAddress(item.Id)}">{words["versions.back"]}</a></p>
            <div class="scroll"><table class="cardrows"><thead><tr><th class="first" scope="col">{words["versions.number"]}</th><th scope="col">{words["versions.when"]}</th><th scope="col">{words["versions.who"]}</th><th scope="col">{words["versions.what"]}</th></tr></thead>
            <tbody>{rows}</tbody></table></div>
            """);
        return place.Show(words.Of("versions.title", ItemPages.Title(place, item)), body);
    });

    private static Markup Changes(ListPlace place, Cells cells, ItemVersion version, ItemVersion? before)
    {
        var changed = place.Open.Columns.Where(column => !column.Hidden && (!column.BuiltIn || column.Name is "Title" or "FileLeafRef")
            && !JsonNode.DeepEquals(version.Fields[column.Name], before?.Fields[column.Name]) && (before is not null || version.Fields[column.Name] is not null)).ToList();
        if (changed.Count == 0) return Markup.Of($"""<span class="quiet">{place.Words["versions.nothing"]}</span>""");
        return Markup.Join(changed.Select(column => Markup.Of($"<small>{place.Heading(column)}</small>{Now(place, cells, column, version.Fields[column.Name])}")), "");
    }

    private static Markup Now(ListPlace place, Cells cells, Column column, JsonNode? value) =>
        value is null ? Markup.Of($"""<span class="quiet">{place.Words["versions.emptied"]}</span>""") : cells.Value(column, value);
}
