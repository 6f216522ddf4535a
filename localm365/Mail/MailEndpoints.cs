namespace EmulationM365.LocalM365.Mail;

/// <summary><c>POST /users/{mailbox}/sendMail</c>: accepted is not delivered, and nothing leaves the machine.</summary>
internal static class MailEndpoints
{
    private const int MostHeaders = 5;

    public static IResult Send(GraphCall call, string mailbox)
    {
        // the SDK writes Message and SaveToSentItems, the documentation message and saveToSentItems
        if (call.Body.Find("message") is not JsonObject message) throw new Refused(400, "ErrorInvalidRequest", "The message is missing.");
        var address = Sender(call, mailbox);
        CheckHeaders(message);
        var recipients = MailStore.Recipients(message);
        if (recipients.Count == 0) throw new Refused(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
        var kept = call.Body.Find("saveToSentItems") is not JsonValue save || !save.TryGetValue<bool>(out var flag) || flag;
        call.Write(session => MailStore.Add(session, new StoredMail(0, address, call.Caller.Identity, call.Now, message.String("subject") ?? "", recipients, message), kept));
        return Results.StatusCode(202);
    }

    private static string Sender(GraphCall call, string mailbox)
    {
        var person = call.Read(session => DirectoryStore.Person(session, mailbox));
        var address = person?.Mail ?? person?.Upn ?? mailbox;
        if (!MaySend(call, person, address, mailbox)) throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        if (person is null && !call.Read(session => DirectoryStore.IsMailbox(session, mailbox)))
            throw new Refused(404, "ErrorInvalidUser", $"The requested user '{mailbox}' is invalid.");
        return address;
    }

    private static bool MaySend(GraphCall call, Person? person, string address, string mailbox)
    {
        if (!call.Caller.IsApp) return person?.Id == call.Caller.Id;
        if (!call.Caller.Roles.Contains("Mail.Send")) return false;
        var limits = call.Read(session => DirectoryStore.App(session, call.Caller.AppId))?.Mailboxes;
        return limits is null || limits.Contains(address, StringComparer.OrdinalIgnoreCase) || limits.Contains(mailbox, StringComparer.OrdinalIgnoreCase);
    }

    private static void CheckHeaders(JsonObject message)
    {
        if (message["internetMessageHeaders"] is not JsonArray headers) return;
        var named = headers.All(header => (header as JsonObject)?.String("name")?.StartsWith("x-", StringComparison.OrdinalIgnoreCase) == true);
        if (headers.Count > MostHeaders)
            throw new Refused(400, "InvalidInternetMessageHeaderCollection", "Maximum number of headers in one message should be less than or equal to 5.");
        if (!named) throw new Refused(400, "InvalidInternetMessageHeader", "The internet message header name should start with 'x-' or 'X-'.");
    }
}
