using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Tests.LocalM365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>A tenant with a library into which files and folders are put.</summary>
public abstract class FilesInLibrary : TenantTests
{
    private protected async Task<(ListAddress Library, string Drive)> LibraryAsync()
    {
        var made = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"Documents2025","list":{"template":"documentLibrary"}}"""), Cancel);
        Assert.Equal(201, made.Status);
        var address = new ListAddress(Site["/v1.0/sites/".Length..], made.Id, YearLists.Documents);
        return (address, "/v1.0/drives/" + (await Product.GetAsync($"{Site}/lists/{made.Id}/drive", Cancel)).Id);
    }

    private protected async Task FolderAsync(string drive, string path)
    {
        var (parent, name) = path.Split('/') is [var above, var below] ? ($"root:/{Uri.EscapeDataString(above)}:", below) : ("root", path);
        var made = await Product.PostAsync($"{drive}/{parent}/children", new JsonObject { ["name"] = name, ["folder"] = new JsonObject() }, Cancel);
        Assert.True(made.Status == 201, made.Text);
    }

    private protected async Task PutAsync(string drive, string path, byte[] content)
    {
        var address = string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{Tenant.Origin}{drive}/root:/{address}:/content") { Content = new ByteArrayContent(content) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Product.Token);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancel));
    }
}
