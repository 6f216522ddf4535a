namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>The connection is cut without an answer.</summary>
internal sealed class ResetFault() : RequestFault("reset")
{
    public static ResetFault Read(RuleMembers members)
    {
        StatusFault.Read(members);
        return new ResetFault();
    }

    public override Task<Fate> StrikeAsync(Struck struck) => Task.FromResult(Fate.Lost);
}
