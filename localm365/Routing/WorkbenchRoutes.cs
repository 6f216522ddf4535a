using EmulationM365.LocalM365.Workbench;

namespace EmulationM365.LocalM365.Routing;

/// <summary>The pages for people.</summary>
internal static class WorkbenchRoutes
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/", SitePages.All);
        app.MapGet("/workbench/lists/{list}", SitePages.List);
        app.MapGet("/workbench/lists/{list}/{item}", SitePages.Item);
        app.MapGet("/workbench/mails", MailPages.All);
        app.MapGet("/workbench/mails/{mail:long}", MailPages.One);
        app.MapGet("/workbench/news", NewsPages.All);
        app.MapGet("/workbench/news/{page}", NewsPages.One);
        app.MapGet("/workbench/people", SitePages.People);
    }
}
