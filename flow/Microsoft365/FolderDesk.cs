using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A file in a folder of a library.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Name below the folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Mark">Mark of its content: it changes with the content and not with the name.</param>
public sealed record FolderFile(string Id, string Path, long Length, string Mark);

/// <summary>What was seen in a folder.</summary>
/// <param name="Files">Its files.</param>
/// <param name="Beyond">The first thing that was not looked at any more, by its name below the folder; null where all was seen.</param>
public sealed record FolderLook(IReadOnlyList<FolderFile> Files, string? Beyond);

/// <summary>
/// Folders of a library and what lies in them. Looking into one costs one request, two units, and as much for each folder within it that is not empty; the library itself is looked up
/// once a process.
/// </summary>
/// <param name="tenancy">The connection.</param>
/// <param name="library">The library.</param>
/// <param name="mostFiles">Files that are looked at, at most: a dossier has some dozens.</param>
/// <param name="mostFolders">Folders that are looked into, at most.</param>
public sealed class FolderDesk(Tenancy tenancy, ListAddress library, int mostFiles = FolderDesk.MostFiles, int mostFolders = FolderDesk.MostFolders)
{
    /// <summary>Files that are looked at, at most, where nobody says otherwise.</summary>
    public const int MostFiles = 500;

    /// <summary>Folders that are looked into, at most, where nobody says otherwise.</summary>
    public const int MostFolders = 60;

    private const int Page = 200;
    private string? _drive;

    /// <summary>The files of a folder and of the folders right in it; null when there is no such folder.</summary>
    /// <param name="path">Names of folders, from the root of the library.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<FolderLook?> FilesAsync(IReadOnlyList<string> path, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        if (await ChildrenAsync(drive, $"{Drives.At(tenancy, drive, path)}:", cancellationToken) is not { } children) return null;
        var (files, folders) = (Of(children, "").ToList(), children.Where(child => child.Folder?.ChildCount > 0).ToList());
        foreach (var folder in folders.Take(mostFolders))
        {
            // By its id: the name of a folder may be that of a person, and addresses are kept by others.
            files.AddRange(Of(await ChildrenAsync(drive, $"{Drives.Of(tenancy, drive)}/items/{folder.Id}", cancellationToken) ?? [], folder.Name + "/"));
        }

        var beyond = folders.Skip(mostFolders).Select(folder => folder.Name + "/").FirstOrDefault() ?? files.Skip(mostFiles).Select(file => file.Path).FirstOrDefault();
        return new FolderLook([.. files.Take(mostFiles).OrderBy(file => file.Path, StringComparer.Ordinal)], beyond);
    }

    /// <summary>Sees to it that a folder is there. Where the folder above it is missing nothing is made: it would be open to more people than that one.</summary>
    public async Task EnsureAsync(IReadOnlyList<string> above, string name, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var folder = new DriveItem { Name = name, Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "fail" } };
        try
        {
            await Failures.Named("make a folder", () => tenancy.Graph.Drives[drive].Items["root"].Children.WithUrl($"{Drives.At(tenancy, drive, above)}:/children")
                .PostAsync(folder, cancellationToken: cancellationToken), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.NotFound or Failure.Conflict)
        {
            // There already, or nothing to put it into.
        }
    }

    /// <summary>The content of a file.</summary>
    public async Task<Stream> ContentAsync(FolderFile file, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        return await Failures.Named($"read file {file.Id}", () => tenancy.Graph.Drives[drive].Items[file.Id].Content.GetAsync(cancellationToken: cancellationToken), cancellationToken)
            ?? throw new M365Exception(Failure.Unknown, $"read file {file.Id}", "the service gave no content");
    }

    /// <summary>What people chose in a column of the file; empty when they chose nothing, or it is gone.</summary>
    public async Task<string> ChosenAsync(FolderFile file, string column, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var item = await Failures.OrNull("read columns of a file", () => tenancy.Graph.Drives[drive].Items[file.Id].ListItem.GetAsync(
            request => request.QueryParameters.Expand = [$"fields($select={column})"], cancellationToken), cancellationToken);
        return item?.Fields?.AdditionalData.TryGetValue(column, out var value) == true && value is string text ? text : "";
    }

    /// <summary>What lies in the folder at an address; null when there is no such folder.</summary>
    private Task<List<DriveItem>?> ChildrenAsync(string drive, string folder, CancellationToken cancellationToken) => Failures.OrNull("look into a folder", async () =>
    {
        var children = tenancy.Graph.Drives[drive].Items["root"].Children;
        Task<DriveItemCollectionResponse?> PageAsync(string url) => children.WithUrl(url).GetAsync(cancellationToken: cancellationToken);
        return (List<DriveItem>?)await Paging.AllAsync(tenancy, await PageAsync($"{folder}/children?$top={Page}"), each => each.Value, PageAsync);
    }, cancellationToken);

    private static IEnumerable<FolderFile> Of(IEnumerable<DriveItem> children, string below) => children.Where(child => child.File is not null)
        .Select(child => new FolderFile(child.Id!, below + child.Name, child.Size ?? 0, child.CTag ?? child.ETag ?? ""));

    private async Task<string> DriveAsync(CancellationToken cancellationToken) => _drive ??= (await Drives.OpenAsync(tenancy, library, cancellationToken)).Id!;
}
