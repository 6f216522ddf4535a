using EmulationM365.LocalM365.Faults.Kinds;
using EmulationM365.LocalM365.Faults.Notices;

namespace EmulationM365.LocalM365.Faults;

/// <summary>Every kind of fault by its name. <c>docs/localm365-faults.md</c> says of each what it takes and which fact it follows.</summary>
internal static class FaultKinds
{
    private static readonly Dictionary<string, Func<RuleMembers, IFault>> _all = new()
    {
        ["status"] = StatusFault.Read,
        ["kill"] = members => KillFault.Read(members),
        ["reset"] = members => ResetFault.Read(members),
        ["torn"] = TornFault.Read,
        ["batch"] = BatchFault.Read,
        ["gone"] = _ => new GoneFault(),
        ["lock"] = LockFault.Read,
        ["conflict"] = ConflictFault.Read,
        ["hold"] = _ => new HoldFault(),
        ["stale"] = StaleFault.Read,
        ["schema"] = SchemaFault.Read,
        ["disable"] = DisableFault.Read,
        ["subscriptionRemoved"] = members => SubscriptionFault.Read(members, "subscriptionRemoved"),
        ["subscriptionExpired"] = members => SubscriptionFault.Read(members, "subscriptionExpired"),
        ["lost"] = _ => new LostNotice(),
        ["duplicate"] = DuplicateNotice.Read,
        ["late"] = LateNotice.Read,
        ["reorder"] = ReorderNotice.Read,
        ["misdirect"] = MisdirectNotice.Read,
    };

    /// <summary>The fault a rule asks for; a status when it names no kind.</summary>
    public static IFault Read(RuleMembers members) => _all[members.OneOf("kind", "status", [.. _all.Keys])](members);
}
