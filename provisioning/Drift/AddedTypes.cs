using EmulationM365.Schema;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Content types that people added to a list of ours.</summary>
internal static class AddedTypes
{
    private static readonly string[] BuiltIn = ["0x01", "0x0101", "0x0120", "0x0105"];

    public static IEnumerable<DriftFinding> Of(DriftFound found) =>
        from pair in found.Lists
        from type in found.Site.ContentTypes.GetValueOrDefault(pair.List.Id, [])
        where !BuiltIn.Contains(type.ParentId) && pair.Schema.ContentTypeKey(type.Name) is null && !found.Steps.OfType<RenameContentType>().Any(rename => rename.TypeId == type.Id)
        select DriftFinding.Of(DriftKind.TypeAdded, found.At(pair.Schema), type.Name);
}
