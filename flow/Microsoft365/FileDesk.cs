using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using EmulationM365.Texts;
using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>A file that was found and read to its end.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Pdf">Begins as a PDF does, whatever its name says.</param>
/// <param name="Link">Its address, for people.</param>
public sealed record PaperFile(string Name, long Length, string Sha256, bool Pdf, string Link);

/// <summary>What came of looking for a file. Neither file nor refusal: there is none of that name.</summary>
/// <param name="File">The file.</param>
/// <param name="Refusal">Why what was asked for cannot be looked for, or cannot be taken.</param>
public sealed record PaperSearch(PaperFile? File, Reason? Refusal)
{
    /// <summary>Nothing of that name.</summary>
    public static PaperSearch Missing { get; } = new(null, null);

    /// <summary>Not taken, because.</summary>
    public static PaperSearch Refuse(string key, params string[] places) => new(null, Reason.Of(key, places));
}

/// <summary>
/// Looks up files that prove something in the libraries of a site, and reads them whole: what a decision rests on is bound to it by the hash of its bytes.
/// A file at the named place costs three requests, and one more for the first of its library; one elsewhere, or none, a request for each 200 items more.
/// </summary>
/// <param name="tenancy">The connection.</param>
/// <param name="mostBytes">A larger file is refused, and not read beyond that.</param>
public sealed class FileDesk(Tenancy tenancy, long mostBytes = FileDesk.MostBytes)
{
    /// <summary>Bytes of a file at most, unless said otherwise: a scanned decision has one or two megabytes.</summary>
    public const long MostBytes = 50L * 1024 * 1024;

    private const int Page = 200;
    private const int MostSameNamed = 10;
    private static readonly byte[] PdfMark = "%PDF-"u8.ToArray();
    private readonly ConcurrentDictionary<string, Library> _libraries = new();

    /// <summary>
    /// Finds a file by what a person wrote: a name, a path below the library, or a link copied from SharePoint. A bare name is looked for in the root of the
    /// library first, then in all folders.
    /// </summary>
    /// <exception cref="M365Exception">The library cannot be read, or the file could not be read to its end.</exception>
    public Task<PaperSearch> FindAsync(ListAddress library, string asked, CancellationToken cancellationToken) => FindAsync(library, asked, null, cancellationToken);

    /// <summary>The same, and its bytes are written down as they are read: what is passed on is what was hashed.</summary>
    /// <inheritdoc cref="FindAsync(ListAddress, string, CancellationToken)"/>
    public async Task<PaperSearch> FindAsync(ListAddress library, string asked, Stream? copy, CancellationToken cancellationToken)
    {
        var home = await LibraryAsync(library, cancellationToken);
        var path = PaperPath.Read(asked, home.Url, home.Name);
        if (path.Refusal is { } refusal) return new PaperSearch(null, refusal);
        var found = await AtAsync(home, path.Names, cancellationToken) is { } there ? [there] : await AnywhereAsync(library, home, path.Names, cancellationToken);
        var files = found.Where(item => item.File is not null).ToList();
        if (files.Count > 1) return PaperSearch.Refuse("refuse.fileSeveral", path.Names[^1], home.Name, Example(home, files[0]));
        if (files.Count == 0) return found.Count == 0 ? PaperSearch.Missing : PaperSearch.Refuse("refuse.fileIsFolder", path.Names[^1]);
        return await ReadAsync(home, files[0], copy, cancellationToken);
    }

    private async Task<Library> LibraryAsync(ListAddress library, CancellationToken cancellationToken)
    {
        if (_libraries.TryGetValue(library.ListId, out var known)) return known;
        var drive = await Drives.OpenAsync(tenancy, library, cancellationToken);
        return _libraries[library.ListId] = new Library(drive.Id!, new Uri(drive.WebUrl!.TrimEnd('/')), drive.Name ?? "");
    }

    /// <summary>What stands at a path, letter for letter.</summary>
    private Task<DriveItem?> AtAsync(Library home, IReadOnlyList<string> names, CancellationToken cancellationToken) => Failures.OrNull("look for a file",
        () => tenancy.Graph.Drives[home.DriveId].Root.WithUrl(Drives.At(tenancy, home.DriveId, names)).GetAsync(cancellationToken: cancellationToken), cancellationToken);

