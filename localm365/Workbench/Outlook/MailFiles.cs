using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>A file that came with a mail. Inline ones are pictures of the text, by their content id.</summary>
internal sealed record MailFile(int Number, string Name, string Type, byte[] Content, bool IsInline, string? ContentId);

/// <summary>The files of mails.</summary>
internal static class MailFiles
{
    public static IReadOnlyList<MailFile> Of(StoredMail mail) =>
        [.. (mail.Message["attachments"] as JsonArray ?? []).OfType<JsonObject>().Select((one, number) => Read(one, number)).OfType<MailFile>()];

    /// <summary>What came by mail is never shown in place: it is saved, whatever it calls itself.</summary>
    public static IResult Download(Visit visit, StoredMail mail)
    {
        var file = Of(mail).FirstOrDefault(one => one.Number.ToString(CultureInfo.InvariantCulture) == visit.Route("number")) ?? throw Refused.NotFound();
        visit.Http.Response.Headers.XContentTypeOptions = "nosniff";
        visit.Http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        visit.Http.Response.Headers.CacheControl = "no-store";
        return Results.Bytes(file.Content, file.Type, file.Name);
    }

    /// <summary>The picture a text names by content id, carried in its address.</summary>
    public static string? Picture(IReadOnlyList<MailFile> files, string address)
    {
        if (address.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)) return address;
        if (!address.StartsWith("cid:", StringComparison.OrdinalIgnoreCase)) return null;
        var file = files.FirstOrDefault(one => one.ContentId?.Trim('<', '>') == address["cid:".Length..]);
        return file is not null && file.Type.StartsWith("image/", StringComparison.OrdinalIgnoreCase) ? $"data:{file.Type};base64,{Convert.ToBase64String(file.Content)}" : null;
    }

    private static MailFile? Read(JsonObject one, int number)
    {
        var content = one.String("contentBytes") ?? "";
        var bytes = new byte[content.Length];
        if (!Convert.TryFromBase64String(content, bytes, out var length)) return null;
        var type = one.String("contentType") is { Length: > 0 } given && Microsoft.Net.Http.Headers.MediaTypeHeaderValue.TryParse(given, out _) ? given : "application/octet-stream";
        return new MailFile(number, one.String("name") ?? "", type, bytes[..length], one.Flag("isInline"), one.String("contentId"));
    }
}
