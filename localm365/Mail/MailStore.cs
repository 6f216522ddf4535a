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
    public string? FirstLink => Link().Match(Script().Replace(Body, "")) is { Success: true } match ? WebUtility.HtmlDecode(match.Value) : null;

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

    /// <summary>What stands in a mail for machines: a card has addresses that are for no browser.</summary>
    [GeneratedRegex("<script.*?</script>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Script();

    [GeneratedRegex("""https?://[^\s"'<>]+""")]
    private static partial Regex Link();
}

/// <summary>Mails in the database.</summary>
internal static class MailStore
{
    private static readonly string[] _kinds = ["toRecipients", "ccRecipients", "bccRecipients"];

    public static List<StoredMail> All(Session session, long after = 0) => session.All($"SELECT * FROM mails WHERE id > {after} ORDER BY id", Map);

    public static StoredMail? Find(Session session, long id) => session.First($"SELECT * FROM mails WHERE id = {id}", Map);

    /// <summary>Keeps a mail; one that came as MIME is kept in that form as well.</summary>
    public static void Add(Session session, StoredMail mail, bool kept, byte[]? mime)
    {
        session.Run(
            $"""
            INSERT INTO mails (mailbox, sentBy, sent, subject, recipients, message, kept) VALUES ({mail.Mailbox}, {mail.SentBy}, {mail.Sent},
              {mail.Subject}, {string.Join(' ', mail.Recipients)}, {Wire.Text(mail.Message)}, {kept})
            """);
        if (mime is not null) session.Run($"INSERT INTO mail_mime VALUES (last_insert_rowid(), {mime})");
    }

    /// <summary>The mail as MIME: as it came, or made of what came.</summary>
    public static byte[] Mime(Session session, StoredMail mail) =>
        session.First($"SELECT mime FROM mail_mime WHERE mail = {mail.Id}", row => row.GetFieldValue<byte[]>(0)) ?? MailMime.Write(mail);

    /// <summary>What came to an address, newest first.</summary>
    public static List<StoredMail> To(Session session, string address) => session.All(
        $"SELECT * FROM mails WHERE instr(' ' || lower(recipients) || ' ', ' ' || lower({address}) || ' ') > 0 ORDER BY id DESC", Map);

    /// <summary>What was sent from an address and kept there, newest first.</summary>
    public static List<StoredMail> From(Session session, string address) =>
        session.All($"SELECT * FROM mails WHERE mailbox = {address} COLLATE NOCASE AND kept = 1 ORDER BY id DESC", Map);

    public static HashSet<long> Read(Session session, string address) =>
        [.. session.All($"SELECT mail FROM mail_read WHERE mailbox = {address}", row => row.GetInt64(0))];

    public static void MarkRead(Session session, long mail, string address, bool read) => session.Run(
        read ? $"INSERT OR IGNORE INTO mail_read VALUES ({mail}, {address})" : (FormattableString)$"DELETE FROM mail_read WHERE mail = {mail} AND mailbox = {address}");

    public static List<string> Recipients(JsonObject message) => [.. _kinds.SelectMany(kind => Addresses(message, kind))];

    /// <summary>The addresses under one member of a message.</summary>
    public static IEnumerable<string> Addresses(JsonObject message, string kind) => (message[kind] as JsonArray ?? [])
        .Select(one => ((one as JsonObject)?["emailAddress"] as JsonObject)?.String("address"))
        .OfType<string>();

    private static StoredMail Map(SqliteDataReader row) => new(
        row.Number("id"), row.Text("mailbox"), row.Text("sentBy"), row.Text("sent"), row.Text("subject"),
        row.Text("recipients").Split(' ', StringSplitOptions.RemoveEmptyEntries), row.Json("message"));
}
