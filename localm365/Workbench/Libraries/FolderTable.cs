using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>What lies in a folder: folders first, then files, with the library's own columns.</summary>
internal sealed class FolderTable(LibraryPlace place)
{
    private const int MostRows = 100;

    private readonly List<Column> _columns = [.. place.Open.Columns.Where(column => column is { BuiltIn: false, Hidden: false })];
    private readonly ColumnText _text = new(place.Words);

    private Words Words => place.Words;

    private string Sort => place.Visit.Query("sort") is "modified" or "size" ? place.Visit.Query("sort")! : "name";

    private bool IsDown => place.Visit.Query("down") == "1";

    public Markup Make()
    {
        var all = Sorted(Children()).ToList();
        if (all.Count == 0) return Markup.Of($"""<div class="empty"><p>{Words[place.MayWrite ? "library.empty" : "library.nothing"]}</p></div>""");
        var from = place.Visit.From;
        var rows = all.Skip(from).Take(MostRows).Select(Row);
        return Markup.Of(
            $"""
            <div class="scroll"><table class="list cardrows library"><thead><tr>{Head("name", "library.name", "first")}{Head("modified", "library.modified", "")}<th scope="col">{Words["library.editor"]}</th>{Head("size", "library.size", "number")}
            {_columns.Select(column => Markup.Of($"""<th scope="col"{Markup.If(ColumnText.IsNumber(column), " class=\"number\"")}>{column.DisplayName}</th>"""))}<th scope="col"><span class="sr">{Words["library.more"]}</span></th></tr></thead><tbody>{rows}</tbody></table></div>{Pager(from, all.Count)}
            """);
    }

    private IEnumerable<(FileNode Node, Item Item)> Children() => FileStore.Children(place.Session, place.List, place.Item)
        .Select(node => (Node: node, Item: ItemStore.Open(place.Session, place.List, node.Item.ToString(CultureInfo.InvariantCulture))))
        .Where(child => place.Open.Sees(child.Item));

    /// <summary>The store gives them by name; folders stay before files whatever they are sorted by.</summary>
    private IEnumerable<(FileNode Node, Item Item)> Sorted(IEnumerable<(FileNode Node, Item Item)> children)
    {
        var sorted = Sort switch
        {
            "modified" => children.OrderBy(child => child.Item.Modified, StringComparer.Ordinal),
            "size" => children.OrderBy(child => child.Node.Size),
            _ => children,
        };
        return (IsDown ? sorted.Reverse() : sorted).OrderBy(child => !child.Node.Folder);
    }

    private Markup Head(string sort, string key, string kind)
    {
        var present = Sort == sort;
        var state = present ? new Markup($" aria-sort=\"{(IsDown ? "descending" : "ascending")}\"") : Markup.None;
        var mark = present ? Markup.Of($"""<span aria-hidden="true">{(IsDown ? "↓" : "↑")}</span>""") : Markup.None;
        return Markup.Of($"""<th scope="col" class="{kind}"{state}><a href="{Here(sort, present && !IsDown)}">{Words[key]}{mark}</a></th>""");
    }

    private Markup Row((FileNode Node, Item Item) child)
    {
        var (node, item) = child;
        var path = place.Child(node.Name);
        var address = node.Folder ? SiteAddress.Folder(place.Site, place.List, path) : SiteAddress.File(place.Site, place.List, path);
        var values = place.Open.Reader.Read(item, [.. _columns.Select(column => column.Name)], collection: false);
        var own = _columns.Select(column => Markup.Of($"""<td data-name="{column.DisplayName}"{Markup.If(ColumnText.IsNumber(column), " class=\"number\"")}>{_text.Show(column, values[column.Name])}</td>"""));
        var size = node.Folder ? Words.Of("library.items", node.Children) : FileSize.Show(node.Size);
        return Markup.Of(
            $"""
            <tr><td class="first"><a class="file" href="{address}">{FileLook.Badge(Words, node)}<span>{node.Name}</span></a></td><td class="when" data-name="{Words["library.modified"]}">{LocalTime.Show(item.Modified)}</td>
            <td class="who" data-name="{Words["library.editor"]}">{Who(item.Editor)}</td><td class="number" data-name="{Words["library.size"]}">{size}</td>{own}<td class="acts">{Acts(node, item, path)}</td></tr>
            """);
    }

    private Markup Acts(FileNode node, Item item, string path)
    {
        var other = place with { Item = node.Item, Path = path };
        var links = new List<Markup>();
        if (!node.Folder) links.Add(Link(SiteAddress.File(place.Site, place.List, path) + "?download=1", "library.download"));
        if (!node.Folder) links.Add(Link(SiteAddress.Item(place.Site, place.List, item.Id, "Versions"), "library.versions"));
        if (other.MayWrite)
        {
            links.Add(Link(SiteAddress.Item(place.Site, place.List, item.Id, "EditForm"), "library.edit"));
            links.Add(Link(other.Form("Rename"), "library.rename"));
            links.Add(Link(other.Form("Delete"), "library.delete"));
        }
        return links.Count == 0 ? Markup.None : Markup.Of($"""<details class="menu"><summary aria-label="{Words.Of("library.moreOf", node.Name)}">⋯</summary><ul>{links}</ul></details>""");
    }

    private Markup Link(string address, string key) => Markup.Of($"""<li><a href="{address}">{Words[key]}</a></li>""");

    private Markup Pager(int from, int count)
    {
        if (count <= MostRows) return Markup.None;
        var before = from == 0 ? Markup.None : Markup.Of($"""<a class="button" href="{Here(Sort, IsDown)}&amp;from={Math.Max(0, from - MostRows)}">{Words["library.before"]}</a>""");
        var after = from + MostRows >= count ? Markup.None : Markup.Of($"""<a class="button" href="{Here(Sort, IsDown)}&amp;from={from + MostRows}">{Words["library.after"]}</a>""");
        return Markup.Of($"""<nav class="pager" aria-label="{Words["library.pages"]}">{before}<span class="quiet">{Words.Of("library.shown", from + 1, Math.Min(from + MostRows, count), count)}</span>{after}</nav>""");
    }

    private string Here(string sort, bool down) => $"{SiteAddress.List(place.Site, place.List)}?id={Uri.EscapeDataString(place.Address)}&sort={sort}{(down ? "&down=1" : "")}";

    private static string Who(JsonObject identity) => ((identity["user"] ?? identity["application"]) as JsonObject)?.String("displayName") ?? "";
}
