namespace EmulationM365.LocalM365.Files;

/// <summary>
/// Where content goes: a name in a folder, or, without a name, the file itself; what happens when the name is taken, and which version has to be there.
/// </summary>
internal sealed record FilePlace(long At, string? Name, string Behavior, string? IfMatch)
{
    /// <summary>Writes the content there. A file that is there gets a new version, unless the behavior says otherwise.</summary>
    public (Item Item, bool Added) Put(OpenedList open, string type, byte[] content)
    {
        var there = There(open);
        if (there is null || (Name is not null && Behavior == "rename")) return (Add(open, there is not null, type, content), true);
        if (there.Folder || (Name is not null && Behavior == "fail")) throw FileNames.Taken();
        var present = open.Item(there.Item, toWrite: true);
        if (IfMatch is { Length: > 0 } and not "*" && !Names(IfMatch, present)) throw Refused.Changed();
        return (FileStore.Replace(open, present, type, content), false);
    }

    /// <summary>What has the name now, or null.</summary>
    public FileNode? There(OpenedList open) =>
        Name is null ? FileStore.Node(open.Session, open.List, At) : FileStore.Child(open.Session, open.List, At, Name);

    /// <summary>Whether a header names this version, by its ETag or by its cTag.</summary>
    public static bool Names(string header, Item item) =>
        header.Trim().Replace("W/", "", StringComparison.Ordinal) is var tag && (tag == item.ETag || tag == FileShape.CTag(item));

    private Item Add(OpenedList open, bool taken, string type, byte[] content)
    {
        if (Name is null) throw Refused.Invalid("The content of a folder cannot be written.");
        // a version that must match cannot match what is not there
        if (IfMatch is { Length: > 0 }) throw Refused.Changed();
        FileNames.Check(Name);
        if (At != 0 && FileStore.Node(open.Session, open.List, At) is null) throw Refused.NotFound();
        open.NeedWrite(DriveEndpoints.Folder(open, At));
        return FileStore.Add(open, At, taken ? FileNames.Free(open.Session, open.List, At, Name) : Name, folder: false, type, content);
    }
}
