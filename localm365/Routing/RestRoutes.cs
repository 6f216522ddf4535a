using EmulationM365.LocalM365.Rest;

namespace EmulationM365.LocalM365.Routing;

/// <summary>SharePoint REST below <c>/sites/{name}/_api</c>. Paths are in the one spelling that <see cref="RestSpelling"/> makes of the others.</summary>
internal static class RestRoutes
{
    private static readonly string[] _merge = ["POST", "PATCH", "MERGE"];

    public static void Map(WebApplication app)
    {
        app.MapPost("/sites/{name}/_api/$batch", RestBatchEndpoint.PostAsync);
        var web = app.MapGroup("/sites/{name}/_api/web");
        web.MapGet("", WebEndpoints.Get);
        web.MapGet("/regionalsettings", WebEndpoints.Regional);
        web.MapGet("/regionalsettings/timezone", WebEndpoints.Zone);
        web.MapGet("/effectivebasepermissions", WebEndpoints.Permissions);
        web.MapGet("/currentuser", WebEndpoints.CurrentUser);
        web.MapGet("/RootFolder", WelcomeEndpoints.Get);
        web.MapMethods("/RootFolder", _merge, WelcomeEndpoints.Change);
        web.MapGet("/lists", RestEndpoints.Lists);
        Lists(web.MapGroup("/lists(guid'{list}')"));
        Folders(web);
        People(web);
        Navigation(web.MapGroup("/navigation"));
        app.Map("/sites/{name}/_api/{**rest}", IResult (HttpRequest request) =>
            throw new Refused(501, "-1, System.NotImplementedException", $"localm365 does not have {request.Method} {request.Path}"));
    }

    private static void Lists(RouteGroupBuilder list)
    {
        list.MapGet("", RestEndpoints.List);
        list.MapMethods("", _merge, RestEndpoints.ChangeList);
        list.MapGet("/RootFolder", RootFolderEndpoints.Get);
        list.MapMethods("/RootFolder", _merge, RootFolderEndpoints.Change);
        list.MapGet("/contenttypes", RestContentTypes.All);
        list.MapGet("/contenttypes('{type}')", RestContentTypes.Get);
        list.MapMethods("/contenttypes('{type}')", _merge, RestContentTypes.Change);
        list.MapGet("/fields", FieldEndpoints.All);
        list.MapPost("/fields/createfieldasxml", FieldEndpoints.CreateAsXml);
        list.MapGet("/fields('{field}')", FieldEndpoints.Get);
        list.MapMethods("/fields('{field}')", _merge, FieldEndpoints.Change);
        list.MapDelete("/fields('{field}')", FieldEndpoints.Remove);
        Views(list);
        Items(list);
    }

    private static void Views(RouteGroupBuilder list)
    {
        list.MapGet("/views", ViewEndpoints.All);
        list.MapPost("/views", ViewEndpoints.Post);
        list.MapPost("/views/add", ViewEndpoints.Add);
        list.MapGet("/views('{view}')", ViewEndpoints.Get);
        list.MapMethods("/views('{view}')", _merge, ViewEndpoints.Change);
        list.MapDelete("/views('{view}')", ViewEndpoints.Remove);
        list.MapPost("/views('{view}')/setviewxml", ViewEndpoints.SetXml);
        list.MapGet("/views('{view}')/viewfields", ViewEndpoints.Fields);
        list.MapPost("/views('{view}')/viewfields/addviewfield('{field}')", ViewEndpoints.AddField);
        list.MapPost("/views('{view}')/viewfields/removeviewfield('{field}')", ViewEndpoints.RemoveField);
        list.MapPost("/views('{view}')/viewfields/removeallviewfields", ViewEndpoints.RemoveAllFields);
        list.MapPost("/views('{view}')/viewfields/moveviewfieldto", ViewEndpoints.MoveField);
    }

    private static void Items(RouteGroupBuilder list)
    {
        list.MapGet("/items", RestItems.All);
        list.MapPost("/getitems", RestItems.ByQuery);
        list.MapGet("/items({item})", RestItems.Get);
        list.MapPost("/items({item})/validateupdatelistitem", FormEndpoint.Write);
        list.MapGet("/items({item})/attachmentfiles", AttachmentEndpoints.All);
        list.MapPost("/items({item})/attachmentfiles/add(FileName='{file}')", AttachmentEndpoints.AddAsync);
        list.MapGet("/items({item})/attachmentfiles('{file}')", AttachmentEndpoints.Get);
        list.MapDelete("/items({item})/attachmentfiles('{file}')", AttachmentEndpoints.Remove);
        list.MapGet("/items({item})/attachmentfiles('{file}')/$value", AttachmentEndpoints.Content);
        list.MapPut("/items({item})/attachmentfiles('{file}')/$value", AttachmentEndpoints.ReplaceAsync);
    }

    private static void Folders(RouteGroupBuilder web)
    {
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
    }

    private static void People(RouteGroupBuilder web)
    {
        web.MapGet("/roledefinitions", RoleEndpoints.All);
        web.MapPost("/roledefinitions", RoleEndpoints.Add);
        web.MapGet("/roledefinitions/getbyname('{role}')", RoleEndpoints.ByName);
        web.MapGet("/roledefinitions/getbyname('{role}')/id", RoleEndpoints.IdByName);
        web.MapGet("/sitegroups", GroupEndpoints.All);
        web.MapPost("/sitegroups", GroupEndpoints.Add);
        web.MapGet("/sitegroups/getbyname('{title}')", GroupEndpoints.ByName);
        web.MapGet("/sitegroups({group})", GroupEndpoints.Get);
        web.MapGet("/sitegroups({group})/users", GroupEndpoints.Members);
        web.MapPost("/sitegroups({group})/users", GroupEndpoints.AddMember);
        web.MapMethods("/sitegroups({group})/users/removebyid({member})", ["POST", "DELETE"], GroupEndpoints.RemoveMember);
        web.MapPost("/sitegroups/removebyid({group})", GroupEndpoints.Remove);
        web.MapGet("/siteusers", GroupEndpoints.People);
        web.MapPost("/ensureuser", GroupEndpoints.EnsureUser);
    }

    private static void Navigation(RouteGroupBuilder navigation)
    {
        navigation.MapGet("/getnodebyid({node})", NavigationEndpoints.Get);
        navigation.MapMethods("/getnodebyid({node})", _merge, NavigationEndpoints.Change);
        navigation.MapDelete("/getnodebyid({node})", NavigationEndpoints.Remove);
        navigation.MapGet("/getnodebyid({node})/children", NavigationEndpoints.Children);
        navigation.MapPost("/getnodebyid({node})/children", NavigationEndpoints.AddChild);
        navigation.MapPost("/getnodebyid({node})/children/moveafter", NavigationEndpoints.MoveChild);
        navigation.MapGet("/{bar:alpha}", NavigationEndpoints.All);
        navigation.MapPost("/{bar:alpha}", NavigationEndpoints.Add);
        navigation.MapPost("/{bar:alpha}/moveafter", NavigationEndpoints.Move);
    }
}
