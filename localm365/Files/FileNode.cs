namespace EmulationM365.LocalM365.Files;

/// <summary>What makes a list item a folder or a file; <c>Parent</c> 0 is the root of the library.</summary>
internal sealed record FileNode(long Item, long Parent, string Name, bool Folder, string Type, long Size, long Children);
