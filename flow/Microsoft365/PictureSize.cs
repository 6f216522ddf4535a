using System.Buffers.Binary;

namespace EmulationM365.Microsoft365;

/// <summary>How large a picture is, and how it is to be turned to stand upright.</summary>
/// <param name="Width">Its width in pixels, as it is stored.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Degrees">Clockwise: 0, 90, 180 or 270.</param>
public sealed record PictureSize(int Width, int Height, int Degrees)
{
    /// <summary>The size of a picture; null where it does not say.</summary>
    public static PictureSize? Of(Picture picture) => picture.Kind == "png"
        ? new PictureSize(BinaryPrimitives.ReadInt32BigEndian(picture.Bytes.AsSpan(16, 4)), BinaryPrimitives.ReadInt32BigEndian(picture.Bytes.AsSpan(20, 4)), 0) : OfJpeg(picture.Bytes);

    /// <summary>A picture was read to its end before, so its segments follow each other.</summary>
    private static PictureSize? OfJpeg(ReadOnlySpan<byte> bytes)
    {
        var degrees = 0;
        for (var at = 2; at + 9 < bytes.Length && bytes[at] == 0xFF;)
        {
            var marker = bytes[at + 1];
            // Padding before a marker.
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            // What is kept of a camera's words is how it was held, at a place of our own making.
            if (marker == 0xE1 && at + 29 < bytes.Length && bytes[(at + 4)..].StartsWith("Exif"u8)) degrees = bytes[at + 29] switch { 3 => 180, 6 => 90, 8 => 270, _ => 0 };
            if (marker is 0xC0 or 0xC1 or 0xC2) return new PictureSize(BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 5)..]), degrees);
            at += 2 + BinaryPrimitives.ReadUInt16BigEndian(bytes[(at + 2)..]);
        }

        return null;
    }
}
