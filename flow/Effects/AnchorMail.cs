using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Sends the anchor of a day, once. What became of a sending may be unknown, and then it is sent again with the next round of the night; the anchor of the next day says all that this one says.
/// </summary>
public sealed class AnchorMail(Post post, Ledger ledger, TimeProvider time)
{
    /// <summary>Sends it unless it was sent.</summary>
    /// <returns>It is known to be on its way.</returns>
    public Task<bool> SendAsync(string to, Anchor anchor, byte[]? key, bool damaged, CancellationToken cancellationToken) => new ClockMail(ledger, time).SendAsync(
        $"anchor:{anchor.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", "anchor", effect => post.SendAsync(Mail(to, anchor, key, damaged, effect), cancellationToken), cancellationToken);

    private static OutgoingMail Mail(string to, Anchor anchor, byte[]? key, bool damaged, string effect) => new(
        [to], Text.Vi(damaged ? "mail.anchor.subject.damaged" : "mail.anchor.subject", anchor.Site, anchor.Year, VietnamTime.Write(anchor.Day)),
        new Markup().Paragraph(Text.Vi("mail.anchor.what", anchor.Heads.Count, anchor.Events)).Paragraph(Text.Vi("mail.anchor.keep")).Lines(anchor.Lines(key)).Paragraph(Text.Vi("mail.signature")).Html, effect);
}
