using System.Collections.Concurrent;
using Microsoft.Graph.Drives.Item.Items.Item.Children;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A file in a folder of a library.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Name below the folder.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Mark">Mark of its content: it changes with the content and not with the name.</param>
public sealed record FolderFile(string Id, string Path, long Length, string Mark);

/// <summary>
/// Folders of a library and what lies in them. Looking into one costs one request, two units, and as much for each folder within it that is not empty; the library itself is looked up
/// once a process.
/// </summary>
/// <param name="tenancy">The connection.</param>
/// <param name="library">The library.</param>
public sealed class FolderDesk(Tenancy tenancy, ListAddress library)
{
    /// <summary>Files that are looked at, at most: a dossier has some dozens.</summary>
    public const int MostFiles = 500;

    private const int MostFolders = 60;
    private const int Page = 200;
    private readonly ConcurrentDictionary<string, string> _drive = new();

    /// <summary>The files of a folder and of the folders right in it; null when there is no such folder.</summary>
    /// <param name="path">Names of folders, from the root of the library.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<FolderFile>?> FilesAsync(IReadOnlyList<string> path, CancellationToken cancellationToken)
    {
        if (await ChildrenAsync(path, cancellationToken) is not { } children) return null;
        var files = Of(children, "").ToList();
        foreach (var folder in children.Where(child => child.Folder?.ChildCount > 0).Take(MostFolders))
            files.AddRange(Of(await WithinAsync(folder.Id!, cancellationToken) ?? [], folder.Name + "/"));
        return [.. files.Take(MostFiles).OrderBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>Sees to it that a folder is there. Where the folder above it is missing nothing is made: it would be open to more people than that one.</summary>
    public async Task EnsureAsync(IReadOnlyList<string> above, string name, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var folder = new DriveItem { Name = name, Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "fail" } };
        try
        {
            await Failures.Named("make a folder", () => tenancy.Graph.Drives[drive].Items["root"].Children.WithUrl(Address(drive, above, "children"))
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

    private Task<List<DriveItem>?> ChildrenAsync(IReadOnlyList<string> path, CancellationToken cancellationToken) => Failures.OrNull("look into a folder", async () =>
    {
        var drive = await DriveAsync(cancellationToken);
        var children = tenancy.Graph.Drives[drive].Items["root"].Children;
        return (List<DriveItem>?)await AllAsync(children, await children.WithUrl(Address(drive, path, "children") + $"?$top={Page}").GetAsync(cancellationToken: cancellationToken), cancellationToken);
    }, cancellationToken);

    /// <summary>By its id: the name of a folder may be that of a person, and addresses are kept by others.</summary>
    private Task<List<DriveItem>?> WithinAsync(string folder, CancellationToken cancellationToken) => Failures.OrNull("look into a folder", async () =>
    {
        var children = tenancy.Graph.Drives[await DriveAsync(cancellationToken)].Items[folder].Children;
        return (List<DriveItem>?)await AllAsync(children, await children.GetAsync(request => request.QueryParameters.Top = Page, cancellationToken), cancellationToken);
    }, cancellationToken);

    private Task<List<DriveItem>> AllAsync(ChildrenRequestBuilder children, DriveItemCollectionResponse? first, CancellationToken cancellationToken) =>
        Paging.AllAsync(tenancy, first, each => each.Value, next => children.WithUrl(next).GetAsync(cancellationToken: cancellationToken));

    private static IEnumerable<FolderFile> Of(IEnumerable<DriveItem> children, string below) => children.Where(child => child.File is not null)
        .Select(child => new FolderFile(child.Id!, below + child.Name, child.Size ?? 0, child.CTag ?? child.ETag ?? ""));

    private string Address(string drive, IReadOnlyList<string> path, string what) =>
        $"{tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/')}/drives/{drive}/root:/{string.Join('/', path.Select(Uri.EscapeDataString))}:/{what}";

    private async Task<string> DriveAsync(CancellationToken cancellationToken)
    {
        if (_drive.TryGetValue(library.ListId, out var known)) return known;
        var drive = await Failures.Named($"open library {library.Schema.Name}", async () =>
            Failures.Held(await tenancy.Graph.Sites[library.SiteId].Lists[library.ListId].Drive.GetAsync(cancellationToken: cancellationToken)), cancellationToken);
        return _drive[library.ListId] = drive.Id!;
    }
}
