using System.Globalization;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A picture on a page, as it lies on the site of the page.</summary>
/// <param name="Address">Where it lies.</param>
/// <param name="Alt">What it shows.</param>
/// <param name="SiteId">Id of the site collection, as pages name it.</param>
/// <param name="WebId">Id of the site.</param>
/// <param name="ListId">Id of the library.</param>
/// <param name="UniqueId">Id of the file.</param>
public sealed record PagePicture(Uri Address, string Alt, string SiteId, string WebId, string ListId, string UniqueId);

/// <summary>Files that pages of a site show. They lie on that site, because its readers may have no rights elsewhere: a folder a case, each file named for its content.</summary>
/// <param name="tenancy">The connection.</param>
/// <param name="siteId">The site of the pages.</param>
public sealed class NewsFiles(Tenancy tenancy, string siteId)
{
    /// <summary>The folder that holds the folders of the cases.</summary>
    public const string Home = "dien-hinh";

    private string? _drive;

    /// <summary>Sees to it that a picture, or another file, lies in the folder of a case. What lies there already under its name is the same.</summary>
    /// <exception cref="M365Exception">It could not be put there; status 423 while somebody holds the file.</exception>
    public async Task<PagePicture> EnsureAsync(string caseId, string name, byte[] bytes, string alt, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, caseId, name]);
        M365Exception? refused = null;
        try
        {
            if (!await PutAsync(path, bytes, cancellationToken))
            {
                await FolderAsync([], Home, cancellationToken);
                await FolderAsync([Home], caseId, cancellationToken);
                if (!await PutAsync(path, bytes, cancellationToken)) throw new M365Exception(Failure.Unknown, "put a picture", "its folder is not shown yet");
            }
        }
        catch (M365Exception failure) when (failure is { Failure: Failure.Conflict or Failure.Changed or Failure.Unknown } or { Status: 423 })
        {
            // There already, and held by somebody; or put there by a call whose answer was lost. It is looked at.
            refused = failure;
        }

        var file = await Failures.OrNull("look at a picture", () => tenancy.Graph.Drives[_drive].Items["root"].WithUrl($"{path}:?$select=id,size,webUrl,sharepointIds").GetAsync(cancellationToken: cancellationToken), cancellationToken);
        if (file is null || file.Size != bytes.Length) throw refused ?? new M365Exception(Failure.Unknown, "put a picture", "the service does not show it as it was put");
        var ids = file.SharepointIds;
        return new PagePicture(new Uri(file.WebUrl!), alt, ids?.SiteId ?? "", ids?.WebId ?? "", ids?.ListId ?? "", ids?.ListItemUniqueId ?? "");
    }

    /// <returns>False where its folder is not there.</returns>
    private async Task<bool> PutAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes);
        return await Failures.OrNull("put a picture", () => tenancy.Graph.Drives[_drive].Items["root"].Content.WithUrl($"{path}:/content").PutAsync(content, cancellationToken: cancellationToken), cancellationToken) is not null;
    }

    private async Task FolderAsync(IReadOnlyList<string> above, string name, CancellationToken cancellationToken)
    {
        var folder = new DriveItem { Name = name, Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "fail" } };
        var address = above.Count == 0 ? $"{Drives.Of(tenancy, _drive!)}/items/root/children" : $"{Drives.At(tenancy, _drive!, above)}:/children";
        try
        {
            await Failures.Named("make a folder", () => tenancy.Graph.Drives[_drive].Items["root"].Children.WithUrl(address).PostAsync(folder, cancellationToken: cancellationToken), cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            // There already.
        }
    }

    /// <summary>Takes away everything that a case put there; nothing there is no failure.</summary>
    public async Task RemoveAsync(string caseId, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, caseId]);
        await Failures.OrNull("remove pictures", async () =>
        {
            await tenancy.Graph.Drives[_drive].Items["root"].WithUrl(path).DeleteAsync(cancellationToken: cancellationToken);
            return path;
        }, cancellationToken);
    }

    /// <summary>Takes away one file that a case put there; nothing there is no failure.</summary>
    public async Task RemoveAsync(string caseId, string name, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, caseId, name]);
        await Failures.OrNull("remove a file of the news", async () =>
        {
            await tenancy.Graph.Drives[_drive].Items["root"].WithUrl(path).DeleteAsync(cancellationToken: cancellationToken);
            return path;
        }, cancellationToken);
    }

    /// <summary>The library that every site begins with; on a site without one, one of ours.</summary>
    private async Task<string> DriveAsync(CancellationToken cancellationToken)
    {
        if (_drive is not null) return _drive;
        var drive = await Failures.OrNull("open the files of the news", () => tenancy.Graph.Sites[siteId].Drive.GetAsync(cancellationToken: cancellationToken), cancellationToken);
        if (drive is null)
        {
            var made = new List { DisplayName = "NewsFiles", ListProp = new ListInfo { Template = "documentLibrary" } };
            await Failures.Named("make a library for the files of the news", async () => Failures.Held(await tenancy.Graph.Sites[siteId].Lists.PostAsync(made, cancellationToken: cancellationToken)), cancellationToken);
            drive = await Failures.Named("open the files of the news", async () => Failures.Held(await tenancy.Graph.Sites[siteId].Drive.GetAsync(cancellationToken: cancellationToken)), cancellationToken);
        }

        return _drive = drive.Id!;
    }

    /// <summary>Name of a picture by its content.</summary>
    public static string NameOf(string sha256, string kind) => string.Create(CultureInfo.InvariantCulture, $"{sha256[..20]}.{kind}");
}
