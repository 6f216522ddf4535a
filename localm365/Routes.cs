using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Control;
using EmulationM365.LocalM365.Delta;
using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Pages;
using EmulationM365.LocalM365.Rest;
using EmulationM365.LocalM365.Subscriptions;
using EmulationM365.LocalM365.Workbench;

namespace EmulationM365.LocalM365;

/// <summary>Everything localm365 answers, on one page. Paths are in the one spelling that <see cref="PathSpelling"/> makes of all others.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        Graph(app.MapGroup("/v1.0"));
        Rest(app);
        Authority(app.MapGroup("/openid/{tenantId}"));
        Control(app.MapGroup("/_local"));
        Workbench(app);
    }

    private static void Graph(RouteGroupBuilder graph)
    {
        graph.MapGet("/sites/{site}", SiteEndpoints.Get);

        graph.MapGet("/sites/{site}/lists", ListEndpoints.All);
        graph.MapPost("/sites/{site}/lists", ListEndpoints.Add);
        graph.MapGet("/sites/{site}/lists/{list}", ListEndpoints.Get);
        graph.MapPatch("/sites/{site}/lists/{list}", ListEndpoints.Change);
        graph.MapDelete("/sites/{site}/lists/{list}", ListEndpoints.Remove);
        graph.MapGet("/sites/{site}/lists/{list}/columns", ColumnEndpoints.All);
        graph.MapPost("/sites/{site}/lists/{list}/columns", ColumnEndpoints.Add);
        graph.MapGet("/sites/{site}/lists/{list}/columns/{column}", ColumnEndpoints.Get);
        graph.MapPatch("/sites/{site}/lists/{list}/columns/{column}", ColumnEndpoints.Change);
        graph.MapDelete("/sites/{site}/lists/{list}/columns/{column}", ColumnEndpoints.Remove);

        ContentTypes(graph);

        graph.MapGet("/sites/{site}/lists/{list}/items", ItemEndpoints.All);
        graph.MapPost("/sites/{site}/lists/{list}/items", ItemEndpoints.Add);
        graph.MapGet("/sites/{site}/lists/{list}/items/delta", DeltaEndpoints.Get);
        graph.MapGet("/sites/{site}/lists/{list}/items/{item}", ItemEndpoints.Get);
        graph.MapPatch("/sites/{site}/lists/{list}/items/{item}", ItemEndpoints.Change);
        graph.MapDelete("/sites/{site}/lists/{list}/items/{item}", ItemEndpoints.Remove);
        graph.MapGet("/sites/{site}/lists/{list}/items/{item}/fields", ItemEndpoints.Fields);
        graph.MapPatch("/sites/{site}/lists/{list}/items/{item}/fields", ItemEndpoints.ChangeFields);
        graph.MapGet("/sites/{site}/lists/{list}/items/{item}/versions", VersionEndpoints.All);
        graph.MapGet("/sites/{site}/lists/{list}/items/{item}/versions/{version}", VersionEndpoints.Get);

        graph.MapGet("/sites/{site}/lists/{list}/items/{item}/driveItem", DriveEndpoints.OfListItem);
        graph.MapGet("/sites/{site}/lists/{list}/drive", DriveEndpoints.OfList);

        Drives(graph);

        graph.MapGet("/sites/{site}/pages", PageEndpoints.All);
        graph.MapPost("/sites/{site}/pages", PageEndpoints.Add);
        graph.MapGet("/sites/{site}/pages/microsoft.graph.sitePage", PageEndpoints.All);
        graph.MapGet("/sites/{site}/pages/{page}", PageEndpoints.GetBase);
        graph.MapPatch("/sites/{site}/pages/{page}", PageEndpoints.ChangeWithoutCast);
        graph.MapDelete("/sites/{site}/pages/{page}", PageEndpoints.Remove);
        graph.MapGet("/sites/{site}/pages/{page}/microsoft.graph.sitePage", PageEndpoints.Get);
        graph.MapPatch("/sites/{site}/pages/{page}/microsoft.graph.sitePage", PageEndpoints.Change);
        graph.MapPost("/sites/{site}/pages/{page}/microsoft.graph.sitePage/publish", PageEndpoints.Publish);

        graph.MapGet("/subscriptions", SubscriptionEndpoints.All);
        graph.MapPost("/subscriptions", SubscriptionEndpoints.AddAsync);
        graph.MapGet("/subscriptions/{subscription}", SubscriptionEndpoints.Get);
        graph.MapPatch("/subscriptions/{subscription}", SubscriptionEndpoints.ChangeAsync);
        graph.MapDelete("/subscriptions/{subscription}", SubscriptionEndpoints.Remove);
        graph.MapPost("/subscriptions/{subscription}/reauthorize", SubscriptionEndpoints.ReauthorizeAsync);

        graph.MapGet("/users", UserEndpoints.All);
        graph.MapGet("/users/{user}", UserEndpoints.Get);
        graph.MapGet("/users/{user}/manager", UserEndpoints.Superior);
        graph.MapPost("/users/{mailbox}/sendMail", MailEndpoints.Send);
        graph.MapPost("/users/{mailbox}/microsoft.graph.sendMail", MailEndpoints.Send);

        graph.MapPost("/$batch", BatchEndpoint.PostAsync);

        graph.Map("/{**rest}", IResult (HttpRequest request) =>
            throw new Refused(501, "notImplemented", $"localm365 does not have {request.Method} {request.Path}"));
    }

    private static void ContentTypes(RouteGroupBuilder graph)
    {
        // a site and a list of it take the same calls on content types, but only a site makes new ones, and only a list takes copies
        foreach (var types in new[] { "/sites/{site}/contentTypes", "/sites/{site}/lists/{list}/contentTypes" })
        {
            graph.MapGet(types, ContentTypeEndpoints.All);
            graph.MapGet(types + "/{type}", ContentTypeEndpoints.Get);
            graph.MapPatch(types + "/{type}", ContentTypeEndpoints.Change);
            graph.MapDelete(types + "/{type}", ContentTypeEndpoints.Remove);
        }

        graph.MapPost("/sites/{site}/contentTypes", ContentTypeEndpoints.Add);
        graph.MapPost("/sites/{site}/lists/{list}/contentTypes/addCopy", ContentTypeEndpoints.AddCopy);
        graph.MapGet("/sites/{site}/lists/{list}/contentTypes/{type}/columns", TypeColumnEndpoints.All);
        graph.MapPost("/sites/{site}/lists/{list}/contentTypes/{type}/columns", TypeColumnEndpoints.Add);
        graph.MapDelete("/sites/{site}/lists/{list}/contentTypes/{type}/columns/{column}", TypeColumnEndpoints.Remove);
    }

    private static void Drives(RouteGroupBuilder graph)
    {
        graph.MapGet("/drives/{drive}", DriveEndpoints.Get);
        graph.MapGet("/drives/{drive}/items/{item}", DriveEndpoints.Item);
        graph.MapDelete("/drives/{drive}/items/{item}", DriveEndpoints.Remove);
        graph.MapGet("/drives/{drive}/items/{item}/children", DriveEndpoints.Children);
        graph.MapPost("/drives/{drive}/items/{item}/children", DriveEndpoints.AddFolder);
        graph.MapGet("/drives/{drive}/items/{item}/content", ContentEndpoints.Get);
        graph.MapPut("/drives/{drive}/items/{item}/content", ContentEndpoints.Put);
        graph.MapGet("/drives/{drive}/items/{item}/listItem", DriveEndpoints.ListItem);
        graph.MapGet("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.Fields);
        graph.MapPatch("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.ChangeFields);
    }

    private static void Rest(WebApplication app)
    {
        var web = app.MapGroup("/sites/{name}/_api/web");
        web.MapGet("/lists", RestEndpoints.Lists);
        web.MapGet("/lists(guid'{list}')", RestEndpoints.List);
        web.MapMethods("/lists(guid'{list}')", ["POST", "PATCH", "MERGE"], RestEndpoints.ChangeList);
        web.MapGet("/lists(guid'{list}')/RootFolder", RootFolderEndpoints.Get);
        web.MapMethods("/lists(guid'{list}')/RootFolder", ["POST", "PATCH", "MERGE"], RootFolderEndpoints.Change);
        web.MapGet("/lists(guid'{list}')/items", RestEndpoints.Items);
        web.MapGet("/lists(guid'{list}')/items({item})", RestEndpoints.Item);
        const string folder = "/getfolderbyserverrelativeurl('{folder}')";
        web.MapGet(folder, FolderEndpoints.Get);
        web.MapGet(folder + "/folders", FolderEndpoints.Children);
        web.MapPost("/folders", FolderEndpoints.Add);
        // a list, an item of it and a folder take the same calls on rights
        foreach (var securable in new[] { "/lists(guid'{list}')", "/lists(guid'{list}')/items({item})", folder + "/listitemallfields" })
        {
            web.MapPost(securable + "/breakroleinheritance(copyRoleAssignments={copy},clearSubscopes={clear})", RightsEndpoints.Break);
            web.MapPost(securable + "/resetroleinheritance", RightsEndpoints.Reset);
            web.MapGet(securable + "/roleassignments", RightsEndpoints.All);
            web.MapPost(securable + "/roleassignments/addroleassignment(principalid={principal},roledefid={role})", RightsEndpoints.Add);
            web.MapPost(securable + "/roleassignments/removeroleassignment(principalid={principal},roledefid={role})", RightsEndpoints.Remove);
        }

        web.MapGet("/roledefinitions", RoleEndpoints.All);
        web.MapPost("/roledefinitions", RoleEndpoints.Add);
        web.MapGet("/roledefinitions/getbyname('{role}')", RoleEndpoints.ByName);
        web.MapGet("/sitegroups", GroupEndpoints.All);
        web.MapPost("/sitegroups", GroupEndpoints.Add);
        web.MapGet("/sitegroups/getbyname('{title}')", GroupEndpoints.ByName);
        web.MapGet("/sitegroups({group})", GroupEndpoints.Get);
        web.MapGet("/sitegroups({group})/users", GroupEndpoints.Members);
        web.MapPost("/sitegroups({group})/users", GroupEndpoints.AddMember);
        web.MapMethods("/sitegroups({group})/users/removebyid({member})", ["POST", "DELETE"], GroupEndpoints.RemoveMember);
        web.MapGet("/siteusers", GroupEndpoints.People);
        web.MapPost("/ensureuser", GroupEndpoints.EnsureUser);
        app.MapGet("/_layouts/15/download.aspx", ContentEndpoints.Fetch);
        app.Map("/sites/{name}/_api/{**rest}", IResult (HttpRequest request) =>
            throw new Refused(501, "-1, System.NotImplementedException", $"localm365 does not have {request.Method} {request.Path}"));
    }

    private static void Authority(RouteGroupBuilder authority)
    {
        authority.MapGet("/v2.0/.well-known/openid-configuration", TokenEndpoints.Configuration);
        authority.MapGet("/discovery/v2.0/keys", TokenEndpoints.Keys);
        authority.MapPost("/oauth2/v2.0/token", TokenEndpoints.TokenAsync);
        authority.MapGet("/oauth2/v2.0/authorize", PickerPage.Authorize);
    }

    private static void Control(RouteGroupBuilder local)
    {
        local.MapGet("/people", PeopleEndpoints.Get);
        local.MapPut("/people", PeopleEndpoints.PutAsync);
        local.MapGet("/clock", ControlEndpoints.Clock);
        local.MapPut("/clock", ControlEndpoints.SetClockAsync);
        local.MapGet("/meter", ControlEndpoints.Meter);
        local.MapPut("/meter", ControlEndpoints.SetQuotaAsync);
        local.MapDelete("/meter", ControlEndpoints.ClearMeter);
        local.MapGet("/har", ControlEndpoints.Har);
        local.MapGet("/faults", ControlEndpoints.Faults);
        local.MapPut("/faults", ControlEndpoints.SetFaultsAsync);
        local.MapDelete("/faults", ControlEndpoints.ClearFaults);
        local.MapPut("/delta/expire", ControlEndpoints.ExpireDeltaAsync);
        local.MapGet("/mails", ControlEndpoints.Mails);
    }

    private static void Workbench(WebApplication app)
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
