namespace EmulationM365.Functions.Local;

/// <summary>The folder in which a run keeps everything.</summary>
internal static class Folders
{
    private static readonly string[] Ours = ["m365.db", "journal.jsonl", "clock.txt", "timers.json", "keys.json", "queues"];

    /// <summary>Makes the folder, empty when told so. A folder that holds other things is never emptied.</summary>
    /// <exception cref="IOException">It was to be emptied and holds something that is not ours.</exception>
    public static string Make(string folder, bool reset)
    {
        var full = Directory.CreateDirectory(folder).FullName;
        if (!reset || !Directory.EnumerateFileSystemEntries(full).Any()) return full;
        if (!Ours.Any(name => Path.Exists(Path.Combine(full, name))))
            throw new IOException($"{full} holds files that this program did not write, so --reset leaves it alone. Choose another folder with --data.");
        Directory.Delete(full, recursive: true);
        return Directory.CreateDirectory(full).FullName;
    }
}
