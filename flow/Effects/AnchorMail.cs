using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>The anchor of a day is in a mailbox outside the site.</summary>
/// <param name="Attempt">Which of the day's attempts it is; the next is begun when nobody knows what became of the one before.</param>
public sealed record MailAnchor(int Attempt) : Effect($"mail:anchor:{Attempt}", EffectClass.MustArrive);

/// <summary>
/// Sends the anchor of a day, once. What became of a sending may be unknown, and then it is sent again with the next round of the night; the anchor of the next day says all that this one says.
/// </summary>
public sealed class AnchorMail(Post post, Ledger ledger, TimeProvider time)
{
    private const int Attempts = 3;

    /// <summary>Sends it unless it was sent.</summary>
    /// <returns>It is known to be on its way.</returns>
    public async Task<bool> SendAsync(string to, Anchor anchor, byte[]? key, bool damaged, CancellationToken cancellationToken)
    {
        var caseId = $"anchor:{anchor.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        for (var attempt = 1; attempt <= Attempts; attempt++)
        {
            var (effect, known) = (new MailAnchor(attempt), await ledger.LoadAsync(caseId, cancellationToken));
            var row = known.GetValueOrDefault(Ledger.KeyOf(caseId, effect.Key));
            if (row?.Text(EffectLedger.State) == "done") return true;
            if (row is not null && row.Instant(EffectLedger.ClaimedAt) + Ledger.Lease <= time.GetUtcNow()) continue;
            if (row is null) await ledger.SeeToAsync(caseId, effect, known, () => post.SendAsync(Mail(to, anchor, key, damaged, Ledger.KeyOf(caseId, effect.Key)), cancellationToken), cancellationToken);
            return (await ledger.LoadAsync(caseId, cancellationToken)).GetValueOrDefault(Ledger.KeyOf(caseId, effect.Key))?.Text(EffectLedger.State) == "done";
        }

        return false;
    }

    private static OutgoingMail Mail(string to, Anchor anchor, byte[]? key, bool damaged, string effect) => new(
        [to], Text.Vi(damaged ? "mail.anchor.subject.damaged" : "mail.anchor.subject", anchor.Site, anchor.Year, VietnamTime.Write(anchor.Day)),
        new Markup().Paragraph(Text.Vi("mail.anchor.what", anchor.Heads.Count, anchor.Events)).Paragraph(Text.Vi("mail.anchor.keep")).Lines(anchor.Lines(key)).Paragraph(Text.Vi("mail.signature")).Html, effect);
}
