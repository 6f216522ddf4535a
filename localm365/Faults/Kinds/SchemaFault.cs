using EmulationM365.LocalM365.Control;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>An owner changes a column in the browser while a request is on its way: renames it, deletes it, or makes it anew with another type.</summary>
internal sealed class SchemaFault(SchemaEdit edit) : RequestFault("schema")
{
    public static SchemaFault Read(RuleMembers members) => new(SchemaEdit.Read(members));

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        edit.Apply(struck.Tenant);
        return Task.FromResult(Fate.GoesOn);
    }
}
