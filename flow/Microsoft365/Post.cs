using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;

namespace EmulationM365.Microsoft365;

/// <summary>A mail to send.</summary>
/// <param name="To">Addresses, all visible.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Html">Body.</param>
/// <param name="Key">Key of the effect, sent in a header so that a copy can be known as one.</param>
public sealed record OutgoingMail(IReadOnlyList<string> To, string Subject, string Html, string Key);

/// <summary>Sends mail from the one mailbox that we may use.</summary>
public sealed class Post(Tenancy tenancy)
{
    /// <summary>Sends once; the library repeats nothing.</summary>
    /// <exception cref="M365Exception"><see cref="Failure.Unknown"/> when it may have gone out or not.</exception>
    public Task SendAsync(OutgoingMail mail, CancellationToken cancellationToken) => Failures.Named("send a mail", async () =>
    {
        var message = new Message
        {
            Subject = mail.Subject,
            Body = new ItemBody { ContentType = BodyType.Html, Content = mail.Html },
            ToRecipients = [.. mail.To.Select(address => new Recipient { EmailAddress = new EmailAddress { Address = address } })],
            InternetMessageHeaders = [new InternetMessageHeader { Name = "x-emulation-effect", Value = mail.Key }],
        };
        await tenancy.Graph.Users[tenancy.Options.Mailbox].SendMail.PostAsync(new SendMailPostRequestBody { Message = message, SaveToSentItems = true }, cancellationToken: cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>
    /// Whether we may send, found out without sending: a message to nobody is refused for what it lacks when we may, and for who we are when we may not. It cannot go out.
    /// </summary>
    /// <returns>Null when we may.</returns>
    public async Task<M365Exception?> RefusalAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(new OutgoingMail([], "doctor", "", "doctor"), cancellationToken);
            return null;
        }
        catch (M365Exception refused) when (refused.Failure == Failure.Refused && refused.Message.Contains("Recipient", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        catch (M365Exception refused)
        {
            return refused;
        }
    }
}
