using System.Text.Json;

namespace EmulationM365.Bench.Simulation;

/// <summary>The versions of items that an answer shows.</summary>
internal static class ETags
{
    public static IEnumerable<(string Id, int Version)> In(HttpResponseMessage answer)
    {
        var bytes = answer.Content.ReadAsStream();
        using var body = bytes.Length == 0 ? null : JsonDocument.Parse(bytes);
        bytes.Position = 0;
        if (body is null) return [];
        return body.RootElement.TryGetProperty("value", out var rows) && rows.ValueKind == JsonValueKind.Array ? [.. rows.EnumerateArray().Select(Of).OfType<(string, int)>()]
            : Of(body.RootElement) is { } one ? [one] : [];
    }

    private static (string Id, int Version)? Of(JsonElement row)
    {
        if (!row.TryGetProperty("id", out var id) || !row.TryGetProperty("@odata.etag", out var mark)) return null;
        var text = mark.GetString()!.Trim('"');
        return (id.GetString()!, int.Parse(text[(text.LastIndexOf(',') + 1)..], System.Globalization.CultureInfo.InvariantCulture));
    }
}
