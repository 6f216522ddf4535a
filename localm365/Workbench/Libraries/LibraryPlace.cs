using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>A place in a library that an address names, opened with the rights of the visitor, within one reading of the database. Item 0 is the library itself.</summary>
internal sealed record LibraryPlace(Visit Visit, OpenedList Open, long Item, string Path)
{
    public Session Session => Open.Session;

    public Site Site => Open.Site;

    public SiteList List => Open.List;

    public Words Words => Visit.Words;

    /// <summary>The server-relative path, as <c>?id=</c> carries it.</summary>
    public string Address => Path.Length == 0 ? List.UrlOn(Site) : $"{List.UrlOn(Site)}/{Path}";

    /// <summary>The last name of the path.</summary>
    public string Name => Path.Length == 0 ? List.DisplayName : Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The address of the folder in which it lies.</summary>
    public string Parent => SiteAddress.Folder(Site, List, Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.LastIndexOf('/')] : "");

    public bool MayWrite => !List.System && Open.RightOn(Item) >= Right.Write;

    /// <summary>The item for Graph.</summary>
    public string Graph => $"/drives/{FileShape.DriveId(List)}/items/{(Item == 0 ? "root" : FileShape.Id(Row.Guid))}";

    public Item Row => Open.Item(Item);

    public FileNode Node => FileStore.Node(Session, List, Item)!;

    /// <summary>Opens the library of the address and what <c>?id=</c> names in it; nothing named is the library itself.</summary>
    public static T Read<T>(Visit visit, Func<LibraryPlace, T> make) => visit.Read((session, call) =>
    {
        var open = Library(visit, session, call);
        var root = open.List.UrlOn(open.Site);
        var id = (visit.Query("id") ?? root).TrimEnd('/');
        if (!(id + "/").StartsWith(root + "/", StringComparison.OrdinalIgnoreCase)) throw Refused.NotFound();
        return make(At(visit, open, id[root.Length..]));
    });

    /// <summary>Opens what lies at a path below the library of the address.</summary>
    public static T Read<T>(Visit visit, string path, Func<LibraryPlace, T> make) => visit.Read((session, call) => make(At(visit, Library(visit, session, call), path)));

    /// <summary>A form of the library about this place: <c>Rename</c>, <c>Delete</c>, <c>Upload</c>, <c>NewFolder</c>.</summary>
    public string Form(string name) => $"{SiteAddress.Encode(List.UrlOn(Site))}/Forms/{name}.aspx?id={Uri.EscapeDataString(Address)}";

    public string Child(string name) => Path.Length == 0 ? name : $"{Path}/{name}";

    public IResult Show(string title, Markup body, int status = 200, bool narrow = false) =>
        Visit.Show(new Screen(Area.Sites, title, body) { Side = SiteSide.Make(Visit, Session, Site), Status = status, IsNarrow = narrow });

    private static OpenedList Library(Visit visit, Session session, GraphCall call)
    {
        var site = call.OpenSite(session, SitePages.Key(visit), Right.Read);
        var list = ListStore.Of(session, site).FirstOrDefault(list => list.IsLibrary && string.Equals(list.Name, visit.Route("library"), StringComparison.OrdinalIgnoreCase));
        return ItemAccess.Open(call, session, site, list ?? throw Refused.NotFound());
    }

    private static LibraryPlace At(Visit visit, OpenedList open, string path)
    {
        var item = DriveAccess.Find(open, "root:" + path);
        if (open.RightOn(item) < Right.Read || (item != 0 && !open.Sees(ItemStore.Open(open.Session, open.List, item.ToString(CultureInfo.InvariantCulture))))) throw Refused.Denied();
        return new LibraryPlace(visit, open, item, FileStore.Path(open.Session, open.List, item));
    }
}
