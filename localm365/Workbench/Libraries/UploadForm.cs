using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;
using EmulationM365.LocalM365.Workbench.Sites;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>Takes files from a form into a folder, each by itself: what is refused of one does not keep the others out.</summary>
internal static class UploadForm
{
    /// <summary>What a part of an upload session holds: a multiple of 320 KiB, as the service wants it.</summary>
    private const int PartBytes = 32 * 320 * 1024;

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
        using var content = new MemoryStream();
        await file.CopyToAsync(content, visit.Http.RequestAborted);
        var (bytes, target) = (content.ToArray(), $"{folder}:/{Uri.EscapeDataString(name)}:");
        var answer = bytes.Length > ContentEndpoints.MostBytes
            ? await InPartsAsync(visit, target, bytes, taken)
            : await visit.Desk.GraphBytesAsync("PUT", $"{target}/content?@microsoft.graph.conflictBehavior={taken}", bytes, FileLook.Type(name, file.ContentType ?? ""));
        return answer.IsGood ? null : PlaceNames.Refusal(visit.Words, answer);
    }

    /// <summary>A large file goes as the service wants it: a session, then its parts in order.</summary>
    private static async Task<DeskAnswer> InPartsAsync(Visit visit, string target, byte[] bytes, string taken)
    {
        var answer = await visit.Desk.GraphAsync("POST", target + "/createUploadSession", new JsonObject { ["item"] = new JsonObject { ["@microsoft.graph.conflictBehavior"] = taken } });
        if (answer.Body.String("uploadUrl") is not { } address) return answer;
        for (var from = 0; from < bytes.Length && answer.IsGood; from += PartBytes)
            answer = await visit.Desk.PartAsync(new Uri(address).PathAndQuery, bytes.AsMemory(from, Math.Min(PartBytes, bytes.Length - from)), from, bytes.Length);
        return answer;
    }

    /// <summary>Some programs send the folder of the sender's machine along.</summary>
    private static string NameOf(IFormFile file) => file.FileName[(file.FileName.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
}
