using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Lists;

/// <summary>The files attached to an item. They come and go through REST, as Graph does not know them.</summary>
internal static class ItemFiles
{
    /// <summary>Ticks that take a file off.</summary>
    public const string RemoveField = "remove";

    public static Markup Show(ListPlace place, long item, bool canRemove)
    {
        var words = place.Words;
        var files = AttachmentStore.Of(place.Session, place.List, item).Select(file => Markup.Of(
            $"""
            <li><a href="{SiteAddress.Attachment(place.Site, place.List, item, file.Name)}">{file.Name}</a><small>{FileSize.Show(file.Size)}</small>{(canRemove ? Markup.Of($"""<label><input type="checkbox" name="{RemoveField}" value="{file.Name}"> {words["files.remove"]}</label>""") : Markup.None)}</li>
            """)).ToList();
        return files.Count == 0 ? Markup.Of($"""<p class="quiet">{words["files.none"]}</p>""") : Markup.Of($"""<ul class="files">{files}</ul>""");
    }

    /// <summary>The bytes of an attached file, to whoever may see its item.</summary>
    public static IResult Open(Visit visit) => ListPlace.Read(visit, place =>
    {
        var item = place.Open.Item(visit.Route("item"));
        var content = AttachmentStore.Content(place.Session, place.List, item.Id, visit.Route("file")) ?? throw Refused.NotFound();
        visit.Http.Response.Headers.XContentTypeOptions = "nosniff";
        visit.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.File(content, "application/octet-stream", visit.Route("file"));
    });

    /// <summary>Attaches what was sent, and takes off what was ticked.</summary>
    /// <returns>A sentence when a file was refused; those before it are done.</returns>
    public static async Task<string?> ChangeAsync(Visit visit, string item, IFormCollection sent)
    {
        var (site, files) = ListPlace.Read(visit, place => (place.Site.Path, $"/web/lists(guid'{place.List.Guid}')/items({item})/AttachmentFiles"));
        foreach (var name in sent[RemoveField].OfType<string>())
        {
            var answer = await visit.Desk.RestAsync("DELETE", site, $"{files}('{Spelled(name)}')");
            if (!answer.IsGood) return $"{name}: {answer.Refusal(visit.Words)}";
        }

        foreach (var file in sent.Files.Where(file => file.Length > 0))
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes, visit.Http.RequestAborted);
            var answer = await visit.Desk.RestBytesAsync("POST", site, $"{files}/add(FileName='{Spelled(System.IO.Path.GetFileName(file.FileName))}')", bytes.ToArray());
            if (!answer.IsGood) return $"{file.FileName}: {answer.Refusal(visit.Words)}";
        }

        return null;
    }

    private static string Spelled(string name) => Uri.EscapeDataString(name.Replace("'", "''", StringComparison.Ordinal));
}
