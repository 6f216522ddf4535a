using System.Buffers.Text;
using System.Text;

namespace EmulationM365.LocalM365.Mail;

/// <summary>What is in a mailbox: the mails that came to it and those it sent and kept. Read by its owner, or by an app with the role for it.</summary>
internal static class MessageEndpoints
{
    private const string Inbox = "inbox";
    private const string Sent = "sentitems";
    private const string Kind = "users('user')/messages";

    public static IResult All(GraphCall call)
    {
        var folder = call.RouteValue("folder")?.ToLowerInvariant();
        if (folder is not (null or Inbox or Sent)) throw new Refused(404, "ErrorItemNotFound", "The folder was not found; a mailbox has inbox and sentitems.");
        var filter = call.Options.Filter is { } text ? Filter.Parse(text) : null;
        var order = call.Options.OrderBy ?? "receivedDateTime desc";
        if (order is not ("receivedDateTime" or "receivedDateTime asc" or "receivedDateTime desc" or "sentDateTime desc")) throw new Refused(400, "ErrorInvalidProperty", "Messages are sorted by receivedDateTime.");
        var address = Open(call, toWrite: false);
        var found = call.Read(session => In(session, address, folder));
        if (!order.EndsWith("desc", StringComparison.Ordinal)) found.Reverse();
        var rows = found.Select(entry => entry.ToMessage(address)).Where(row => filter?.Passes(row) != false).ToList();
        var (page, next) = Page.Of(call, rows, row => row, usual: 10);
        return call.Many(page, Kind, next);
    }

    public static IResult Get(GraphCall call, string message) => call.One(Find(call, message, toWrite: false).Entry.ToMessage(Open(call, toWrite: false)), Kind + "/$entity");

    /// <summary>Of a message that came, only whether it was read can be changed here.</summary>
    public static IResult Change(GraphCall call, string message)
    {
        var (entry, address) = Find(call, message, toWrite: true);
        foreach (var (name, _) in call.Body)
            if (!name.StartsWith('@') && name != "isRead") throw new Refused(400, "ErrorInvalidPropertySet", $"The property '{name}' cannot be changed.");
        if (call.Body["isRead"] is not JsonValue read || !read.TryGetValue<bool>(out var isRead)) throw new Refused(400, "ErrorInvalidRequest", "isRead is true or false.");
        call.Write(session =>
        {
            MailStore.MarkRead(session, entry.Mail.Id, address, isRead);
            return true;
        });
        return call.One((entry with { IsRead = isRead }).ToMessage(address), Kind + "/$entity");
    }

    public static IResult Value(GraphCall call, string message)
    {
        var entry = Find(call, message, toWrite: false).Entry;
        var mime = call.Read(session => MailStore.Mime(session, entry.Mail));
        return Results.Bytes(entry.IsSent ? mime : MailMime.WithoutBcc(mime), "text/plain");
    }

    public static IResult Attachments(GraphCall call, string message)
    {
        var files = Find(call, message, toWrite: false).Entry.Mail.Message["attachments"] as JsonArray ?? [];
        return call.Many(files.OfType<JsonObject>().Select((file, at) =>
        {
            var row = file.DeepClone().AsObject();
            row["id"] = at.ToString(CultureInfo.InvariantCulture);
            row["size"] = (row.String("contentBytes") ?? "").Length / 4 * 3;
            return row;
        }), Kind + "('message')/attachments");
    }

    private static List<MessageEntry> In(Session session, string address, string? folder)
    {
        var read = MailStore.Read(session, address);
        var came = folder == Sent ? [] : MailStore.To(session, address).Select(mail => new MessageEntry(mail, IsSent: false, read.Contains(mail.Id)));
        var sent = folder == Inbox ? [] : MailStore.From(session, address).Select(mail => new MessageEntry(mail, IsSent: true, IsRead: true));
        return [.. came.Concat(sent).OrderByDescending(entry => entry.Mail.Id)];
    }

    private static (MessageEntry Entry, string Address) Find(GraphCall call, string key, bool toWrite)
    {
        var address = Open(call, toWrite);
        var entry = call.Read(session => In(session, address, null)).Find(entry => entry.Key == key);
        return entry is null ? throw new Refused(404, "ErrorItemNotFound", "The specified object was not found in the store.") : (entry, address);
    }

    private static string Open(GraphCall call, bool toWrite)
    {
        var mailbox = call.RouteValue("mailbox") ?? UserEndpoints.Own(call);
        var person = call.Read(session => DirectoryStore.Person(session, mailbox));
        var may = toWrite ? MailEndpoints.MayUse(call, person, mailbox, "Mail.ReadWrite") : MailEndpoints.MayUse(call, person, mailbox, "Mail.Read", "Mail.ReadWrite");
        return may ? MailEndpoints.Address(call, mailbox, person) : throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    /// <summary>A mail as it lies in one mailbox.</summary>
    private sealed record MessageEntry(StoredMail Mail, bool IsSent, bool IsRead)
    {
        public string Key => "AAMk" + Base64Url.EncodeToString(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{(IsSent ? "out" : "in")}:{Mail.Id}")));

        public JsonObject ToMessage(string address)
        {
            var (text, sender) = (Mail.IsHtml ? MailMime.Plain(Mail.Body) : Mail.Body, Person(Mail.Mailbox));
            return new JsonObject
            {
                ["id"] = Key,
                ["receivedDateTime"] = Mail.Sent,
                ["sentDateTime"] = Mail.Sent,
                ["hasAttachments"] = Mail.Message["attachments"] is JsonArray { Count: > 0 },
                ["internetMessageId"] = $"<{MailMime.Id(Mail)}>",
                ["subject"] = Mail.Subject,
                ["bodyPreview"] = text.Length > 255 ? text[..255] : text,
                ["importance"] = Mail.Message.String("importance") ?? "normal",
                ["parentFolderId"] = IsSent ? Sent : Inbox,
                ["isRead"] = IsRead,
                ["isDraft"] = false,
                ["body"] = new JsonObject { ["contentType"] = Mail.IsHtml ? "html" : "text", ["content"] = Mail.Body },
                ["sender"] = sender,
                ["from"] = sender.DeepClone(),
                ["toRecipients"] = Kept("toRecipients"),
                ["ccRecipients"] = Kept("ccRecipients"),
                // who came blind sees only themselves
                ["bccRecipients"] = IsSent ? Kept("bccRecipients") : new JsonArray([.. MailStore.Addresses(Mail.Message, "bccRecipients").Where(one => one.Equals(address, StringComparison.OrdinalIgnoreCase)).Select(Person)]),
                ["replyTo"] = Kept("replyTo"),
            };
        }

        private JsonNode Kept(string kind) => Mail.Message[kind]?.DeepClone() ?? new JsonArray();

        private static JsonObject Person(string address) => new() { ["emailAddress"] = new JsonObject { ["name"] = address, ["address"] = address } };
    }
}
