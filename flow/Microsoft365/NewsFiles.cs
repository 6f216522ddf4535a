using System.Globalization;
using EmulationM365.Texts;
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

/// <summary>A picture to be put on the site of the news.</summary>
/// <param name="Name">Its name there, by its content: see <see cref="NewsFiles.NameOf"/>.</param>
/// <param name="Bytes">The picture.</param>
/// <param name="Alt">What it shows.</param>
public sealed record NewsPicture(string Name, byte[] Bytes, string Alt);

/// <summary>A folder on the site of the news.</summary>
/// <param name="Pictures">The pictures that were to be there, in their order.</param>
/// <param name="Others">What else lies there: ids and names.</param>
public sealed record NewsFolder(IReadOnlyList<PagePicture> Pictures, IReadOnlyList<(string Id, string Name)> Others);

/// <summary>Files that pages of a site show, and what goes on to others. They lie on that site, because its readers may have no rights elsewhere: a folder a case, named for the unit and the case, each picture named for its content.</summary>
/// <param name="tenancy">The connection.</param>
/// <param name="siteId">The site of the pages.</param>
public sealed class NewsFiles(Tenancy tenancy, string siteId)
{
    /// <summary>The folder that holds the folders of the cases.</summary>
    public const string Home = "dien-hinh";

    private string? _drive;
    private string _address = "";

