using MimeKit;

namespace EmulationM365.LocalM365.Mail;

/// <summary>What Graph takes for a message and what it refuses, beyond the types and words that its metadata has: those were checked at the door.</summary>
internal static class MailRules
{
    /// <summary>The largest request that sends a mail; larger attachments need a draft and an upload, which are not here.</summary>
    public const int MostBytes = 4 * 1024 * 1024;

    public const string FileAttachment = "#microsoft.graph.fileAttachment";

    private const int MostHeaders = 5;

    private static readonly string[] _people = ["toRecipients", "ccRecipients", "bccRecipients", "replyTo"];

    /// <summary>Checks a message and gives its recipients.</summary>
    public static List<string> Check(JsonObject message, string mailbox)
    {
        CheckHeaders(message);
        CheckAttachments(message);
        foreach (var kind in _people) CheckAddresses(message, kind);
        if (message["from"] is JsonObject from && (from["emailAddress"] as JsonObject)?.String("address") is { } address && !address.Equals(mailbox, StringComparison.OrdinalIgnoreCase))
            throw new Refused(403, "ErrorSendAsDenied", "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.");
        var recipients = MailStore.Recipients(message);
        return recipients.Count > 0 ? recipients : throw NoRecipients();
    }

    private static void CheckHeaders(JsonObject message)
    {
        if (message["internetMessageHeaders"] is not JsonArray headers) return;
        var named = headers.All(header => (header as JsonObject)?.String("name")?.StartsWith("x-", StringComparison.OrdinalIgnoreCase) == true);
        if (headers.Count > MostHeaders)
            throw new Refused(400, "InvalidInternetMessageHeaderCollection", "Maximum number of headers in one message should be less than or equal to 5.");
        if (!named) throw new Refused(400, "InvalidInternetMessageHeader", "The internet message header name should start with 'x-' or 'X-'.");
    }

    private static void CheckAddresses(JsonObject message, string kind)
    {
        foreach (var one in message[kind] as JsonArray ?? [])
        {
            var address = ((one as JsonObject)?["emailAddress"] as JsonObject)?.String("address");
            var good = address is not null && !address.Contains(' ', StringComparison.Ordinal) && MailboxAddress.TryParse(address, out var read) && read.Address == address && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1;
            if (!good) throw NoRecipients();
        }
    }

    private static void CheckAttachments(JsonObject message)
    {
        foreach (var file in message["attachments"] as JsonArray ?? [])
        {
            if (file is not JsonObject attachment || attachment.String("@odata.type") is not (FileAttachment or "microsoft.graph.fileAttachment"))
                throw Wrong("An attachment needs its type, and only #microsoft.graph.fileAttachment is sent from here.");
            if (string.IsNullOrEmpty(attachment.String("name"))) throw Wrong("An attachment needs a name.");
            if (attachment.String("contentBytes") is not { } content || !IsBase64(content)) throw Wrong("The contentBytes of an attachment are not base64.");
        }
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[(text.Length / 4 * 3) + 3], out _);

    private static Refused Wrong(string message) => new(400, "ErrorInvalidRequest", message);

    private static Refused NoRecipients() => new(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
}
