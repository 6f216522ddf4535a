using EmulationM365.LocalM365.Files;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Drives of document libraries, their folders and files.</summary>
internal static class DriveRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        graph.MapGet("/drives/{drive}", DriveEndpoints.Get);
        graph.MapGet("/drives/{drive}/items/{item}", DriveEndpoints.Item);
        graph.MapPatch("/drives/{drive}/items/{item}", RenameEndpoint.Change);
        graph.MapDelete("/drives/{drive}/items/{item}", DriveEndpoints.Remove);
        graph.MapGet("/drives/{drive}/items/{item}/children", DriveEndpoints.Children);
        graph.MapPost("/drives/{drive}/items/{item}/children", DriveEndpoints.AddFolder);
        graph.MapGet("/drives/{drive}/items/{item}/content", ContentEndpoints.Get);
        graph.MapPut("/drives/{drive}/items/{item}/content", ContentEndpoints.Put);
        graph.MapGet("/drives/{drive}/items/{item}/listItem", DriveEndpoints.ListItem);
        graph.MapGet("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.Fields);
        graph.MapPatch("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.ChangeFields);
    }
}
