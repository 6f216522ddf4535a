using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>What a file is, by the end of its name: a word on a coloured tab beside the name, and the type a browser needs.</summary>
internal static class FileLook
{
    /// <summary>The tab of a file or folder; what it says is read to those who do not see it.</summary>
    public static Markup Badge(Words words, FileNode node)
    {
        if (node.Folder) return Markup.Of($"""<span class="badge folder" aria-hidden="true"></span><span class="sr">{words["library.folder"]} </span>""");
        var end = Path.GetExtension(node.Name).TrimStart('.').ToLowerInvariant();
        return Markup.Of($"""<span class="badge {Kind(end)}" aria-hidden="true">{(end.Length is > 0 and <= 4 ? end : "…")}</span>""");
    }

    /// <summary>The type by the name, where the one that came with the file says nothing.</summary>
    public static string Type(string name, string given)
    {
        if (given is not ("" or ContentEndpoints.DefaultType) && Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(given, out _)) return given;
        return UploadEndpoints.TypeOf(name);
    }

    private static string Kind(string end) => end switch
    {
        "doc" or "docx" or "odt" or "rtf" => "word",
        "xls" or "xlsx" or "csv" or "ods" => "excel",
        "ppt" or "pptx" or "odp" => "slides",
        "pdf" => "pdf",
        "png" or "jpg" or "jpeg" or "gif" or "webp" or "svg" or "bmp" => "image",
        "zip" or "rar" or "7z" => "pack",
        _ => "other",
    };
}
