using EmulationM365.LocalM365.Pages;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Site pages and news.</summary>
internal static class PageRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        graph.MapGet("/sites/{site}/pages", PageEndpoints.AllBase);
        graph.MapPost("/sites/{site}/pages", PageEndpoints.Add);
        graph.MapGet("/sites/{site}/pages/microsoft.graph.sitePage", PageEndpoints.All);
        graph.MapGet("/sites/{site}/pages/{page}", PageEndpoints.GetBase);
        graph.MapPatch("/sites/{site}/pages/{page}", PageEndpoints.ChangeWithoutCast);
        graph.MapDelete("/sites/{site}/pages/{page}", PageEndpoints.Remove);
        graph.MapGet("/sites/{site}/pages/{page}/microsoft.graph.sitePage", PageEndpoints.Get);
        graph.MapPatch("/sites/{site}/pages/{page}/microsoft.graph.sitePage", PageEndpoints.Change);
        graph.MapGet("/sites/{site}/pages/{page}/microsoft.graph.sitePage/webParts", PageEndpoints.WebParts);
        graph.MapPost("/sites/{site}/pages/{page}/microsoft.graph.sitePage/publish", PageEndpoints.Publish);
    }
}
