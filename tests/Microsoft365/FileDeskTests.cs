using System.Net;
using System.Security.Cryptography;
using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Files that prove: found as people name them, read whole, and what cannot be taken is said.</summary>
public sealed class FileDeskTests : FilesInLibrary
{
    private const string Name = "Quyết định số 101.pdf";
    private static readonly byte[] Signed = [.. "%PDF-1.7\n"u8, .. Enumerable.Range(0, 200_000).Select(number => (byte)number)];

    [Fact]
    public async Task A_File_Is_Found_By_Name_And_Known_By_Its_Bytes()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, Name, Signed);
        using var connection = Connection.Open(Tenant);
        var file = (await new FileDesk(connection).FindAsync(library, Name, Cancel)).File!;
        Assert.Equal((Name, Signed.Length, true), (file.Name, file.Length, file.Pdf));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Signed)), file.Sha256);
        Assert.Equal($"{Tenant.Origin}/sites/tdkt/Documents2025/{Uri.EscapeDataString(Name)}", file.Link);
    }

    [Fact]
    public async Task The_Link_Of_A_File_Leads_Back_To_It_However_It_Was_Copied()
    {
        var (library, drive) = await LibraryAsync();
        await FolderAsync(drive, "Tháng 6");
        await PutAsync(drive, "Tháng 6/" + Name, Signed);
        await PutAsync(drive, Name, "%PDF-other"u8.ToArray());
        using var connection = Connection.Open(Tenant);
        var desk = new FileDesk(connection);
        var file = (await desk.FindAsync(library, "Tháng 6/" + Name, Cancel)).File!;
        Assert.Equal(Signed.Length, file.Length);
        var path = new Uri(file.Link).AbsolutePath;
        foreach (var link in new[] { file.Link, file.Link + "?web=1", $"{Tenant.Origin}/:b:/r{path}?csf=1&web=1&e=x", Uri.UnescapeDataString(path),
            $"{Tenant.Origin}/sites/tdkt/Documents2025/Forms/AllItems.aspx?id={Uri.EscapeDataString(Uri.UnescapeDataString(path))}" })
            Assert.Equal(file, (await desk.FindAsync(library, link, Cancel)).File);
    }

    [Theory]
    [Trait("Fault", "58")]
    [InlineData(NormalizationForm.FormC, NormalizationForm.FormD)]
    [InlineData(NormalizationForm.FormD, NormalizationForm.FormC)]
    public async Task An_Accent_May_Be_A_Letter_Of_Its_Own_In_The_Name_And_In_The_Folder(NormalizationForm kept, NormalizationForm asked)
    {
        var (library, drive) = await LibraryAsync();
        await FolderAsync(drive, "Tháng 6".Normalize(kept));
        await PutAsync(drive, ("Tháng 6/" + Name).Normalize(kept), Signed);
        using var connection = Connection.Open(Tenant);
        var desk = new FileDesk(connection);
        foreach (var said in new[] { Name, "Tháng 6/" + Name, "tháng 6/" + Name.ToUpperInvariant() })
            Assert.Equal(Signed.Length, (await desk.FindAsync(library, said.Normalize(asked), Cancel)).File?.Length);
    }

    [Fact]
    public async Task A_Bare_Name_Is_Taken_From_The_Root_First_And_From_A_Folder_Only_When_It_Is_Clear_Which()
    {
        var (library, drive) = await LibraryAsync();
        foreach (var folder in new[] { "A", "B" })
        {
            await FolderAsync(drive, folder);
            await PutAsync(drive, $"{folder}/{Name}", Encoding.UTF8.GetBytes("%PDF-" + folder));
        }

        await PutAsync(drive, "B/khác.pdf", Signed);
        using var connection = Connection.Open(Tenant);
        var desk = new FileDesk(connection);
        Assert.Equal(Signed.Length, (await desk.FindAsync(library, "khác.pdf", Cancel)).File!.Length);
        var several = await desk.FindAsync(library, Name, Cancel);
        Assert.Null(several.File);
        Assert.Equal($"Thư viện Documents2025 có nhiều tệp tên “{Name}”. Ghi cả thư mục, ví dụ: A/{Name}.", several.Refusal!.Vi);
        Assert.EndsWith("/B/" + Uri.EscapeDataString(Name), (await desk.FindAsync(library, "B/" + Name, Cancel)).File!.Link, StringComparison.Ordinal);
        await PutAsync(drive, Name, Signed);
        Assert.Equal(Signed.Length, (await desk.FindAsync(library, Name, Cancel)).File!.Length);
    }

    [Fact]
    [Trait("Fault", "27")]
    public async Task What_Is_No_Pdf_No_File_Or_Not_There_Is_Told_Apart()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, "giả.pdf", Encoding.UTF8.GetBytes(" %PDF-1.7 is not where it must be"));
        await PutAsync(drive, "ngắn.pdf", "%PDF"u8.ToArray());
        await PutAsync(drive, "rỗng.pdf", []);
        await FolderAsync(drive, "Thư mục.pdf");
        await FolderAsync(drive, "A");
        await FolderAsync(drive, "A/Trong.pdf");
        using var connection = Connection.Open(Tenant);
        var desk = new FileDesk(connection);
        foreach (var name in new[] { "giả.pdf", "ngắn.pdf", "rỗng.pdf" }) Assert.False((await desk.FindAsync(library, name, Cancel)).File!.Pdf);
        Assert.Equal(0, (await desk.FindAsync(library, "rỗng.pdf", Cancel)).File!.Length);
        foreach (var folder in new[] { "Thư mục.pdf", "Trong.pdf" }) Assert.Equal("refuse.fileIsFolder", (await desk.FindAsync(library, folder, Cancel)).Refusal?.Key);
        foreach (var missing in new[] { "không có.pdf", "A/không có.pdf", "Không/có.pdf", "giả.pdf/con.pdf", "{+baseurl}.pdf", "100%25 #1.pdf" })
            Assert.Equal(PaperSearch.Missing, await desk.FindAsync(library, missing, Cancel));
    }

    [Fact]
    [Trait("Fault", "27")]
    public async Task A_File_That_Is_Too_Big_Is_Refused_Before_It_Is_Fetched()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, Name, new byte[1_600_000]);
        using var connection = Connection.Open(Tenant);
        Assert.Equal(1_600_000, (await new FileDesk(connection, 1_600_000).FindAsync(library, Name, Cancel)).File!.Length);
        var before = connection.Meter.Requests;
        var search = await new FileDesk(connection, 1_599_999).FindAsync(library, Name, Cancel);
        Assert.Equal($"Tệp “{Name}” có 1,5 MB, quá mức 1,5 MB. Quét lại với độ phân giải thấp hơn hoặc tách tệp.", search.Refusal?.Vi);
        Assert.Equal(2, connection.Meter.Requests - before);
    }

    [Fact]
    [Trait("Fault", "27")]
    public async Task What_Was_Measured_Wrongly_Is_Not_Read_To_Its_End()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, Name, Signed);
        using var connection = Through(new Endless());
        // The content never ends: only whoever reads it piece by piece comes back at all.
        Assert.Equal("refuse.fileTooBig", (await new FileDesk(connection, 1_000_000).FindAsync(library, Name, Cancel)).Refusal?.Key);
    }

    [Fact]
    public async Task A_Content_That_Breaks_Off_Is_A_Failure_And_Never_A_Shorter_File()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, Name, Signed);
        using var connection = Through(new BrokenOff());
        var failure = await Assert.ThrowsAsync<M365Exception>(() => new FileDesk(connection).FindAsync(library, Name, Cancel));
        Assert.Equal(Failure.Unknown, failure.Failure);
    }

    [Fact]
    public async Task Looking_Up_Costs_What_It_Says_And_Writes_Nothing()
    {
        var (library, drive) = await LibraryAsync();
        await PutAsync(drive, Name, Signed);
        await FolderAsync(drive, "A");
        await PutAsync(drive, "A/trong.pdf", Signed);
        for (var number = 0; number < 200; number++) await PutAsync(drive, $"{number}.txt", "x"u8.ToArray());
        using var connection = Connection.Open(Tenant);
        var desk = new FileDesk(connection);
        // Its library; the file, where its content is, the content.
        Assert.Equal(4, await CostAsync(connection, desk, library, Name));
        Assert.Equal(3, await CostAsync(connection, desk, library, Name));
        // Not in the root; two pages of items; the one found, where its content is, the content.
        Assert.Equal(6, await CostAsync(connection, desk, library, "trong.pdf"));
        Assert.Equal(3, await CostAsync(connection, desk, library, "không có.pdf"));
        Assert.Equal(0, await CostAsync(connection, desk, library, "../x.pdf"));
        Assert.Equal(0, connection.Meter.Writes);
    }

    [Fact]
    public async Task A_Library_We_May_Not_Read_Is_A_Failure_With_Its_Name()
    {
        var (library, _) = await LibraryAsync();
        using var stranger = Connection.Open(Tenant, LocalTenant.Stranger);
        var failure = await Assert.ThrowsAsync<M365Exception>(() => new FileDesk(stranger).FindAsync(library, Name, Cancel));
        Assert.Equal(Failure.Forbidden, failure.Failure);
        Assert.StartsWith("open library Documents: ", failure.Message, StringComparison.Ordinal);
    }

    private static async Task<long> CostAsync(Tenancy connection, FileDesk desk, ListAddress library, string name)
    {
        var before = connection.Meter.Requests;
        await desk.FindAsync(library, name, Cancel);
        return connection.Meter.Requests - before;
    }

    private Tenancy Through(Stream content)
    {
        var options = Connection.Options(Tenant);
        return new Tenancy(options, Credentials.For(options, Tenant.Clock), Tenant.Clock, new OtherContent(content));
    }

    /// <summary>The wire, with another content behind the address of every download.</summary>
    private sealed class OtherContent(Stream content) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (request.RequestUri!.AbsolutePath.EndsWith("download.aspx", StringComparison.Ordinal) && answer.StatusCode == HttpStatusCode.OK) answer.Content = new StreamContent(content);
            return answer;
        }
    }

    private abstract class Source : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class Endless : Source
    {
        public override int Read(byte[] buffer, int offset, int count) => count;
    }

    private sealed class BrokenOff : Source
    {
        private bool _begun;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_begun) throw new IOException("the line went dead");
            _begun = true;
            return Math.Min(count, 100);
        }
    }
}
