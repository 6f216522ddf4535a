using System.Text;
using EmulationM365.Functions.Local.Sample;

namespace EmulationM365.Tests.Support;

/// <summary>Small pictures with what cameras write into them.</summary>
public static class Pictures
{
    /// <summary>What must not go out with a picture.</summary>
    public const string Secret = "GPS 21.0285N 105.8542E Canon so 123";

    /// <summary>A picture of one colour, as PNG, with a text in it and something behind its end.</summary>
    public static byte[] Png(byte red, int width = 8, int height = 8) =>
        [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, .. SamplePicture.Head(width, height), .. SamplePicture.Chunk("tEXt", Encoding.ASCII.GetBytes($"Comment\0{Secret}")), .. SamplePicture.Chunk("eXIf", Encoding.ASCII.GetBytes(Secret)),
            .. SamplePicture.Chunk("IDAT", SamplePicture.Rows(width, height, (_, _) => (red, 120, 200))), .. SamplePicture.Chunk("IEND", []), .. Encoding.ASCII.GetBytes(Secret)];

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
}
