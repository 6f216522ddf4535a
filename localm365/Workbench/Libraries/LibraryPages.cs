using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>A folder of a library, and the forms that stand on the page of a folder.</summary>
internal static class LibraryPages
{
    /// <summary>The library without a page behind it, as Graph's address of a drive names it.</summary>
    public static IResult Root(Visit visit) => LibraryPlace.Read(visit, "", place => Results.Redirect(SiteAddress.List(place.Site, place.List)));

    public static IResult Folder(Visit visit) => LibraryPlace.Read(visit, place => Show(place, FolderForms.Untouched));

    /// <summary>The folder with the forms as they were sent and what is wrong with them.</summary>
    internal static IResult Again(Visit visit, FolderForms forms, int status = 422) => LibraryPlace.Read(visit, place => Show(place, forms, status));

    private static IResult Show(LibraryPlace place, FolderForms forms, int status = 200)
    {
        if (place.Item != 0 && !place.Node.Folder) return Results.Redirect(SiteAddress.File(place.Site, place.List, place.Path));
        var table = new FolderTable(place);
        var commands = place.MayWrite ? forms.Make(place) : Markup.None;
        var body = Markup.Of($"{Crumbs(place)}<h1>{place.Name}</h1>{forms.Told(place.Words)}{commands}{table.Make()}");
        return place.Show(place.Name, body, status);
    }

    /// <summary>Where one is: the site, the library, each folder above.</summary>
    internal static Markup Crumbs(LibraryPlace place)
    {
        var steps = new List<Markup> { Markup.Of($"""<a href="{place.Site.Path}">{place.Site.DisplayName}</a>""") };
        if (place.Path.Length > 0) steps.Add(Markup.Of($"""<a href="{SiteAddress.List(place.Site, place.List)}">{place.List.DisplayName}</a>"""));
        var names = place.Path.Split('/');
        for (var depth = 1; depth < names.Length; depth++)
            steps.Add(Markup.Of($"""<a href="{SiteAddress.Folder(place.Site, place.List, string.Join('/', names.Take(depth)))}">{names[depth - 1]}</a>"""));
        return Markup.Of($"""<nav class="crumbs" aria-label="{place.Words["library.path"]}">{Markup.Join(steps, " › ")}</nav>""");
    }
}