    /// <summary>
    /// Sees to it that these pictures lie in a folder. What lies there already under its name is the same picture: it is named for its content.
    /// </summary>
    /// <param name="folder">Its name; see <see cref="Home"/>.</param>
    /// <param name="pictures">The pictures, by the names under which they lie.</param>
    /// <param name="first">Nothing was put there before, as far as is known: the folder is made before it is looked at.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The pictures as pages name them, and what else lies in the folder.</returns>
    /// <exception cref="M365Exception">One could not be put there; status 423 while somebody holds the file.</exception>
    public async Task<NewsFolder> PlaceAsync(string folder, IReadOnlyList<NewsPicture> pictures, bool first, CancellationToken cancellationToken)
    {
        var made = first && await MakeAsync(folder, cancellationToken);
        var there = made ? [] : await ListAsync(folder, cancellationToken);
        if (there is null && await MakeAsync(folder, cancellationToken)) there = [];
        var (missing, refused) = (pictures.Where(picture => !IsThere(there, picture)).DistinctBy(picture => picture.Name).ToList(), (M365Exception?)null);
        foreach (var picture in missing)
        {
            try
            {
                await PutAsync(folder, picture.Name, picture.Bytes, cancellationToken);
            }
            catch (M365Exception failure) when (failure is { Failure: Failure.Conflict or Failure.Changed or Failure.Unknown } or { Status: 423 })
            {
                // There already, and held by somebody; or put there by a call whose answer was lost. It is looked at.
                refused = failure;
            }
        }

        if (missing.Count > 0) there = await ListAsync(folder, cancellationToken);
        if (missing.Any(picture => !IsThere(there, picture))) throw refused ?? new M365Exception(Failure.Unknown, "put a picture", "the service does not show it as it was put");
        var names = pictures.Select(picture => picture.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new NewsFolder([.. pictures.Select(picture => Shown(there!.First(file => Is(file, picture)), picture.Alt))], [.. (there ?? []).Where(file => !names.Contains(file.Name!)).Select(file => (file.Id!, file.Name!))]);
    }

    private static bool IsThere(List<DriveItem>? there, NewsPicture picture) => there?.Exists(file => Is(file, picture)) == true;

    private static bool Is(DriveItem file, NewsPicture picture) => string.Equals(file.Name, picture.Name, StringComparison.OrdinalIgnoreCase) && file.Size == picture.Bytes.Length;

    private static PagePicture Shown(DriveItem file, string alt) => new(
        new Uri(file.WebUrl!), alt, file.SharepointIds?.SiteId ?? "", file.SharepointIds?.WebId ?? "", file.SharepointIds?.ListId ?? "", file.SharepointIds?.ListItemUniqueId ?? "");

    /// <summary>Sees to it that one file lies in a folder, under a name by its content.</summary>
    /// <exception cref="M365Exception">It could not be put there; status 423 while somebody holds the file.</exception>
    public async Task<PagePicture> EnsureAsync(string folder, string name, byte[] bytes, string alt, CancellationToken cancellationToken) =>
        (await PlaceAsync(folder, [new NewsPicture(name, bytes, alt)], true, cancellationToken)).Pictures[0];

    /// <summary>Puts a file into a folder, in the place of one of that name.</summary>
    /// <exception cref="M365Exception">It could not be put there; status 423 while somebody holds the file.</exception>
    public async Task PutAsync(string folder, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        if (await TryPutAsync(folder, name, bytes, cancellationToken)) return;
        await MakeAsync(folder, cancellationToken);
        if (!await TryPutAsync(folder, name, bytes, cancellationToken)) throw new M365Exception(Failure.Unknown, "put a file", "its folder is not shown yet");
    }

    /// <summary>Takes away a file by its id; one that is gone is no failure.</summary>
    public async Task RemoveFileAsync(string id, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        await Failures.OrNull("remove a file", async () =>
        {
            await tenancy.Graph.Drives[drive].Items[id].DeleteAsync(cancellationToken: cancellationToken);
            return id;
        }, cancellationToken);
    }

    /// <summary>Where people find a folder.</summary>
    public async Task<Uri> AddressAsync(string folder, CancellationToken cancellationToken)
    {
        await DriveAsync(cancellationToken);
        return new Uri($"{_address}/{Home}/{folder}");
    }

    /// <returns>What lies in a folder; null where there is no such folder.</returns>
    private async Task<List<DriveItem>?> ListAsync(string folder, CancellationToken cancellationToken)
    {
        // Far more than a story has.
        var address = $"{Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, folder])}:/children?$select=id,name,size,webUrl,sharepointIds&$top=200";
        return (await Failures.OrNull("look at the files of the news", () => tenancy.Graph.Drives[_drive].Items["root"].Children.WithUrl(address).GetAsync(cancellationToken: cancellationToken), cancellationToken))?.Value;
    }

    /// <returns>False where its folder is not there.</returns>
    private async Task<bool> TryPutAsync(string folder, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, folder, name]);
        using var content = new MemoryStream(bytes);
        return await Failures.OrNull("put a file", () => tenancy.Graph.Drives[_drive].Items["root"].Content.WithUrl($"{path}:/content").PutAsync(content, cancellationToken: cancellationToken), cancellationToken) is not null;
    }

    /// <summary>Makes a folder, and the one above it where this is the first.</summary>
    /// <returns>False where it was there.</returns>
    private async Task<bool> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        if (await FolderAsync([Home], folder, cancellationToken) is { } made) return made;
        await FolderAsync([], Home, cancellationToken);
        return await FolderAsync([Home], folder, cancellationToken) ?? throw new M365Exception(Failure.Unknown, "make a folder", "the folder above it is not shown yet");
    }

    /// <returns>False where it was there; null where the folder above is not.</returns>
    private async Task<bool?> FolderAsync(IReadOnlyList<string> above, string name, CancellationToken cancellationToken)
    {
        var drive = await DriveAsync(cancellationToken);
        var item = new DriveItem { Name = name, Folder = new Folder(), AdditionalData = new Dictionary<string, object> { ["@microsoft.graph.conflictBehavior"] = "fail" } };
        var address = above.Count == 0 ? $"{Drives.Of(tenancy, drive)}/items/root/children" : $"{Drives.At(tenancy, drive, above)}:/children";
        try
        {
            var made = await Failures.OrNull("make a folder", () => tenancy.Graph.Drives[drive].Items["root"].Children.WithUrl(address).PostAsync(item, cancellationToken: cancellationToken), cancellationToken);
            return made is null ? null : true;
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Conflict)
        {
            return false;
        }
    }

    /// <summary>Takes away a folder with everything in it; nothing there is no failure.</summary>
    public async Task RemoveAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, folder]);
        await Failures.OrNull("remove pictures", async () =>
        {
            await tenancy.Graph.Drives[_drive].Items["root"].WithUrl(path).DeleteAsync(cancellationToken: cancellationToken);
            return path;
        }, cancellationToken);
    }

    /// <summary>Takes away one file of a folder; nothing there is no failure.</summary>
    public async Task RemoveAsync(string folder, string name, CancellationToken cancellationToken)
    {
        var path = Drives.At(tenancy, await DriveAsync(cancellationToken), [Home, folder, name]);
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
            // Its address is made from its first name, and people read the second.
            var library = await Failures.Named("make a library for the files of the news", async () => Failures.Held(await tenancy.Graph.Sites[siteId].Lists.PostAsync(made, cancellationToken: cancellationToken)), cancellationToken);
            await Failures.Named("name the library", async () => Failures.Held(await tenancy.Graph.Sites[siteId].Lists[library.Id].PatchAsync(new List { DisplayName = Text.Vi("news.files") }, cancellationToken: cancellationToken)), cancellationToken);
            drive = await Failures.Named("open the files of the news", async () => Failures.Held(await tenancy.Graph.Sites[siteId].Drive.GetAsync(cancellationToken: cancellationToken)), cancellationToken);
        }

        _address = drive.WebUrl!.TrimEnd('/');
        return _drive = drive.Id!;
    }

    /// <summary>Name of a picture by its content.</summary>
    public static string NameOf(string sha256, string kind) => string.Create(CultureInfo.InvariantCulture, $"{sha256[..20]}.{kind}");
}
