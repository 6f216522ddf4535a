using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>Pictures that show nobody: two colours that run into each other, as PNG.</summary>
internal static class SamplePicture
{
    /// <summary>A picture.</summary>
    /// <param name="hue">Which; each number is another picture.</param>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public static byte[] Png(int hue, int width = 1200, int height = 675) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. Head(width, height), .. Chunk("IDAT", Rows(width, height, (x, y) => ((byte)((hue * 37) + (x * 80 / width)), (byte)(110 + (y * 90 / height)), (byte)(150 + (x * 60 / width))))), .. Chunk("IEND", [])];

    /// <summary>The head of a picture in three colours.</summary>
    public static byte[] Head(int width, int height)
    {
        byte[] head = [0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        return Chunk("IHDR", head);
    }

    /// <summary>What is drawn, packed.</summary>
    public static byte[] Rows(int width, int height, Func<int, int, (byte Red, byte Green, byte Blue)> colour)
    {
        using var data = new MemoryStream();
        using (var packed = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width * 3)];
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) (row[1 + (x * 3)], row[2 + (x * 3)], row[3 + (x * 3)]) = colour(x, y);
                packed.Write(row);
            }
        }

        return data.ToArray();
    }

    /// <summary>A part of a PNG, with its check.</summary>
    public static byte[] Chunk(string name, byte[] body)
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
