using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EmulationM365.Tests.Support;

/// <summary>Small pictures with what cameras write into them.</summary>
public static class Pictures
{
    /// <summary>What must not go out with a picture.</summary>
    public const string Secret = "GPS 21.0285N 105.8542E Canon so 123";

    /// <summary>A picture of one colour, as PNG, with a text in it and something behind its end.</summary>
    public static byte[] Png(byte red)
    {
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            for (var row = 0; row < 8; row++) packed.Write([0, .. Enumerable.Range(0, 8).SelectMany(_ => new[] { red, (byte)120, (byte)200 })]);
        return [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Chunk("IHDR", [0, 0, 0, 8, 0, 0, 0, 8, 8, 2, 0, 0, 0]), .. Chunk("tEXt", Encoding.ASCII.GetBytes($"Comment\0{Secret}")), .. Chunk("eXIf", Encoding.ASCII.GetBytes(Secret)),
            .. Chunk("IDAT", data.ToArray()), .. Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Secret)];
    }

    /// <summary>The frame of a JPEG: not to be drawn, but with everything a camera puts around a drawing.</summary>
    /// <param name="held">How the camera was held, by the numbers of Exif.</param>
    public static byte[] Jpeg(byte held) =>
    [
        0xFF, 0xD8, .. Segment(0xE0, [.. "JFIF\0"u8, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
        .. Segment(0xE1, [.. "Exif\0\0"u8, .. "II*\0"u8, 8, 0, 0, 0, 2, 0, 0x0F, 0x01, 2, 0, 4, 0, 0, 0, 65, 66, 67, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, held, 0, 0, 0, 0, 0, 0, 0, .. Encoding.ASCII.GetBytes(Secret)]),
        .. Segment(0xE1, Encoding.ASCII.GetBytes($"http://ns.adobe.com/xap/1.0/\0{Secret}")), .. Segment(0xED, Encoding.ASCII.GetBytes(Secret)), .. Segment(0xFE, Encoding.ASCII.GetBytes(Secret)),
        .. Segment(0xDB, new byte[65]), .. Segment(0xC0, [8, 0, 8, 0, 8, 1, 1, 0x11, 0]), .. Segment(0xC4, new byte[28]), .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4, 5, 0xFF, 0xD9, .. Encoding.ASCII.GetBytes(Secret),
    ];

    private static byte[] Segment(byte marker, byte[] body) => [0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body];

    private static byte[] Chunk(string name, byte[] body)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. body];
        var (length, check) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, body.Length);
        BinaryPrimitives.WriteUInt32BigEndian(check, Crc(named));
        return [.. length, .. named, .. check];
    }

    private static uint Crc(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
