using EmulationM365.LocalM365.Workbench.Frame;
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
        WorkbenchPlaces.Map(app);
    }
}
