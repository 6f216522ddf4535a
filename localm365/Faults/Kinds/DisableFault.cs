namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>A person is disabled in the directory, as an administrator would do it meanwhile: their tokens die at once.</summary>
internal sealed class DisableFault(string person) : RequestFault("disable")
{
    public static DisableFault Read(RuleMembers members) => new(members.Needed("person"));

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        struck.Tenant.Database.Write(session =>
        {
            if (session.Run($"UPDATE people SET enabled = 0 WHERE id = {person} OR upn = {person} COLLATE NOCASE") == 0)
                throw Refused.NotFound($"Nobody in the directory is '{person}'.");
        });
        return Task.FromResult(Fate.GoesOn);
    }
}
