using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A request that waits, as a mail names it.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Due">Until when; null when there is no day.</param>
/// <param name="Link">Its page.</param>
public sealed record WaitingLink(string Title, DateOnly? Due, Uri Link);

/// <summary>Mails about requests that wait already: reminders, what came together, and word to the next higher.</summary>
public static class RequestMail
{
    /// <summary>Reminds of what waits: one mail, however much it is; nobody to remind is not a failure.</summary>
    /// <param name="mail">Writes mails.</param>
    /// <param name="to">Who is reminded.</param>
    /// <param name="waiting">What waits; one at least.</param>
    /// <param name="everything">Page with everything that waits for a person.</param>
    /// <param name="key">Key of the mail.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task RemindAsync(this MailRoom mail, IReadOnlyList<StaffMember> to, IReadOnlyList<WaitingLink> waiting, Uri everything, string key, CancellationToken cancellationToken) => to.Count == 0
        ? Task.CompletedTask : mail.SendAsync(to, () => waiting is [var one]
            ? new Letter(Text.Say("mail.remind.subject", one.Title), new Markup().Paragraph(Text.Say("mail.remind.what", one.Title, Day(one)))
                .Link(Text.Say("mail.ask.link"), one.Link).Paragraph(Text.Say("mail.signature")))
            : new Letter(Text.Say("mail.remind.many.subject", waiting.Count), Together(Text.Say("mail.remind.many.what", waiting.Count), waiting, everything)), key, cancellationToken);

    /// <summary>Asks those who are asked several things at once, in one mail.</summary>
    /// <param name="mail">Writes mails.</param>
    /// <param name="to">Who is asked.</param>
    /// <param name="waiting">Says what is asked, in the language of the mail.</param>
    /// <param name="everything">Page with everything that waits for a person.</param>
    /// <param name="key">Keys of the mails that this one stands for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task AskTogetherAsync(this MailRoom mail, IReadOnlyList<StaffMember> to, Func<IReadOnlyList<WaitingLink>> waiting, Uri everything, string key, CancellationToken cancellationToken) => mail.SendAsync(to, () =>
    {
        var asked = waiting();
        return new Letter(Text.Say("mail.together.subject", asked.Count), Together(Text.Say("mail.together.what", asked.Count), asked, everything));
    }, key, cancellationToken);

    /// <summary>Tells the next higher that something has long waited; nobody to tell is not a failure.</summary>
    public static Task EscalateAsync(this MailRoom mail, IReadOnlyList<StaffMember> to, string title, DateOnly due, IReadOnlyList<string> asked, string key, CancellationToken cancellationToken) => to.Count == 0
        ? Task.CompletedTask : mail.SendAsync(to, () => new Letter(Text.Say("mail.escalate.subject", title), new Markup()
            .Paragraph(Text.Say("mail.escalate.what", title, VietnamTime.Write(due), asked.Count > 0 ? string.Join(", ", asked) : "–"))
            .Paragraph(Text.Say("mail.escalate.next")).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);

    private static Markup Together(string what, IReadOnlyList<WaitingLink> waiting, Uri everything) => new Markup()
        .Paragraph(what)
        .Links(waiting.Select(one => (one.Due is null ? one.Title : Text.Say("mail.together.row", one.Title, Day(one)), one.Link.ToString())))
        .Link(Text.Say("mail.together.link"), everything)
        .Paragraph(Text.Say("mail.together.orList"))
        .Paragraph(Text.Say("mail.signature"));

    private static string Day(WaitingLink one) => one.Due is { } due ? VietnamTime.Write(due) : "–";
}
