using EmulationM365.LocalM365.Control;
using EmulationM365.LocalM365.Teams;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Teams;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Teams: what bots call, what Graph has of it, who vouches to bots, and what is turned below <c>/_local</c>.</summary>
internal static class TeamsRoutes
{
    public static void Connector(WebApplication app)
    {
        // the address for first contact, and the one that Teams tells: of a region and of one tenant
        foreach (var service in new[] { "/connector", "/connector/{region}/{home}" })
        {
            app.MapPost(service + "/v3/conversations", ConnectorEndpoints.CreateAsync);
            app.MapPost(service + "/v3/conversations/{conversation}/activities", ConnectorEndpoints.PostAsync);
            app.MapPut(service + "/v3/conversations/{conversation}/activities/{activity}", ConnectorEndpoints.PutAsync);
            app.MapDelete(service + "/v3/conversations/{conversation}/activities/{activity}", ConnectorEndpoints.Delete);
        }
    }

    public static void Graph(RouteGroupBuilder graph)
    {
        graph.MapGet("/appCatalogs/teamsApps", TeamsAppEndpoints.Catalog);
        graph.MapGet("/users/{user}/teamwork/installedApps", TeamsAppEndpoints.Installed);
        graph.MapPost("/users/{user}/teamwork/installedApps", TeamsAppEndpoints.InstallAsync);
        graph.MapDelete("/users/{user}/teamwork/installedApps/{installation}", TeamsAppEndpoints.RemoveAsync);
        graph.MapGet("/users/{user}/teamwork/installedApps/{installation}/chat", TeamsAppEndpoints.Chat);
    }

    public static void Authority(RouteGroupBuilder authority)
    {
        // written without a hyphen, as this authority writes it
        authority.MapGet("/v1/.well-known/openidconfiguration", BotTokens.Configuration);
        authority.MapGet("/v1/.well-known/keys", BotTokens.Keys);
    }

    public static void Pages(WebApplication app)
    {
        app.MapGet("/teams", Visit.For(TeamsPages.First));
        app.MapGet("/teams/{bot}", Visit.For(TeamsPages.Chat));
        app.MapPost("/teams/{bot}/press", Visit.For(TeamsPages.PressAsync));
        app.MapPost("/teams/{bot}/say", Visit.For(TeamsPages.SayAsync));
    }

    public static void Control(RouteGroupBuilder local)
    {
        local.MapGet("/teams", TeamsEndpoints.Get);
        local.MapPut("/teams", TeamsEndpoints.PutAsync);
        local.MapPut("/teams/installs", TeamsEndpoints.InstallAsync);
        local.MapGet("/teams/messages", TeamsEndpoints.Messages);
        local.MapPost("/teams/press", TeamsEndpoints.PressAsync);
        local.MapPost("/teams/say", TeamsEndpoints.SayAsync);
        local.MapPost("/teams/sign", TeamsEndpoints.SignAsync);
    }
}
