using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The list that an address names, opened with the rights of the visitor, within one reading of the database.</summary>
internal sealed record ListPlace(Visit Visit, GraphCall Call, OpenedList Open)
{
    public Session Session => Open.Session;

    public Site Site => Open.Site;

    public SiteList List => Open.List;

    public Words Words => Visit.Words;

    /// <summary>The address of the list for Graph.</summary>
    public string Graph => $"/sites/{Uri.EscapeDataString(Site.GraphId)}/lists/{List.Guid}";

    public string Address => SiteAddress.List(Site, List);

    public bool MayAdd => !List.System && !List.IsLibrary && Open.RightOn(0) >= Right.Write;

    /// <summary>Opens what the address names, lets the page be made, and closes again. Nothing may be written meanwhile.</summary>
    public static T Read<T>(Visit visit, Func<ListPlace, T> make) => visit.Read((session, call) =>
    {
        var site = call.OpenSite(session, SitePages.Key(visit), Right.Read);
        var list = Find(session, site, visit.Route("list")) ?? throw Refused.NotFound();
        return make(new ListPlace(visit, call, ItemAccess.Open(call, session, site, list)));
    });

    public string ItemAddress(long id, string form = "DispForm") => SiteAddress.Item(Site, List, id, form);

    public IResult Show(string title, Markup body, int status = 200, bool narrow = false) =>
        Visit.Show(new Screen(Area.Sites, title, body) { Side = SiteSide.Make(Visit, Session, Site), Status = status, IsNarrow = narrow });

    /// <summary>Where one is: the site, the list.</summary>
    public Markup Crumbs(bool withList = true) => Markup.Of(
        $"""<p class="crumbs"><a href="{Site.Path}">{Site.DisplayName}</a>{(withList ? Markup.Of($""" › <a href="{Address}">{List.DisplayName}</a>""") : Markup.None)}</p>""");

    /// <summary>The word people read above a column. Columns that every list has speak the language of the page.</summary>
    public string Heading(Column column) => column.BuiltIn && Words.Has("column." + column.Name) && IsPlain(column) ? Words["column." + column.Name] : column.DisplayName;

    /// <summary>Nobody gave the column another name than the one it was born with.</summary>
    private static bool IsPlain(Column column) => column.Name != "Title" || column.DisplayName == "Title";

    private static SiteList? Find(Session session, Site site, string name) => ListStore.Of(session, site).FirstOrDefault(list => string.Equals(list.Name, name, StringComparison.OrdinalIgnoreCase));
}
