namespace EmulationM365.LocalM365.Files;

/// <summary>The PDF of a file, made when first asked for and kept for that version.</summary>
internal static class PdfContent
{
    private static readonly string[] _sources =
        ["csv", "doc", "docx", "odp", "ods", "odt", "pot", "potm", "potx", "pps", "ppsx", "ppsxm", "ppt", "pptm", "pptx", "rtf", "xls", "xlsx"];

    /// <summary>Makes sure the PDF of this version is there, or refuses as Graph does.</summary>
    public static async Task EnsureAsync(GraphCall call, SiteList list, Item item, FileNode node, CancellationToken cancellationToken)
    {
        if (!_sources.Contains(Path.GetExtension(node.Name).TrimStart('.').ToLowerInvariant()))
            throw new Refused(406, "notSupported", "The format of the file cannot be converted to pdf.");
        if (call.Read(session => Of(session, item.List, item.Id, item.Version)) is not null) return;
        var content = call.Read(session => FileStore.Content(session, list, item.Id));
        var pdf = await call.Tenant.Office.ToPdfAsync(node.Name, content, cancellationToken)
            ?? throw new Refused(503, "generalException", "OfficeConversion_ServiceUnavailable: The document could not be converted. Try again later.");
        call.Write(session => session.Run($"INSERT OR REPLACE INTO file_pdfs VALUES ({item.List}, {item.Id}, {item.Version}, {pdf})"));
    }

    public static byte[]? Of(Session session, long list, long item, long version) =>
        session.First($"SELECT content FROM file_pdfs WHERE list = {list} AND item = {item} AND version = {version}", row => row.GetFieldValue<byte[]>(0));
}
