using System.Buffers.Binary;
using System.Text;

namespace EmulationM365.Microsoft365;

/// <summary>
/// A picture as readers may have it: only what draws it. What cameras and programs write beside it (where and when it was taken, by whom, a smaller copy that shows what was cut off, a film
/// behind its end) is left out.
/// </summary>
/// <param name="Kind"><c>jpg</c> or <c>png</c>; by its bytes and not by its name.</param>
/// <param name="Bytes">The picture.</param>
public sealed record Picture(string Kind, byte[] Bytes)
{
    /// <summary>The largest picture that is taken, in bytes.</summary>
    public const long MostBytes = 10 * 1024 * 1024;

    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly HashSet<string> Drawn = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "hIST"];

    /// <summary>Reads a picture; null when it is none that we know, or is broken.</summary>
    public static Picture? Read(byte[] bytes)
    {
        try
        {
            if (bytes.AsSpan().StartsWith(Png)) return ReadPng(bytes);
            return bytes is [0xFF, 0xD8, 0xFF, ..] ? ReadJpeg(bytes) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            // It ends before it should.
            return null;
        }
    }

    private static Picture? ReadPng(byte[] bytes)
    {
        using var kept = new MemoryStream();
        kept.Write(Png);
        for (var at = Png.Length; ;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(at, 4));
            if (length < 0) return null;
            var name = Encoding.ASCII.GetString(bytes.AsSpan(at + 4, 4));
            var whole = bytes.AsSpan(at, Math.Min(length, bytes.Length) + 12);
            if (at == Png.Length && name != "IHDR") return null;
            if (Drawn.Contains(name)) kept.Write(whole);
            if (name == "IEND") return new Picture("png", kept.ToArray());
            at += whole.Length;
        }
    }

    private static Picture? ReadJpeg(byte[] bytes)
    {
        using var kept = new MemoryStream();
        kept.Write(bytes.AsSpan(0, 2));
        var (framed, at) = (false, 2);
        while (true)
        {
            if (bytes.AsSpan(at, 1)[0] != 0xFF) return null;
            var marker = bytes.AsSpan(at + 1, 1)[0];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            if (marker == 0xD9)
            {
                kept.Write(bytes.AsSpan(at, 2));
                return framed ? new Picture("jpg", kept.ToArray()) : null;
            }

            var segment = bytes.AsSpan(at, 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes.AsSpan(at + 2, 2)));
            framed |= marker is 0xC0 or 0xC1 or 0xC2;
            if (marker == 0xE1 && Turned(segment[4..]) is { } turned) kept.Write(turned);
            if (marker is not ((>= 0xE1 and <= 0xEF and not 0xE2 and not 0xEE) or 0xFE)) kept.Write(segment);
            at += segment.Length;
            if (marker == 0xDA) at = Scan(bytes, at, kept);
        }
    }

    /// <summary>The drawing itself goes on to the next marker that is none of its own.</summary>
    private static int Scan(byte[] bytes, int at, MemoryStream kept)
    {
        var from = at;
        while (bytes.AsSpan(at, 2) is var two && !(two[0] == 0xFF && two[1] is not (0x00 or (>= 0xD0 and <= 0xD7)))) at++;
        kept.Write(bytes.AsSpan(from, at - from));
        return at;
    }

    /// <summary>How the camera was held, and nothing else of what it wrote: without it a picture would lie on its side. Null when it was held straight, or said nothing.</summary>
    private static byte[]? Turned(ReadOnlySpan<byte> exif)
    {
        if (exif.Length < 14 || !exif.StartsWith("Exif\0\0"u8)) return null;
        var tiff = exif[6..];
        var little = tiff[0] == 'I';
        int Short(ReadOnlySpan<byte> from, int at) => little ? BinaryPrimitives.ReadUInt16LittleEndian(from[at..]) : BinaryPrimitives.ReadUInt16BigEndian(from[at..]);
        var place = little ? BinaryPrimitives.ReadInt32LittleEndian(tiff[4..]) : BinaryPrimitives.ReadInt32BigEndian(tiff[4..]);
        if (place < 8 || place > tiff.Length - 2) return null;
        var count = Short(tiff, place);
        for (var entry = 0; entry < count && place + 2 + ((entry + 1) * 12) <= tiff.Length; entry++)
        {
            var row = tiff.Slice(place + 2 + (entry * 12), 12);
            if (Short(row, 0) == 0x0112 && Short(row, 8) is > 1 and <= 8 and var held)
                return [0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)held, 0, 0, 0, 0, 0, 0];
        }

        return null;
    }
}
