using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>What a night found of the history of a site.</summary>
/// <param name="Faults">What is wrong, by case.</param>
/// <param name="Compared">There was an anchor to compare with, and it could be believed.</param>
/// <param name="Forged">The remembered anchor was changed or taken away by somebody.</param>
/// <param name="Next">The anchor to keep from now on.</param>
public sealed record HistoryFound(IReadOnlyList<HistoryFault> Faults, bool Compared, bool Forged, Anchor Next)
{
    /// <summary>Cases whose history cannot be believed.</summary>
    public IReadOnlySet<string> Damaged { get; } = Faults.Select(fault => fault.CaseId).ToHashSet();
}

/// <summary>Judges the history of a site by itself and by the last anchor, tells the office, and keeps the next anchor in the site and outside.</summary>
public sealed class NightAnchors(SiteFlow flow, Tenancy tenancy, TimeProvider time)
{
    private const int Named = 40;
    private readonly AnchorMemory _memory = new(flow.State, flow.Site.Year);

    /// <summary>Judges.</summary>
    /// <param name="history">What is there.</param>
    /// <param name="again">There was a night before this one.</param>
    /// <param name="today">Day in Vietnam.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<HistoryFound> JudgeAsync(History history, bool again, DateOnly today, CancellationToken cancellationToken)
    {
        var lines = await _memory.LoadAsync(cancellationToken);
        var once = lines is null ? null : Anchor.Read(lines);
        // A memory without a seal was made before there was a key: it is compared with, and the next one is sealed.
        var forged = once is null ? lines is not null || again : tenancy.Options.AnchorKeyBytes is { } key && once.Seal is not null && !once.IsSealedBy(key);
        if (forged) once = null;
        List<HistoryFault> faults = [.. history.Faults, .. history.Against(once?.Heads ?? [])];
        var before = once ?? new Anchor(flow.Site.Path, flow.Site.Year, today, []);
        return new HistoryFound(faults, once is not null, forged, before.Next(faults.Select(fault => fault.CaseId).ToHashSet(), history.Heads, today));
    }

    /// <summary>Shows the office what is wrong, and closes what was shown when it is put right.</summary>
    public async Task TellAsync(HistoryFound found, CancellationToken cancellationToken)
    {
        // People close this one: the system cannot see that somebody compared the site with a mail.
        if (found.Forged) await flow.Attention.RaiseAsync(new Trouble($"anchor-{flow.Site.Year}", "", Text.Vi("trouble.anchor.title"), Text.Vi("trouble.anchor.why")), cancellationToken);
        var key = $"history-{flow.Site.Year}";
        if (found.Faults.Count == 0) await flow.Attention.SettleAsync(key, cancellationToken);
        else await flow.Attention.RaiseAsync(new Trouble(key, "", Text.Vi("trouble.history.title", found.Damaged.Count), Words(found)), cancellationToken);
    }

    /// <summary>Remembers the anchor and sends it.</summary>
    /// <returns>It is known to have been sent.</returns>
    public async Task<bool> KeepAsync(HistoryFound found, CancellationToken cancellationToken)
    {
        var (options, key) = (tenancy.Options, tenancy.Options.AnchorKeyBytes);
        await _memory.SaveAsync(string.Join('\n', found.Next.Shortened().Lines(key)), cancellationToken);
        return options.AnchorMailbox.Length > 0
            && await new AnchorMail(new Post(tenancy), flow.Ledger, time).SendAsync(options.AnchorMailbox, found.Next, key, found.Faults.Count > 0, cancellationToken);
    }

    private static string Words(HistoryFound found)
    {
        var named = found.Faults.GroupBy(fault => fault.CaseId).Take(Named)
            .Select(of => string.Join("; ", of.Take(3).Select(fault => Text.Vi($"damage.{fault.Damage.ToString().ToLowerInvariant()}", fault.CaseId, fault.Seq)))).ToList();
        var more = found.Damaged.Count > Named ? $"\n{Text.Vi("trouble.history.more", found.Damaged.Count - Named)}" : "";
        return $"{Text.Vi("trouble.history.why")}\n{string.Join('\n', named)}{more}\n{Text.Vi("trouble.history.todo")}";
    }
}
