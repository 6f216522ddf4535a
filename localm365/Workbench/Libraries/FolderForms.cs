using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>The two forms above a folder, uploading and a new folder, as they were last sent.</summary>
internal sealed record FolderForms
{
    public static readonly FolderForms Untouched = new();

    /// <summary>The name that was asked for a new folder, and why it was refused.</summary>
    public string FolderName { get; init; } = "";

    public string? FolderWrong { get; init; }

    /// <summary>What became of each file that was sent; null is good.</summary>
    public IReadOnlyList<(string Name, string? Wrong)> Files { get; init; } = [];

    /// <summary>What is wrong with the whole upload.</summary>
    public string? UploadWrong { get; init; }

    public Markup Make(LibraryPlace place)
    {
        var words = place.Words;
        var uploading = UploadWrong is not null || Files.Any(file => file.Wrong is not null);
        return Markup.Of(
            $"""
            <div class="commands drops"><details{Markup.If(uploading, " open")}><summary class="button primary">{words["library.upload"]}</summary>
            <form method="post" enctype="multipart/form-data" action="{place.Form("Upload")}" data-busy="{words["library.uploading"]}"><div class="field"><label for="files">{words["library.files"]}</label>
            <input type="file" id="files" name="files" multiple required{Invalid(UploadWrong, "files-error files-help")}><span class="help caption" id="files-help">{words.Of("library.filesHelp", FileSize.Show(Visit.MostBytes))}</span>{Error(UploadWrong, "files-error")}</div>
            <div class="field"><label for="taken">{words["library.ifTaken"]}</label><select id="taken" name="taken"><option value="replace">{words["library.replace"]}</option><option value="rename">{words["library.keepBoth"]}</option><option value="fail">{words["library.leave"]}</option></select></div>
            <button class="primary">{words["library.upload"]}</button></form></details>
            <details{Markup.If(FolderWrong is not null, " open")}><summary class="button">{words["library.newFolder"]}</summary>
            <form method="post" action="{place.Form("NewFolder")}"><div class="field"><label for="folder">{words["library.folderName"]}</label><input id="folder" name="name" value="{FolderName}" maxlength="255" required autocomplete="off"{Invalid(FolderWrong, "folder-error")}>{Error(FolderWrong, "folder-error")}</div>
            <button class="primary">{words["library.makeFolder"]}</button></form></details></div>
            """);
    }

    /// <summary>What became of the files, file by file, when not all of it is good.</summary>
    public Markup Told(Words words)
    {
        if (Files.Count == 0) return Markup.None;
        var rows = Files.Select(file => Markup.Of($"<li><b>{file.Name}</b>: {file.Wrong ?? words["library.uploaded"]}</li>"));
        return Markup.Of($"""<div class="alert" role="alert"><p>{words.Of("library.someRefused", Files.Count(file => file.Wrong is not null), Files.Count)}</p><ul>{rows}</ul></div>""");
    }

    private static Markup Invalid(string? wrong, string about) => wrong is null ? Markup.None : Markup.Of($""" aria-invalid="true" aria-describedby="{about}" """);

    private static Markup Error(string? wrong, string id) => wrong is null ? Markup.None : Markup.Of($"""<span class="error" id="{id}" role="alert">{wrong}</span>""");
}
