using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>Takes files from a form into a folder, each by itself: what is refused of one does not keep the others out.</summary>
internal static class UploadForm
{
    /// <summary>The largest file that is taken; larger ones would have to go through an upload session.</summary>
    public const int MostBytes = ContentEndpoints.MostBytes;

    public static async Task<IResult> PostAsync(Visit visit)
    {
        var (folder, address) = LibraryPlace.Read(visit, place => (place.Graph, SiteAddress.Folder(place.Site, place.List, place.Path)));
        IFormCollection form;
        try
        {
            form = await visit.FormAsync();
        }
        catch (Refused large) when (large.Status is 413 or 400)
        {
            return LibraryPages.Again(visit, new FolderForms { UploadWrong = visit.Words.Of("library.tooMuch", FileSize.Show(Visit.MostBytes)) }, 413);
        }
        if (form.Files.Count == 0) return LibraryPages.Again(visit, new FolderForms { UploadWrong = visit.Words["library.noFile"] });
        var taken = form["taken"].ToString() is "rename" or "fail" ? form["taken"].ToString() : "replace";
        var told = new List<(string Name, string? Wrong)>();
        foreach (var file in form.Files) told.Add((NameOf(file), await SendAsync(visit, folder, file, taken)));
        return told.All(file => file.Wrong is null) ? Results.Redirect(address) : LibraryPages.Again(visit, new FolderForms { Files = told });
    }

    /// <summary>The sentence that says why a file was not taken; null when it was.</summary>
    private static async Task<string?> SendAsync(Visit visit, string folder, IFormFile file, string taken)
    {
        var name = NameOf(file);
        if (PlaceNames.Wrong(visit.Words, name) is { } wrong) return wrong;
        if (file.Length > MostBytes) return visit.Words.Of("library.tooLarge", FileSize.Show(MostBytes));
        using var content = new MemoryStream();
        await file.CopyToAsync(content, visit.Http.RequestAborted);
        var target = $"{folder}:/{Uri.EscapeDataString(name)}:/content?@microsoft.graph.conflictBehavior={taken}";
        var answer = await visit.Desk.GraphBytesAsync("PUT", target, content.ToArray(), FileLook.Type(name, file.ContentType ?? ""));
        return answer.IsGood ? null : PlaceNames.Refusal(visit.Words, answer);
    }

    /// <summary>Some programs send the folder of the sender's machine along.</summary>
    private static string NameOf(IFormFile file) => file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
}