    /// <summary>
    /// Everything of that name or path in the library. The items are enumerated and compared here: search lags behind, a filter on the name is not indexed,
    /// and both know nothing of the two ways in which one Vietnamese letter can be written.
    /// </summary>
    private async Task<IReadOnlyList<DriveItem>> AnywhereAsync(ListAddress library, Library home, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var wanted = string.Join('/', names);
        var found = new List<DriveItem>();
        foreach (var item in await ItemsAsync(library, cancellationToken))
        {
            if (!PaperPath.SameName(names.Count == 1 ? NameOf(home, item) : Below(home, item.WebUrl), wanted) || found.Count == MostSameNamed) continue;
            var file = await Failures.OrNull("look at a file",
                () => tenancy.Graph.Sites[library.SiteId].Lists[library.ListId].Items[item.Id].DriveItem.GetAsync(cancellationToken: cancellationToken), cancellationToken);
            if (file is not null) found.Add(file);
        }

        return found;
    }

    private Task<List<ListItem>> ItemsAsync(ListAddress library, CancellationToken cancellationToken) => Failures.Named($"read library {library.Schema.Name}", async () =>
    {
        var items = tenancy.Graph.Sites[library.SiteId].Lists[library.ListId].Items;
        var page = await items.GetAsync(request =>
        {
            request.QueryParameters.Select = ["id", "webUrl"];
            request.QueryParameters.Expand = ["fields($select=FileLeafRef)"];
            request.QueryParameters.Top = Page;
        }, cancellationToken);
        return await Paging.AllAsync(tenancy, page, each => each.Value, next => items.WithUrl(next).GetAsync(cancellationToken: cancellationToken));
    }, cancellationToken);

    private async Task<PaperSearch> ReadAsync(Library home, DriveItem item, Stream? copy, CancellationToken cancellationToken)
    {
        if (item.Size > mostBytes) return TooBig(item, item.Size.Value);
        return await Failures.Named($"read file {item.Id}", async () =>
        {
            await using var content = await tenancy.Graph.Drives[home.DriveId].Items[item.Id].Content.GetAsync(cancellationToken: cancellationToken)
                ?? throw new M365Exception(Failure.Unknown, $"read file {item.Id}", "the service gave no content");
            return await HashAsync(item, content, copy, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Reads piece by piece: the length told before may be that of an older file, so the bytes are counted as well.</summary>
    private async Task<PaperSearch> HashAsync(DriveItem item, Stream content, Stream? copy, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (buffer, head, length) = (new byte[81_920], new List<byte>(PdfMark.Length), 0L);
        try
        {
            for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                if ((length += read) > mostBytes) return TooBig(item, length);
                hash.AppendData(buffer, 0, read);
                if (copy is not null) await copy.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                head.AddRange(buffer.Take(Math.Min(read, PdfMark.Length - head.Count)));
            }
        }
        catch (IOException failure)
        {
            throw new M365Exception(Failure.Unknown, $"read file {item.Id}", $"the connection broke ({failure.Message})", failure);
        }

        return new PaperSearch(new PaperFile(item.Name!, length, Convert.ToHexStringLower(hash.GetHashAndReset()), head.SequenceEqual(PdfMark), item.WebUrl ?? ""), null);
    }

    private PaperSearch TooBig(DriveItem item, long length) => PaperSearch.Refuse("refuse.fileTooBig", item.Name!, Megabytes(length), Megabytes(mostBytes));

    private static string Megabytes(long bytes) => (bytes / 1048576m).ToString("0.#", CultureInfo.InvariantCulture).Replace('.', ',');

    /// <summary>The library turns names that look like a date into one; the address still has the letters.</summary>
    private static string NameOf(Library home, ListItem item) =>
        item.Fields?.AdditionalData.TryGetValue("FileLeafRef", out var name) == true && name is string text ? text : Below(home, item.WebUrl).Split('/')[^1];

    /// <summary>How to name one of several files; the address of an Office document leads to its editor and tells no path.</summary>
    private static string Example(Library home, DriveItem item) => Below(home, item.WebUrl) is { Length: > 0 } path ? path : $"…/{item.Name}";

    /// <summary>The path below the library in an address; empty when it leads elsewhere.</summary>
    private static string Below(Library home, string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var url)) return "";
        var (path, root) = (Uri.UnescapeDataString(url.AbsolutePath), Uri.UnescapeDataString(home.Url.AbsolutePath) + "/");
        return path.StartsWith(root, StringComparison.OrdinalIgnoreCase) ? path[root.Length..] : "";
    }

    /// <summary>A library as its drive describes it.</summary>
    private sealed record Library(string DriveId, Uri Url, string Name);
}
