namespace EmulationM365.LocalM365.Workbench.Sites;

/// <summary>Addresses of pages, in the form they have in SharePoint: links that people get by mail or find through Graph open here too.</summary>
internal static class SiteAddress
{
    public static string List(Site site, SiteList list) => Encode(list.IsLibrary ? $"{list.UrlOn(site)}/Forms/AllItems.aspx" : $"{list.UrlOn(site)}/AllItems.aspx");

    public static string New(Site site, SiteList list) => Encode($"{list.UrlOn(site)}/NewForm.aspx");

    public static string Item(Site site, SiteList list, long id, string form = "DispForm") => Encode($"{list.UrlOn(site)}{(list.IsLibrary ? "/Forms" : "")}/{form}.aspx") + "?ID=" + id.ToString(CultureInfo.InvariantCulture);

    public static string Attachment(Site site, SiteList list, long id, string name) => Encode($"{list.UrlOn(site)}/Attachments/{id.ToString(CultureInfo.InvariantCulture)}/{name}");

    /// <summary>A folder of a library, by its path below the library's root.</summary>
    public static string Folder(Site site, SiteList list, string path) => List(site, list) + (path.Length == 0 ? "" : "?id=" + Uri.EscapeDataString($"{list.UrlOn(site)}/{path}"));

    public static string File(Site site, SiteList list, string path) => Encode($"{list.UrlOn(site)}/{path}");

    public static string Page(Site site, string name) => Encode($"{site.Path}/SitePages/{name}");

    public static string Encode(string path) => Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal);
}
