using System.Text;
using MimeKit;
using MimeKit.Text;

namespace EmulationM365.LocalM365.Mail;

/// <summary>Mail as the internet writes it (RFC 5322 and 2045), from Graph's JSON and back.</summary>
internal static class MailMime
{
    /// <summary>The same mail gives the same bytes every time.</summary>
    public static byte[] Write(StoredMail mail)
    {
        var message = new MimeMessage
        {
            Date = DateTimeOffset.Parse(mail.Sent, CultureInfo.InvariantCulture),
            MessageId = Id(mail),
            Subject = mail.Subject,
            Importance = mail.Message.String("importance") switch { "high" => MessageImportance.High, "low" => MessageImportance.Low, _ => MessageImportance.Normal },
        };
        message.From.Add(MailboxAddress.Parse(mail.Mailbox));
        Fill(message.To, mail.Message, "toRecipients");
        Fill(message.Cc, mail.Message, "ccRecipients");
        Fill(message.Bcc, mail.Message, "bccRecipients");
        Fill(message.ReplyTo, mail.Message, "replyTo");
        foreach (var header in (mail.Message["internetMessageHeaders"] as JsonArray ?? []).OfType<JsonObject>())
            message.Headers.Add(header.String("name")!, header.String("value") ?? "");
        message.Body = Body(mail);
        Name(message, mail.Id);
        message.Prepare(EncodingConstraint.SevenBit);
        return Bytes(message);
    }

    /// <summary>The mail as one of its receivers has it.</summary>
    public static byte[] WithoutBcc(byte[] mime)
    {
        using var bytes = new MemoryStream(mime);
        var message = MimeMessage.Load(bytes);
        message.Bcc.Clear();
        return Bytes(message);
    }

    /// <summary>The id that a mail has on the internet.</summary>
    public static string Id(StoredMail mail) => string.Create(CultureInfo.InvariantCulture, $"{mail.Id}.local@{mail.Mailbox.Split('@')[^1]}");

    /// <summary>The message in Graph's JSON; null when the bytes are no mail.</summary>
    public static JsonObject? Read(byte[] mime)
    {
        try
        {
            using var bytes = new MemoryStream(mime);
            return Json(MimeMessage.Load(bytes));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>What people can read of a text with markup.</summary>
    public static string Plain(string html)
    {
        var text = new StringBuilder();
        using var reader = new StringReader(html);
        var tokens = new HtmlTokenizer(reader) { DecodeCharacterReferences = true };
        while (tokens.ReadNextToken(out var token))
        {
            if (token is HtmlDataToken { Kind: HtmlTokenKind.Data } data) text.Append(data.Data);
            else if (token is HtmlTagToken { Id: HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.TR } tag && (tag.IsEndTag || tag.Id == HtmlTagId.Br)) text.Append('\n');
        }

        return text.ToString().Trim();
    }

    private static byte[] Bytes(MimeMessage message)
    {
        using var bytes = new MemoryStream();
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        message.WriteTo(format, bytes);
        return bytes.ToArray();
    }

    private static void Fill(InternetAddressList list, JsonObject message, string kind)
    {
        foreach (var one in (message[kind] as JsonArray ?? []).OfType<JsonObject>())
            if (one["emailAddress"] is JsonObject address && address.String("address") is { } at) list.Add(new MailboxAddress(address.String("name"), at));
    }

    private static MimeEntity Body(StoredMail mail)
    {
        var body = new BodyBuilder { TextBody = mail.IsHtml ? Plain(mail.Body) : mail.Body, HtmlBody = mail.IsHtml ? mail.Body : null };
        foreach (var file in (mail.Message["attachments"] as JsonArray ?? []).OfType<JsonObject>())
        {
            var type = MimeKit.ContentType.TryParse(file.String("contentType") ?? "", out var known) ? known : new MimeKit.ContentType("application", "octet-stream");
            var files = file.Flag("isInline") ? body.LinkedResources : body.Attachments;
            var part = files.Add(file.String("name") ?? "attachment", Convert.FromBase64String(file.String("contentBytes") ?? ""), type);
            if (file.String("contentId") is { Length: > 0 } id) part.ContentId = id;
        }

        return body.ToMessageBody();
    }

    /// <summary>Boundaries of our own instead of random ones.</summary>
    private static void Name(MimeMessage message, long id)
    {
        var number = 0;
        using var parts = new MimeIterator(message);
        while (parts.MoveNext())
            if (parts.Current is Multipart several) several.Boundary = string.Create(CultureInfo.InvariantCulture, $"=-local-{id}-{++number}");
    }

    private static JsonObject Json(MimeMessage mime)
    {
        var html = mime.HtmlBody;
        var message = new JsonObject
        {
            ["subject"] = mime.Subject ?? "",
            ["importance"] = mime.Importance switch { MessageImportance.High => "high", MessageImportance.Low => "low", _ => "normal" },
            ["body"] = new JsonObject { ["contentType"] = html is null ? "text" : "html", ["content"] = html ?? mime.TextBody ?? "" },
            ["toRecipients"] = People(mime.To),
            ["ccRecipients"] = People(mime.Cc),
            ["bccRecipients"] = People(mime.Bcc),
            ["replyTo"] = People(mime.ReplyTo),
            ["attachments"] = new JsonArray([.. mime.Attachments.OfType<MimePart>().Select(File)]),
        };
        if (mime.From.Mailboxes.FirstOrDefault() is { } from) message["from"] = Person(from);
        var own = mime.Headers.Where(header => header.Field.StartsWith("x-", StringComparison.OrdinalIgnoreCase)).ToList();
        if (own.Count > 0) message["internetMessageHeaders"] = new JsonArray([.. own.Select(header => (JsonNode)new JsonObject { ["name"] = header.Field, ["value"] = header.Value })]);
        return message;
    }

    private static JsonArray People(InternetAddressList list) => new([.. list.Mailboxes.Select(Person)]);

    private static JsonNode Person(MailboxAddress one) => new JsonObject { ["emailAddress"] = new JsonObject { ["name"] = one.Name ?? one.Address, ["address"] = one.Address } };

    private static JsonNode File(MimePart part)
    {
        using var bytes = new MemoryStream();
        part.Content?.DecodeTo(bytes);
        return new JsonObject
        {
            ["@odata.type"] = MailRules.FileAttachment, ["name"] = part.FileName ?? "attachment", ["contentType"] = part.ContentType.MimeType,
            ["contentBytes"] = Convert.ToBase64String(bytes.ToArray()),
        };
    }
}
