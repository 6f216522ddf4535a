using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Lists;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Routing;

/// <summary>The pages for people. What has an address in SharePoint has the same one here.</summary>
internal static class WorkbenchRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/_assets/{name}", Asset.Get);
        app.MapGet("/signin", SignInPages.Pick);
        app.MapGet("/language", SignInPages.Language);
        app.MapGet("/", Visit.For(SitePages.Start));
        app.MapGet("/sites/{name}", Visit.For(SitePages.Home));
        app.MapGet("/sites/{name}/_layouts/15/viewlsts.aspx", Visit.For(SitePages.Contents));
        Lists(app);
        WorkbenchPlaces.Map(app);
    }

    private static void Lists(WebApplication app)
    {
        const string list = "/sites/{name}/Lists/{list}";
        app.MapGet(list, Visit.For(ListPage.Show));
        app.MapGet(list + "/AllItems.aspx", Visit.For(ListPage.Show));
        app.MapPost(list + "/AllItems.aspx", Visit.For(visit => visit.Query("grid") is null ? RowActions.PressAsync(visit) : GridChanges.SaveAsync(visit)));
        Form(app, list + "/NewForm.aspx", ItemPages.New, ItemChanges.AddAsync);
        Form(app, list + "/EditForm.aspx", ItemPages.Edit, ItemChanges.EditAsync);
        Form(app, list + "/Delete.aspx", ItemPages.Delete, ItemChanges.DeleteAsync);
        app.MapGet(list + "/Attachments/{item}/{file}", Visit.For(ItemFiles.Open));
        app.MapGet(list + "/DispForm.aspx", Visit.For(ItemPages.Display));
        app.MapGet(list + "/Versions.aspx", Visit.For(VersionPage.Show));
        app.MapGet(list + "/{view}.aspx", Visit.For(ListPage.Show));
        // a file has columns and versions as well
        const string library = "/sites/{name}/{list}/Forms";
        app.MapGet(library + "/DispForm.aspx", Visit.For(ItemPages.Display));
        Form(app, library + "/EditForm.aspx", ItemPages.Edit, ItemChanges.EditAsync);
        app.MapGet(library + "/Versions.aspx", Visit.For(VersionPage.Show));
        // the address that Graph tells of an item
        app.MapGet(list + "/{item:long}_.000", Visit.For(visit => Results.Redirect($"DispForm.aspx?ID={visit.Route("item")}")));
    }

    private static void Form(WebApplication app, string path, Func<Visit, IResult> show, Func<Visit, Task<IResult>> take)
    {
        app.MapGet(path, Visit.For(show));
        app.MapPost(path, Visit.For(take));
    }
}
