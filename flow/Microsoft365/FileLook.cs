using System.IO.Compression;
using System.Security.Cryptography;

namespace EmulationM365.Microsoft365;

/// <summary>What a file is by its bytes.</summary>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Fault">Key of why it cannot be used; null when it can.</param>
public sealed record FileSeen(string Sha256, string? Fault);

/// <summary>
/// Looks at a file by its bytes, whatever its name says: a document, a scan or a picture, of a size that people can open. Packed files are unpacked into nowhere and counted, because what
/// they say of their own size cannot be believed; what grows beyond the limit is a bomb.
/// </summary>
public static class FileLook
{
    /// <summary>Bytes of a file at most.</summary>
    public const long MostBytes = FileDesk.MostBytes;

    /// <summary>Bytes that a packed document may come to, and parts it may have.</summary>
    public const long MostUnpacked = 300L * 1024 * 1024;

    private const int MostParts = 5_000;
    private const string Packed = "zip";
    private const string Old = "ole";

    private static readonly (string Kind, byte[] Mark, int At, string[] Endings)[] Known =
    [
        ("pdf", "%PDF-"u8.ToArray(), 0, [".pdf"]), ("png", [0x89, 0x50, 0x4E, 0x47], 0, [".png"]), ("jpg", [0xFF, 0xD8, 0xFF], 0, [".jpg", ".jpeg"]),
        ("heic", "ftyp"u8.ToArray(), 4, [".heic", ".heif"]), ("tiff", "II*\0"u8.ToArray(), 0, [".tif", ".tiff"]), ("tiff", "MM\0*"u8.ToArray(), 0, [".tif", ".tiff"]),
        (Packed, "PK\x03\x04"u8.ToArray(), 0, [".docx", ".xlsx", ".pptx"]), (Old, [0xD0, 0xCF, 0x11, 0xE0], 0, [".doc", ".xls", ".ppt"]),
    ];

    /// <summary>The table of CRC-32 as packed files use it.</summary>
    private static readonly uint[] Sums = [.. Enumerable.Range(0, 256).Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (sum, _) => (sum & 1) != 0 ? (sum >> 1) ^ 0xEDB88320 : sum >> 1))];

    /// <summary>Reads it to its end, or to the limit.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="mostUnpacked">Bytes that a packed document may come to.</param>
    public static async Task<FileSeen> ReadAsync(string name, Stream content, CancellationToken cancellationToken, long mostUnpacked = MostUnpacked)
    {
        // Whole in memory: a packed document is read from its end, and one file is looked at at a time.
        using var held = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await content.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (held.Length + read > MostBytes) return new FileSeen("", "dossier.tooBig");
            held.Write(buffer, 0, read);
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(held.GetBuffer().AsSpan(0, (int)held.Length)));
        return new FileSeen(hash, Fault(name, held, mostUnpacked));
    }

    private static string? Fault(string name, MemoryStream held, long mostUnpacked)
    {
        if (held.Length == 0) return "dossier.empty";
        var head = held.GetBuffer().AsMemory(0, (int)Math.Min(held.Length, 16));
        if (Known.FirstOrDefault(known => StartsWith(head.Span, known.Mark, known.At)) is not { Kind: { } kind, Endings: var endings }) return "dossier.kind";
        if (!endings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))) return kind == Packed ? "dossier.archive" : "dossier.otherKind";
        return kind == Packed ? Unpacked(held, mostUnpacked) : null;
    }

    private static bool StartsWith(ReadOnlySpan<byte> head, byte[] mark, int at) => head.Length >= at + mark.Length && head.Slice(at, mark.Length).SequenceEqual(mark);

    private static string? Unpacked(MemoryStream held, long most)
    {
        try
        {
            held.Position = 0;
            using var packed = new ZipArchive(held, ZipArchiveMode.Read, leaveOpen: true);
            if (packed.Entries.Count > MostParts) return "dossier.bomb";
            if (packed.Entries.All(entry => entry.FullName != "[Content_Types].xml")) return "dossier.archive";
            if (packed.Entries.Any(entry => entry.Name.Equals("vbaProject.bin", StringComparison.OrdinalIgnoreCase))) return "dossier.macro";
            return Counted(packed, most);
        }
        catch (InvalidDataException)
        {
            return "dossier.damaged";
        }
    }

    private static string? Counted(ZipArchive packed, long left)
    {
        var buffer = new byte[81_920];
        foreach (var entry in packed.Entries)
        {
            using var part = entry.Open();
            var sum = uint.MaxValue;
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                if ((left -= read) < 0) return "dossier.bomb";
                foreach (var one in buffer.AsSpan(0, read)) sum = (sum >> 8) ^ Sums[(sum ^ one) & 0xFF];
            }

            // The library stops at the length that the entry tells; one that tells too little unpacks to more elsewhere.
            if (~sum != entry.Crc32) return "dossier.damaged";
        }

        return null;
    }
}
