namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>A save conflict: 409, before the write took effect, or although it did.</summary>
internal sealed class ConflictFault(string code) : RequestFault("conflict")
{
    public static ConflictFault Read(RuleMembers members) => new(members.Text("code") ?? "resourceModified");

    public override Task<Fate> StrikeAsync(Struck struck) => struck.RefuseAsync(new Refused(
        409, code, "Save Conflict. Your changes conflict with those made concurrently by another user. If you want your changes to be applied, click Back in your Web browser, refresh the page, and resubmit your changes."));
}
