using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Mail;

/// <summary>A mail as it was accepted.</summary>
internal sealed partial record StoredMail(
    long Id, string Mailbox, string SentBy, string Sent, string Subject, IReadOnlyList<string> Recipients, JsonObject Message)
{
    public string Body => (Message["body"] as JsonObject)?.String("content") ?? "";

    public bool IsHtml => string.Equals((Message["body"] as JsonObject)?.String("contentType"), "html", StringComparison.OrdinalIgnoreCase);

    /// <summary>The first address in the body, which is the page where the mail can be answered.</summary>
    public string? FirstLink => Link().Match(Body) is { Success: true } match ? WebUtility.HtmlDecode(match.Value) : null;

    public JsonObject ToJson() => new()
    {
        ["id"] = Id,
        ["mailbox"] = Mailbox,
        ["sentBy"] = SentBy,
        ["sent"] = Sent,
        ["subject"] = Subject,
        ["recipients"] = new JsonArray([.. Recipients.Select(one => (JsonNode)one)]),
        ["link"] = FirstLink,
        ["message"] = Message.DeepClone(),
    };

    [GeneratedRegex("""https?://[^\s"'<>]+""")]
    private static partial Regex Link();
}

/// <summary>Mails in the database.</summary>
internal static class MailStore
{
    private static readonly string[] _kinds = ["toRecipients", "ccRecipients", "bccRecipients"];

    public static List<StoredMail> All(Session session, long after = 0) => session.All($"SELECT * FROM mails WHERE id > {after} ORDER BY id", Map);

    public static StoredMail? Find(Session session, long id) => session.First($"SELECT * FROM mails WHERE id = {id}", Map);

    public static int Add(Session session, StoredMail mail, bool kept) => session.Run(
        $"""
        INSERT INTO mails (mailbox, sentBy, sent, subject, recipients, message, kept) VALUES ({mail.Mailbox}, {mail.SentBy}, {mail.Sent},
          {mail.Subject}, {string.Join(' ', mail.Recipients)}, {Wire.Text(mail.Message)}, {kept})
        """);

    public static List<string> Recipients(JsonObject message) =>
    [
        .. _kinds
            .SelectMany(name => message[name] as JsonArray ?? [])
            .Select(one => ((one as JsonObject)?["emailAddress"] as JsonObject)?.String("address"))
            .OfType<string>(),
    ];

    private static StoredMail Map(SqliteDataReader row) => new(
        row.Number("id"), row.Text("mailbox"), row.Text("sentBy"), row.Text("sent"), row.Text("subject"),
        row.Text("recipients").Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Json("message"));
}
