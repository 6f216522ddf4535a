using System.Text;
using Microsoft.Net.Http.Headers;

namespace EmulationM365.LocalM365.Batch;

/// <summary>One part of a multipart body: its own headers, and what stands below them.</summary>
internal sealed record BodyPart(IReadOnlyList<(string Name, string Value)> Headers, byte[] Content)
{
    public string Header(string name) => Headers.FirstOrDefault(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value ?? "";
}

/// <summary>Takes a multipart body apart as RFC 2046 writes it: lines end in CR LF, a boundary stands on a line of its own, and the last one ends in two hyphens.</summary>
internal static class MultipartBody
{
    private static ReadOnlySpan<byte> Line => "\r\n"u8;

    private static ReadOnlySpan<byte> Blank => "\r\n\r\n"u8;

    /// <summary>The boundary that a content type names; null when it is not multipart/mixed or names none.</summary>
    public static string? Boundary(string contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Equals("multipart/mixed", StringComparison.OrdinalIgnoreCase)
            && HeaderUtilities.RemoveQuotes(type.Boundary).Value is { Length: > 0 and <= 70 } boundary ? boundary : null;

    /// <summary>The parts; null when the body is not of that form.</summary>
    public static List<BodyPart>? Parts(byte[] body, string boundary)
    {
        var mark = Encoding.ASCII.GetBytes("--" + boundary);
        var parts = new List<BodyPart>();
        if (!body.AsSpan().StartsWith(mark)) return null;
        var at = mark.Length;
        while (true)
        {
            var rest = body.AsSpan(at);
            if (rest.StartsWith("--"u8)) return rest[2..].Trim(Line).Length == 0 ? parts : null;
            if (!rest.StartsWith(Line)) return null;
            var begin = at + Line.Length;
            byte[] next = [.. Line, .. mark];
            var end = body.AsSpan(begin).IndexOf(next);
            // a part without anything in it has no line end of its own before the next boundary
            if (end < 0 || Part(body[begin..(begin + end)]) is not { } part) return null;
            parts.Add(part);
            at = begin + end + next.Length;
        }
    }

    /// <summary>Headers, an empty line, and the rest.</summary>
    public static BodyPart? Part(byte[] bytes)
    {
        var end = bytes.AsSpan().IndexOf(Blank);
        var ends = end < 0 && bytes.AsSpan().EndsWith(Line);
        if (end < 0 && !ends) return null;
        var (head, content) = ends ? (bytes[..^Line.Length], Array.Empty<byte>()) : (bytes[..end], bytes[(end + Blank.Length)..]);
        var headers = new List<(string, string)>();
        foreach (var line in Encoding.UTF8.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0) return null;
            headers.Add((line[..colon].Trim(), line[(colon + 1)..].Trim()));
        }

        return new BodyPart(headers, content);
    }
}
