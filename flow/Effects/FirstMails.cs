using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>
/// The mails that ask: at once while people work and have had few today; else kept back, in the ledger, until the next morning or the next hour at which what was kept back goes out. What is
/// kept back for the same people goes out in one mail.
/// </summary>
public sealed class FirstMails(Ledger ledger, MailRoom mail, CasesAsWritten cases, Uri publicBase, TimeProvider time)
{
    private readonly MailCount _count = new();

    private sealed record Kept(CaseState State, OpenRequest Request, PutOffEffect Effect);

    /// <summary>The mail waits, and when it goes is written down.</summary>
    public async Task<bool> WaitsAsync(CaseState state, MailRequest ask, IReadOnlyDictionary<string, Item> known, Reference reference, CancellationToken cancellationToken)
    {
        // What somebody began is theirs, or goes on.
        if (known.TryGetValue(Ledger.KeyOf(state.CaseId, ask.Key), out var row) && !Ledger.IsPutOff(row)) return false;
        var now = time.GetUtcNow();
        if (row?.Instant(EffectLedger.NextDue) > now) return true;
        var rules = RulesOf(reference);
        // Kept back once because it was too much, it goes now.
        var many = row is null && _count.Many(RequestPlacer.AskedOf(state, ask.Request, reference), VietnamTime.DayOf(now), rules.Singles);
        if (MailTiming.Until(now, reference.WorkingDays, ReminderRun.RulesOf(reference), rules, many) is not { } until) return false;
        await ledger.PutOffAsync(state.CaseId, ask, row, until, cancellationToken);
        return true;
    }

    /// <summary>Sends one.</summary>
    public async Task AskAsync(CaseState state, OpenRequest request, Reference reference, string key, CancellationToken cancellationToken)
    {
        await mail.AskAsync(state, request, reference, key, cancellationToken);
        _count.Sent(RequestPlacer.AskedOf(state, request, reference), VietnamTime.DayOf(time.GetUtcNow()));
    }

    /// <summary>Of what was kept back and is due, sends together what goes to the same people. What is alone is left to its case.</summary>
    /// <param name="due">Rows of the ledger that are due.</param>
    /// <param name="lists">The settings lists; asked only if needed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task TogetherAsync(IReadOnlyList<Item> due, ReferenceLists lists, CancellationToken cancellationToken)
    {
        var rows = due.Where(row => Ledger.IsPutOff(row) && row.Text(EffectLedger.EffectKey).StartsWith(Ledger.KeyOf(row.Text(EffectLedger.CaseId), "mail:"), StringComparison.Ordinal)).ToList();
        if (rows.Count < 2) return;
        var reference = await lists.GetAsync(cancellationToken);
        // It is quiet again, on a day off that was entered since: each case sees to it.
        var now = time.GetUtcNow();
        if (RulesOf(reference).Waits && Reminders.Quiet(now, reference.WorkingDays, ReminderRun.RulesOf(reference))) return;
        var kept = new List<Kept>();
        foreach (var row in rows)
        {
            if (await KeptAsync(row, cancellationToken) is { } one) kept.Add(one);
        }

        foreach (var same in kept.GroupBy(one => string.Join('\n', RequestPlacer.AskedOf(one.State, one.Request, reference).Select(member => member.StaffKey).Order(StringComparer.Ordinal))).Where(same => same.Key.Length > 0 && same.Count() > 1))
            await SendAsync([.. same], reference, cancellationToken);
    }

    private Task SendAsync(IReadOnlyList<Kept> kept, Reference reference, CancellationToken cancellationToken)
    {
        var to = RequestPlacer.AskedOf(kept[0].State, kept[0].Request, reference);
        return ledger.SeeToTogetherAsync([.. kept.Select(one => one.Effect)], async claimed =>
        {
            var mine = kept.Where(one => claimed.Contains(one.Effect)).ToList();
            await mail.AskTogetherAsync(to, () => [.. mine.Select(one => new WaitingLink(
                Headings.Title(one.State, one.Request.Kind, reference), Headings.Due(one.State, one.Request, reference), Locator.Address(publicBase, one.Request)))],
                Locator.Everything(publicBase), string.Join(' ', claimed.Select(effect => effect.RowKey)), cancellationToken);
            _count.Sent(to, VietnamTime.DayOf(time.GetUtcNow()));
        }, cancellationToken);
    }

    /// <summary>What a row keeps back; null when nothing waits for it any more.</summary>
    private async Task<Kept?> KeptAsync(Item row, CancellationToken cancellationToken)
    {
        var caseId = row.Text(EffectLedger.CaseId);
        try
        {
            if (!AnyCase.IsId(caseId) || await cases.LoadAsync(caseId, cancellationToken) is not { Request: { } request } state) return null;
            var effect = new MailRequest(request);
            return Ledger.KeyOf(caseId, effect.Key) == row.Text(EffectLedger.EffectKey) ? new Kept(state, request, new PutOffEffect(caseId, effect, row)) : null;
        }
        catch (UnknownEventException)
        {
            // The case is stopped; it says so by itself.
            return null;
        }
    }

    private static MailRules RulesOf(Reference reference) => MailRules.Read(
        reference.Setting(MailRules.WaitsSetting, ""), reference.Setting(MailRules.SinglesSetting, ""), reference.Setting(MailRules.TogetherSetting, ""));
}
