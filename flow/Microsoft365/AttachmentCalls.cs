using System.Net.Http.Headers;

namespace EmulationM365.Microsoft365;

/// <summary>Files that people attached to an item in its form. Graph v1.0 knows nothing of them.</summary>
public sealed partial class SharePointRest
{
    /// <summary>Names of the files of an item, in order.</summary>
    public async Task<IReadOnlyList<string>> AttachedAsync(string sitePath, string listId, string itemId, CancellationToken cancellationToken)
    {
        var answer = await SendAsync("look for files of an item", HttpMethod.Get, $"{FilesOf(sitePath, listId, itemId)}?$select=FileName", null, cancellationToken);
        return [.. answer["value"]!.Select(file => (string)file["FileName"]!).Order(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>The bytes of a file of an item; null when it is not there, or is larger than <paramref name="most"/>.</summary>
    public Task<byte[]?> AttachedAsync(string sitePath, string listId, string itemId, string name, long most, CancellationToken cancellationToken) => Failures.OrNull("read a file of an item", async () =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{FilesOf(sitePath, listId, itemId)}('{Uri.EscapeDataString(name.Replace("'", "''", StringComparison.Ordinal))}')/$value");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tenancy.SharePointTokenAsync(cancellationToken));
        using var answer = await tenancy.Rest.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode) throw Failures.Answered("read a file of an item", answer, await answer.Content.ReadAsStringAsync(cancellationToken));
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await ReadAsync(content, most, cancellationToken);
    }, cancellationToken);

    private static string FilesOf(string sitePath, string listId, string itemId) => $"{sitePath}/_api/web/lists(guid'{listId}')/items({itemId})/AttachmentFiles";

    /// <summary>Piece by piece: what is too large is not read to its end.</summary>
    private static async Task<byte[]?> ReadAsync(Stream content, long most, CancellationToken cancellationToken)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (kept.Length + read > most) return null;
            kept.Write(buffer, 0, read);
        }

        return kept.ToArray();
    }
}
