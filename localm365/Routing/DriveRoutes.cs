using EmulationM365.LocalM365.Delta;
using EmulationM365.LocalM365.Files;

namespace EmulationM365.LocalM365.Routing;

/// <summary>Drives of document libraries, their folders and files.</summary>
internal static class DriveRoutes
{
    public static void Map(RouteGroupBuilder graph)
    {
        graph.MapGet("/sites/{site}/drives", DriveEndpoints.All);
        graph.MapGet("/sites/{site}/drive", DriveEndpoints.OfSite);
        graph.MapGet("/drives/{drive}", DriveEndpoints.Get);
        graph.MapGet("/drives/{drive}/items/{item}", DriveEndpoints.Item);
        graph.MapPatch("/drives/{drive}/items/{item}", MoveEndpoints.Change);
        graph.MapDelete("/drives/{drive}/items/{item}", DriveEndpoints.Remove);
        graph.MapPost("/drives/{drive}/items/{item}/copy", MoveEndpoints.Copy);
        graph.MapGet("/drives/{drive}/items/{item}/children", DriveEndpoints.Children);
        graph.MapPost("/drives/{drive}/items/{item}/children", DriveEndpoints.AddFolder);
        graph.MapGet("/drives/{drive}/items/{item}/delta", DriveDeltaEndpoints.Get);
        graph.MapGet("/drives/{drive}/items/{item}/search(q='{words}')", DriveEndpoints.Search);
        graph.MapGet("/drives/{drive}/search(q='{words}')", DriveEndpoints.Search);
        graph.MapGet("/drives/{drive}/items/{item}/content", ContentEndpoints.GetAsync);
        graph.MapPut("/drives/{drive}/items/{item}/content", ContentEndpoints.Put);
        graph.MapPost("/drives/{drive}/items/{item}/createUploadSession", UploadEndpoints.Create);
        graph.MapPost("/drives/{drive}/items/{item}/checkout", CheckoutEndpoints.Out);
        graph.MapPost("/drives/{drive}/items/{item}/checkin", CheckoutEndpoints.In);
        graph.MapGet("/drives/{drive}/items/{item}/versions", FileVersionEndpoints.All);
        graph.MapGet("/drives/{drive}/items/{item}/versions/{version}", FileVersionEndpoints.Get);
        graph.MapGet("/drives/{drive}/items/{item}/versions/{version}/content", FileVersionEndpoints.Content);
        graph.MapPost("/drives/{drive}/items/{item}/versions/{version}/restoreVersion", FileVersionEndpoints.Restore);
        graph.MapPost("/drives/{drive}/items/{item}/invite", SharingEndpoints.Invite);
        graph.MapPost("/drives/{drive}/items/{item}/createLink", SharingEndpoints.Link);
        graph.MapGet("/drives/{drive}/items/{item}/permissions", SharingEndpoints.All);
        graph.MapGet("/drives/{drive}/items/{item}/permissions/{permission}", SharingEndpoints.Get);
        graph.MapDelete("/drives/{drive}/items/{item}/permissions/{permission}", SharingEndpoints.Remove);
        graph.MapGet("/drives/{drive}/items/{item}/listItem", DriveEndpoints.ListItem);
        graph.MapGet("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.Fields);
        graph.MapPatch("/drives/{drive}/items/{item}/listItem/fields", DriveEndpoints.ChangeFields);
    }

    /// <summary>Addresses outside of Graph that carry their own right.</summary>
    public static void Addresses(WebApplication app)
    {
        app.MapGet("/_layouts/15/download.aspx", ContentEndpoints.Fetch);
        app.MapGet("/_layouts/15/monitor.aspx", MoveEndpoints.Monitor);
        app.MapPut("/_layouts/15/upload.aspx", UploadEndpoints.PutAsync);
        app.MapPost("/_layouts/15/upload.aspx", UploadEndpoints.PostAsync);
        app.MapGet("/_layouts/15/upload.aspx", UploadEndpoints.GetAsync);
        app.MapDelete("/_layouts/15/upload.aspx", UploadEndpoints.DeleteAsync);
    }
}
