using System.Diagnostics;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>The process ends, as in a power cut.</summary>
internal sealed class KillFault() : RequestFault("kill")
{
    public static KillFault Read(RuleMembers members)
    {
        // what a status would say is let pass, so that one script serves several kinds
        StatusFault.Read(members);
        return new KillFault();
    }

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        Process.GetCurrentProcess().Kill();
        return Task.FromResult(Fate.Lost);
    }
}
