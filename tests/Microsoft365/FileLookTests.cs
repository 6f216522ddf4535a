using System.IO.Compression;
using System.Security.Cryptography;
using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>A file is what its bytes say, whatever its name says.</summary>
public sealed class FileLookTests
{
    private static readonly byte[] Pdf = "%PDF-1.7\n%mẫu\n"u8.ToArray();
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[], string?> Files => new()
    {
        { "a.pdf", Pdf, null }, { "A.PDF", Pdf, null }, { "a.png", Png, null }, { "a.docx", Packed(("[Content_Types].xml", 10), ("word/document.xml", 2_000)), null },
        { "a.doc", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], null }, { "a.heic", [0, 0, 0, 24, .. "ftypheic"u8], null },
        { "a.docx", Pdf, "dossier.otherKind" }, { "a.pdf", Png, "dossier.otherKind" },
        // With a password, a document is an old container under a new name.
        { "a.docx", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1], "dossier.otherKind" },
        { "a.pdf", "chữ"u8.ToArray(), "dossier.kind" }, { "a.exe", "MZ\x90"u8.ToArray(), "dossier.kind" }, { "a.pdf", [], "dossier.empty" }, { "a.pdf", "%PD"u8.ToArray(), "dossier.kind" },
        { "a.zip", Packed(("a.pdf", 10)), "dossier.archive" }, { "a.docx", Packed(("a.pdf", 10)), "dossier.archive" },
        { "a.docx", Packed(("[Content_Types].xml", 10), ("word/vbaProject.bin", 10)), "dossier.macro" },
        { "a.xlsx", Packed(("[Content_Types].xml", 10), ("xl/sheet1.xml", 3_000_000)), "dossier.bomb" },
        { "a.docx", Packed(("[Content_Types].xml", 10), ("word/document.xml", 2_000))[..60], "dossier.damaged" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task It_Is_What_Its_Bytes_Say(string name, byte[] content, string? fault)
    {
        var seen = await FileLook.ReadAsync(name, new MemoryStream(content), Cancel, mostUnpacked: 1_000_000);
        Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(content)), fault), (seen.Sha256, seen.Fault));
    }

    [Fact]
    public async Task A_Bomb_That_Lies_About_Its_Size_Is_Counted()
    {
        var bomb = Packed(("[Content_Types].xml", 10), ("word/document.xml", 3_000_000));
        // The size that the directory tells is made small: 3,000,000 as four bytes, wherever it stands.
        var told = BitConverter.GetBytes(3_000_000);
        for (var at = 0; at + 4 <= bomb.Length; at++)
        {
            if (bomb.AsSpan(at, 4).SequenceEqual(told)) BitConverter.GetBytes(100).CopyTo(bomb, at);
        }

        Assert.True((await FileLook.ReadAsync("a.docx", new MemoryStream(bomb), Cancel, mostUnpacked: 1_000_000)).Fault is "dossier.bomb" or "dossier.damaged");
    }

    [Fact]
    public async Task What_Is_Too_Large_Is_Not_Read_To_Its_End()
    {
        var endless = new Endless();
        Assert.Equal(new FileSeen("", "dossier.tooBig"), await FileLook.ReadAsync("a.pdf", endless, Cancel));
        Assert.InRange(endless.Given, FileLook.MostBytes, FileLook.MostBytes + 1_000_000);
    }

    private static byte[] Packed(params (string Name, int Length)[] parts)
    {
        using var held = new MemoryStream();
        using (var archive = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, length) in parts)
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(new byte[length]);
            }
        }

        return held.ToArray();
    }

    /// <summary>Zeros without end.</summary>
    private sealed class Endless : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            Given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
