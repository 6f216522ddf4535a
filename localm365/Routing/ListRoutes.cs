using EmulationM365.LocalM365.Delta;
using EmulationM365.LocalM365.Files;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Sites, lists, columns, content types and items of Graph.</summary>
internal static class ListRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        Sites(graph);

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
        graph.MapPost("/sites/{site}/lists/{list}/items/{item}/versions/{version}/restoreVersion", VersionEndpoints.Restore);
        graph.MapGet("/sites/{site}/lists/{list}/items/{item}/driveItem", DriveEndpoints.OfListItem);
        graph.MapGet("/sites/{site}/lists/{list}/drive", DriveEndpoints.OfList);

        ContentTypes(graph);
    }

    private static void Sites(RouteGroupBuilder graph)
    {
        graph.MapGet("/sites", SiteEndpoints.Search);
        graph.MapGet("/sites/getAllSites", SiteEndpoints.All);
        graph.MapGet("/sites/{site}", SiteEndpoints.Get);
        graph.MapGet("/sites/{site}/sites", SiteEndpoints.Below);
        graph.MapGet("/sites/{site}/permissions", SitePermissionEndpoints.All);
        graph.MapPost("/sites/{site}/permissions", SitePermissionEndpoints.Add);
        graph.MapGet("/sites/{site}/permissions/{permission}", SitePermissionEndpoints.Get);
        graph.MapPatch("/sites/{site}/permissions/{permission}", SitePermissionEndpoints.Change);
        graph.MapDelete("/sites/{site}/permissions/{permission}", SitePermissionEndpoints.Remove);
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
}
