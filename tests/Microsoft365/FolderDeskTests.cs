using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>A folder is looked into whole, or it is said where the look ended: what was not seen must not pass as not there.</summary>
public sealed class FolderDeskTests : FilesInLibrary
{
    private static readonly string[] All = ["1.txt", "A/2.txt", "B/3.txt"];

    [Theory]
    [InlineData(3, 2, null)]
    [InlineData(2, 2, "B/3.txt")]
    [InlineData(3, 1, "B/")]
    [InlineData(1, 1, "B/")]
    public async Task Where_The_Look_Ends_Is_Said(int files, int folders, string? beyond)
    {
        var (library, drive) = await LibraryAsync();
        foreach (var folder in new[] { "phong", "phong/A", "phong/B" }) await FolderAsync(drive, folder);
        foreach (var file in All) await PutAsync(drive, "phong/" + file, [1]);
        using var connection = Connection.Open(Tenant);
        var look = (await new FolderDesk(connection, library, files, folders).FilesAsync(["phong"], Cancel))!;
        Assert.Equal(beyond, look.Beyond);
        Assert.Equal(All.Take(folders == 1 ? Math.Min(files, 2) : files), look.Files.Select(file => file.Path));
    }

    [Fact]
    public async Task A_Folder_That_Is_Not_There_Is_None()
    {
        var (library, _) = await LibraryAsync();
        using var connection = Connection.Open(Tenant);
        Assert.Null(await new FolderDesk(connection, library).FilesAsync(["phong"], Cancel));
    }
}
