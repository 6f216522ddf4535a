using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>What tests of files begin with: a library, and bytes on the wire.</summary>
public abstract class LibraryTests : TenantTests
{
    protected async Task<(string Library, string Drive)> LibraryAsync(string name = "Dossiers")
    {
        var made = await Product.PostAsync($"{Site}/lists", new JsonObject { ["displayName"] = name, ["list"] = new JsonObject { ["template"] = "documentLibrary" } }, Cancel);
        Assert.Equal(201, made.Status);
        var library = $"{Site}/lists/{made.Id}";
        return (library, "/v1.0/drives/" + (await Product.GetAsync($"{library}/drive", Cancel)).Id);
    }

    protected async Task<string> FolderAsync(string drive, string parent, string name)
    {
        var made = await Product.PostAsync($"{drive}/items/{parent}/children", new JsonObject { ["name"] = name, ["folder"] = new JsonObject() }, Cancel);
        Assert.True(made.Status == 201, made.Text);
        return made.Id;
    }

    /// <summary>Writes a file and gives its answer.</summary>
    protected Task<Answer> PutAsync(string path, string text, LocalTenant.Client? by = null) =>
        SendAsync(HttpMethod.Put, Tenant.Origin + path, Encoding.UTF8.GetBytes(text), (by ?? Product).Token);

    /// <summary>Raw bytes, with a token or without.</summary>
    protected async Task<Answer> SendAsync(HttpMethod method, string url, byte[]? body, string? token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, url);
        if (body is not null) request.Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var answer = await Tenant.Http.SendAsync(request, Cancel);
        return await Answer.ReadAsync(answer, Cancel);
    }

    /// <summary>The address that Graph sends on to; it must not be followed with the token.</summary>
    protected async Task<Uri> RedirectAsync(string path)
    {
        using var wire = new HttpClientHandler { AllowAutoRedirect = false };
        using var http = new HttpClient(wire);
        using var request = new HttpRequestMessage(HttpMethod.Get, Tenant.Origin + path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Product.Token);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync(Cancel));
        return answer.Headers.Location!;
    }

    protected static async Task<byte[]> BytesAsync(Uri address)
    {
        using var plain = new HttpClient();
        return await plain.GetByteArrayAsync(address, Cancel);
    }

    protected static (int, string) Said(Answer answer) => (answer.Status, answer.Code);
}
