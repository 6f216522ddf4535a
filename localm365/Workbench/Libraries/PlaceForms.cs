using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>A new folder, another name, and away with it: each is asked for on a form and done through Graph.</summary>
internal static class PlaceForms
{
    public static async Task<IResult> AddFolderAsync(Visit visit)
    {
        var (folder, address) = LibraryPlace.Read(visit, place => (place.Graph, SiteAddress.Folder(place.Site, place.List, place.Path)));
        var name = (await visit.FormAsync())["name"].ToString().Trim();
        var wrong = PlaceNames.Wrong(visit.Words, name);
        if (wrong is null)
        {
            var body = new JsonObject { ["name"] = name, ["folder"] = new JsonObject(), ["@microsoft.graph.conflictBehavior"] = "fail" };
            var answer = await visit.Desk.GraphAsync("POST", folder + "/children", body);
            if (answer.IsGood) return Results.Redirect(address);
            wrong = PlaceNames.Refusal(visit.Words, answer);
        }
        return LibraryPages.Again(visit, new FolderForms { FolderName = name, FolderWrong = wrong });
    }

    public static IResult Rename(Visit visit) => LibraryPlace.Read(visit, place => RenamePage(place, place.Name, null));

    public static async Task<IResult> RenameAsync(Visit visit)
    {
        var (item, etag, parent) = LibraryPlace.Read(visit, place => (place.Graph, Real(place).ETag, place.Parent));
        var form = await visit.FormAsync();
        var name = form["name"].ToString().Trim();
        var wrong = PlaceNames.Wrong(visit.Words, name);
        if (wrong is null)
        {
            var answer = await visit.Desk.GraphAsync("PATCH", item, new JsonObject { ["name"] = name }, form["etag"].ToString() is { Length: > 0 } seen ? seen : etag);
            if (answer.IsGood) return Results.Redirect(parent);
            wrong = PlaceNames.Refusal(visit.Words, answer);
        }
        return LibraryPlace.Read(visit, place => RenamePage(place, name, wrong));
    }

    public static IResult Delete(Visit visit) => LibraryPlace.Read(visit, place => DeletePage(place, null));

    public static async Task<IResult> DeleteAsync(Visit visit)
    {
        var (item, etag, parent) = LibraryPlace.Read(visit, place => (place.Graph, Real(place).ETag, place.Parent));
        var form = await visit.FormAsync();
        var answer = await visit.Desk.GraphAsync("DELETE", item, null, form["etag"].ToString() is { Length: > 0 } seen ? seen : etag);
        return answer.IsGood ? Results.Redirect(parent) : LibraryPlace.Read(visit, place => DeletePage(place, answer.Refusal(visit.Words)));
    }

    private static IResult RenamePage(LibraryPlace place, string name, string? wrong)
    {
        var words = place.Words;
        var title = words.Of("library.renameTitle", place.Name);
        var error = wrong is null ? Markup.None : Markup.Of($"""<span class="error" id="name-error" role="alert">{wrong}</span>""");
        var state = Markup.If(wrong is not null, " aria-invalid=\"true\" aria-describedby=\"name-error\"");
        return place.Show(title, Markup.Of(
            $"""
            {LibraryPages.Crumbs(place)}<h1>{title}</h1><form class="panel" method="post" action="{place.Form("Rename")}"><input type="hidden" name="etag" value="{Real(place).ETag}">
            <div class="field"><label for="name">{words["library.newName"]}</label><input id="name" name="name" value="{name}" maxlength="255" required autocomplete="off"{state}>{error}</div>
            <div class="actions"><button class="primary">{words["library.rename"]}</button><a class="button" href="{place.Parent}">{words["library.cancel"]}</a></div></form>
            """), wrong is null ? 200 : 422, narrow: true);
    }

    private static IResult DeletePage(LibraryPlace place, string? wrong)
    {
        var words = place.Words;
        var title = words.Of("library.deleteTitle", place.Name);
        var alert = wrong is null ? Markup.None : Markup.Of($"""<p class="alert" role="alert">{wrong}</p>""");
        var what = place.Node switch
        {
            { Folder: true, Children: 0 } => words["library.deleteEmpty"],
            { Folder: true, Children: var children } => words.Of("library.deleteFolder", children),
            _ => words["library.deleteFile"],
        };
        return place.Show(title, Markup.Of(
            $"""
            {LibraryPages.Crumbs(place)}<h1>{title}</h1>{alert}<form class="panel" method="post" action="{place.Form("Delete")}"><input type="hidden" name="etag" value="{Real(place).ETag}">
            <p>{what}</p><div class="actions"><button class="danger">{words["library.delete"]}</button><a class="button" href="{place.Parent}">{words["library.keep"]}</a></div></form>
            """), wrong is null ? 200 : 422, narrow: true);
    }

    /// <summary>The library itself is neither renamed nor deleted here.</summary>
    private static Item Real(LibraryPlace place) => place.Item == 0 ? throw Refused.NotFound() : place.MayWrite ? place.Row : throw Refused.Denied();
}
