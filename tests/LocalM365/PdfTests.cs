using System.Text;
using System.Text.Json.Nodes;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph.md §6: <c>format=pdf</c> sends on to an address; other sources are 406; without a converter it fails as in an outage, and does not hang.</summary>
public sealed class PdfTests : LibraryTests
{
    private static readonly bool _office = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "soffice")) || File.Exists(Path.Combine(folder, "soffice.com")));

    public static TheoryData<string> Sources => ["thử 1.docx", "a.rtf", "a.csv", "A.ODT"];

    [Theory]
    [InlineData("a.txt", "pdf")]
    [InlineData("a.pdf", "pdf")]
    [InlineData("a.docx", "html")]
    public async Task What_Cannot_Be_Converted_Is_406(string name, string format)
    {
        var (_, drive) = await LibraryAsync();
        var file = await PutAsync($"{drive}/root:/{name}:/content", "x");
        Assert.Equal((406, "notSupported"), Said(await Product.GetAsync($"{drive}/items/{file.Id}/content?format={format}", Cancel)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_LibreOffice_The_Conversion_Fails_As_In_An_Outage(bool somethingElseIsThere)
    {
        var program = Path.Combine(Directory.CreateTempSubdirectory("localm365-").FullName, "soffice");
        if (somethingElseIsThere) await File.WriteAllTextAsync(program, "not a program", Cancel);
        await using var tenant = await LocalTenant.StartAsync(Cancel, officePath: program);
        var app = await tenant.AsAppAsync(Cancel);
        var site = "/v1.0/sites/" + (await app.GetAsync("/v1.0/sites/localhost:/sites/tdkt", Cancel)).Id;
        var list = await app.PostAsync($"{site}/lists", Json("""{"displayName":"Dossiers","list":{"template":"documentLibrary"}}"""), Cancel);
        var drive = "/v1.0/drives/" + (await app.GetAsync($"{site}/lists/{list.Id}/drive", Cancel)).Id;
        var file = await SendAsync(HttpMethod.Put, $"{tenant.Origin}{drive}/root:/a.csv:/content", "a,b"u8.ToArray(), app.Token);
        var failed = await app.GetAsync($"{drive}/items/{file.Id}/content?$format=pdf", Cancel);
        Assert.Equal((503, "generalException"), Said(failed));
        Assert.StartsWith("OfficeConversion_", failed.Message, StringComparison.Ordinal);
        Directory.Delete(Path.GetDirectoryName(program)!, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_Document_Becomes_A_Pdf(string name)
    {
        Assert.SkipUnless(_office, "LibreOffice is not installed on this machine, so no document can be converted.");
        var (_, drive) = await LibraryAsync();
        var source = name.EndsWith("ODT", StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(Flat) : name.EndsWith("docx", StringComparison.Ordinal) ? Word() : "{\\rtf1 Xin chao, ban}"u8.ToArray();
        var file = await SendAsync(HttpMethod.Put, $"{Tenant.Origin}{drive}/root:/{Uri.EscapeDataString(name)}:/content", source, Product.Token);
        var address = await RedirectAsync($"{drive}/items/{file.Id}/content?format=pdf");
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(await BytesAsync(address)), StringComparison.Ordinal);
        // the same version once more comes from what was kept, at another address
        Assert.NotEqual(address, await RedirectAsync($"{drive}/items/{file.Id}/content?%24format=pdf"));
        Tenant.Clock.Advance(TimeSpan.FromMinutes(6));
        using var plain = new HttpClient();
        using var late = await plain.GetAsync(address, Cancel);
        Assert.Equal(401, (int)late.StatusCode);
    }

    private const string Flat =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
          office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:body><office:text><text:p>Quyết định</text:p></office:text></office:body></office:document>
        """;

    private static byte[] Word()
    {
        using var bytes = new MemoryStream();
        using (var word = WordprocessingDocument.Create(bytes, WordprocessingDocumentType.Document))
            word.AddMainDocumentPart().Document = new Document(new Body(new Paragraph(new Run(new Text("Quyết định khen thưởng")))));
        return bytes.ToArray();
    }
}
