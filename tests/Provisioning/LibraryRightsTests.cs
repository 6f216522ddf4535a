using System.Text.Json.Nodes;
using EmulationM365.Schema;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The rights of the design on libraries and on the folders of units, tried by people under their own tokens through the drive.</summary>
public sealed class LibraryRightsTests(RightsSite site) : IClassFixture<RightsSite>
{
    /// <summary>What each may do at the root of each library (- nothing, r read, w write).</summary>
    internal static readonly string[] Written =
    [
        "              staff clerk head office council director communications",
        "LegalDocuments  r   r     r    w      r       r        -",
        "Dossiers        -   -     -    w      r       r        -",
        "Documents       r   r     r    w      r       r        -",
    ];

    /// <summary>What each may do in the folder of the unit to which these people belong.</summary>
    private static readonly string[] InOwnFolder =
    [
        "              staff clerk head office council director communications",
        "Dossiers        -   w     w    w      r       r        -",
        "Documents       r   w     w    w      r       r        -",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> AtRoot => RightsTests.Read(Written);

    public static TheoryData<string, string, string> OfOwnUnit => RightsTests.Read(InOwnFolder);

    /// <summary>The folder of a unit to which none of them belongs is no more to them than the library.</summary>
    public static TheoryData<string, string, string> OfAnotherUnit => RightsTests.Read([Written[0], .. Written.Where(row => row.StartsWith('D'))]);

    [Theory]
    [MemberData(nameof(AtRoot))]
    public Task A_Person_May_Do_With_Files_Of_A_Library_What_The_Table_Says(string library, string who, string may) => TryAsync(library, "", who, may);

    [Theory]
    [MemberData(nameof(OfOwnUnit))]
    public Task A_Person_Of_A_Unit_Writes_Into_Its_Folder(string library, string who, string may) => TryAsync(library, "/tchckt", who, may);

    [Theory]
    [MemberData(nameof(OfAnotherUnit))]
    public Task The_Folder_Of_Another_Unit_Is_No_More_Open_Than_The_Library(string library, string who, string may) => TryAsync(library, "/chuyen-mon-1", who, may);

    [Fact]
    public async Task Who_Writes_Into_A_Folder_Makes_Subfolders_But_Changes_No_Rights()
    {
        var clerk = await site.Tenant.AsPersonAsync(RightsSite.PersonOf("clerk"), Cancel);
        var drive = await DriveAsync("Dossiers");
        var made = await clerk.PostAsync($"{drive}/root:/tchckt:/children", new JsonObject { ["name"] = "Hồ sơ mẫu 01", ["folder"] = new JsonObject() }, Cancel);
        var refused = await clerk.PostAsync($"{drive}/root:/chuyen-mon-1:/children", new JsonObject { ["name"] = "Hồ sơ mẫu 01", ["folder"] = new JsonObject() }, Cancel);
        Assert.Equal((201, 403), (made.Status, refused.Status));
        var rest = await site.Tenant.AsPersonAsync(RightsSite.PersonOf("clerk"), Cancel, site.Tenant.Origin);
        var folder = "/sites/tdkt/_api/web/GetFolderByServerRelativeUrl('/sites/tdkt/Dossiers2025/tchckt')/ListItemAllFields";
        Assert.Equal(403, (await rest.PostAsync($"{folder}/resetroleinheritance", null, Cancel)).Status);
    }

    /// <summary>A file of somebody else is read, overwritten and deleted, and one is added.</summary>
    private async Task TryAsync(string library, string folder, string who, string may)
    {
        // Arrange
        var app = await site.Tenant.AsAppAsync(Cancel);
        var person = await site.Tenant.AsPersonAsync(RightsSite.PersonOf(who), Cancel);
        var drive = await DriveAsync(library);
        var file = $"{drive}/root:{folder}/{who}-{library}.txt:/content";
        var there = await app.SendAsync(HttpMethod.Put, file, JsonValue.Create("mẫu"), Cancel);
        Assert.Equal(201, there.Status);

        // Act
        var read = await person.GetAsync($"{drive}/items/{there.Id}/content", Cancel);
        var add = await person.SendAsync(HttpMethod.Put, file.Replace(who, $"{who}-them", StringComparison.Ordinal), JsonValue.Create("thêm"), Cancel);
        var change = await person.SendAsync(HttpMethod.Put, file, JsonValue.Create("đổi"), Cancel);
        var remove = await person.DeleteAsync($"{drive}/items/{there.Id}", Cancel);

        // Assert
        Assert.Equal(may == "-" ? 403 : 200, read.Status);
        Assert.Equal(may == "w" ? [201, 200, 204] : [403, 403, 403], new[] { add.Status, change.Status, remove.Status });
        if (may != "w") Assert.Equal(204, (await app.DeleteAsync($"{drive}/items/{there.Id}", Cancel)).Status);
        else Assert.Equal(204, (await app.DeleteAsync($"{drive}/items/{add.Id}", Cancel)).Status);
    }

    private async Task<string> DriveAsync(string library)
    {
        var app = await site.Tenant.AsAppAsync(Cancel);
        return "/v1.0/drives/" + (await app.GetAsync($"/v1.0/sites/{site.SiteId}/lists/{site.Stores[library].Address.ListId}/drive", Cancel)).Id;
    }
}
