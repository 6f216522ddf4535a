using System.Text;

namespace EmulationM365.LocalM365.Mail;

/// <summary><c>POST /users/{mailbox}/sendMail</c>, as JSON or as MIME: accepted is not delivered, and nothing leaves the machine.</summary>
internal static class MailEndpoints
{
    public static Task<IResult> SendAsync(HttpContext http, string mailbox, CancellationToken cancellationToken) => AcceptAsync(http, _ => mailbox, cancellationToken);

    public static Task<IResult> SendMineAsync(HttpContext http, CancellationToken cancellationToken) => AcceptAsync(http, UserEndpoints.Own, cancellationToken);

    /// <summary>The mail as MIME, for tests and the curious.</summary>
    public static IResult Mime(Tenant tenant, long mail) => tenant.Database.Read(session => MailStore.Find(session, mail) is { } found
        ? Results.Bytes(MailStore.Mime(session, found), "message/rfc822")
        : Results.NotFound("No mail has this number."));

    /// <summary>The address of a mailbox that is named by the id or name of a person, or by itself.</summary>
    internal static string Address(GraphCall call, string mailbox, Person? person)
    {
        if (person is null && !call.Read(session => DirectoryStore.IsMailbox(session, mailbox)))
            throw new Refused(404, "ErrorInvalidUser", $"The requested user '{mailbox}' is invalid.");
        return person?.Mail ?? person?.Upn ?? mailbox;
    }

    /// <summary>Whether the caller may use a mailbox: its owner, or an app with the role that is not kept from this mailbox.</summary>
    internal static bool MayUse(GraphCall call, Person? person, string mailbox, params ReadOnlySpan<string> roles)
    {
        if (!call.Caller.IsApp) return person?.Id == call.Caller.Id;
        var allowed = false;
        foreach (var role in roles) allowed |= call.Caller.Roles.Contains(role);
        if (!allowed) return false;
        var limits = call.Read(session => DirectoryStore.App(session, call.Caller.AppId))?.Mailboxes;
        var address = person?.Mail ?? person?.Upn ?? mailbox;
        return limits is null || limits.Contains(address, StringComparer.OrdinalIgnoreCase) || limits.Contains(mailbox, StringComparer.OrdinalIgnoreCase);
    }

    private static async Task<IResult> AcceptAsync(HttpContext http, Func<GraphCall, string> mailbox, CancellationToken cancellationToken)
    {
        if (http.Request.Body is { CanSeek: true, Length: > MailRules.MostBytes }) throw new Refused(413, "ErrorMessageSizeExceeded", "The message exceeds the maximum supported size.");
        // MIME comes as base64 text, which is no JSON to be read
        var isMime = http.Request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;
        var call = isMime ? GraphCall.For(http, (Caller)http.Items[typeof(Caller)]!) : (await GraphCall.BindAsync(http))!;
        return Accepted(call, mailbox(call), isMime ? await MimeAsync(http, cancellationToken) : null);
    }

    private static IResult Accepted(GraphCall call, string mailbox, byte[]? mime)
    {
        // the SDK writes Message and SaveToSentItems, the documentation message and saveToSentItems
        var message = mime is null ? call.Body.Find("message") as JsonObject : MailMime.Read(mime);
        if (message is null)
            throw mime is null ? new Refused(400, "ErrorInvalidRequest", "The message is missing.") : new Refused(400, "ErrorMimeContentInvalid", "The MIME content is not a message.");
        var person = call.Read(session => DirectoryStore.Person(session, mailbox));
        if (!MayUse(call, person, mailbox, "Mail.Send")) throw new Refused(403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
        var address = Address(call, mailbox, person);
        var recipients = MailRules.Check(message, address);
        var kept = mime is not null || call.Body.Find("saveToSentItems") is not JsonValue save || !save.TryGetValue<bool>(out var flag) || flag;
        var mail = new StoredMail(0, address, call.Caller.Identity, call.Now, message.String("subject") ?? "", recipients, message);
        call.Write(session =>
        {
            MailStore.Add(session, mail, kept, mime);
            return true;
        });
        return Results.StatusCode(202);
    }

    private static async Task<byte[]> MimeAsync(HttpContext http, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.ASCII);
        try
        {
            return Convert.FromBase64String(await reader.ReadToEndAsync(cancellationToken));
        }
        catch (FormatException)
        {
            throw new Refused(400, "ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        }
    }
}
