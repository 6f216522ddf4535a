using EmulationM365.LocalM365.Rest;

namespace EmulationM365.LocalM365.Routing;

/// <summary>SharePoint REST below <c>/sites/{name}/_api</c>.</summary>
internal static class RestRoutes
{
    public static void Map(WebApplication app)
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
        app.Map("/sites/{name}/_api/{**rest}", IResult (HttpRequest request) =>
            throw new Refused(501, "-1, System.NotImplementedException", $"localm365 does not have {request.Method} {request.Path}"));
    }
}
