using EmulationM365.LocalM365.Batch;
using EmulationM365.LocalM365.Contract;
using EmulationM365.LocalM365.Routing;

namespace EmulationM365.LocalM365;

/// <summary>Everything localm365 answers, a file for each part in <c>Routing</c>. Paths are in the one spelling that <see cref="PathSpelling"/> makes of all others.</summary>
internal static class Routes
{
    public static void Map(WebApplication app)
    {
        Graph(app.MapGroup("/v1.0"));
        RestRoutes.Map(app);
        DriveRoutes.Addresses(app);
        ControlRoutes.Authority(app.MapGroup("/openid/{tenantId}"));
        TeamsRoutes.Connector(app);
        app.MapGet("/openid/sts.windows.net/{tenantId}/.well-known/openid-configuration", TokenEndpoints.OlderConfiguration);
        ControlRoutes.Control(app.MapGroup("/_local"));
        WorkbenchRoutes.Map(app);
    }

    private static void Graph(RouteGroupBuilder graph)
    {
        ListRoutes.Map(graph);
        DriveRoutes.Map(graph);
        PageRoutes.Map(graph);
        DirectoryRoutes.Map(graph);
        MailRoutes.Map(graph);
        TeamsRoutes.Graph(graph);
        graph.MapPost("/$batch", BatchEndpoint.PostAsync);
        graph.Map("/{**rest}", IResult (HttpRequest request) =>
            throw RequestCheck.NotHere(request));
    }
}
