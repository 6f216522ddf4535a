using System.Text.Unicode;
using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;
using Microsoft.Net.Http.Headers;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>A file at its own address, for whoever may read it. What a browser can show without running anything is shown, the rest is saved.</summary>
internal static class FileContent
{
    private static readonly HashSet<string> _shown = new(StringComparer.OrdinalIgnoreCase)
    {
        "application/pdf", "text/plain", "text/csv", "text/markdown", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "image/svg+xml",
    };

    public static IResult Get(Visit visit) => LibraryPlace.Read(visit, "/" + visit.Route("path"), place =>
    {
        if (place.Item == 0 || place.Node.Folder) return Results.Redirect(SiteAddress.Folder(place.Site, place.List, place.Path));
        var content = FileStore.Content(place.Session, place.List, place.Item);
        var type = FileLook.Type(place.Name, place.Node.Type);
        Guard(visit, place.Name, type);
        return Results.Bytes(content, Charset(type, content), lastModified: LocalTime.Local(place.Row.Modified), entityTag: new EntityTagHeaderValue(place.Row.ETag));
    });

    private static void Guard(Visit visit, string name, string type)
    {
        var plain = MediaTypeHeaderValue.Parse(type).MediaType.Value ?? "";
        var inline = _shown.Contains(plain) && visit.Query("download") != "1";
        var disposition = new ContentDispositionHeaderValue(inline ? "inline" : "attachment");
        disposition.SetHttpFileName(name);
        var headers = visit.Http.Response.Headers;
        headers.ContentDisposition = disposition.ToString();
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "private, no-cache";
        // the browser's own view of PDF does not open in a sandbox
        headers.ContentSecurityPolicy = plain == "application/pdf" ? "frame-ancestors 'self'" : "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; sandbox";
    }

    /// <summary>Text without a charset would be read as something else than it was written in.</summary>
    private static string Charset(string type, byte[] content) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.Contains("charset", StringComparison.OrdinalIgnoreCase) && Utf8.IsValid(content) ? type + "; charset=utf-8" : type;
}
