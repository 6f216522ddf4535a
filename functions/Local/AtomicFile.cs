namespace EmulationM365.Functions.Local;

/// <summary>Replaces files in one step, so that a process killed in the middle leaves the old text or the new one, never a half.</summary>
internal static class AtomicFile
{
    /// <summary>What an unfinished write ends in.</summary>
    public const string Unfinished = ".tmp";

    /// <summary>Writes the text beside the file and renames it over it. No flush to the disk: a kill is survived, a power cut need not be.</summary>
    public static void Write(string path, string text, UnixFileMode? mode = null)
    {
        var beside = path + Unfinished;
        File.Delete(beside);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (mode is { } wanted && !OperatingSystem.IsWindows()) options.UnixCreateMode = wanted;
        using (var writer = new StreamWriter(beside, options)) writer.Write(text);
        File.Move(beside, path, overwrite: true);
    }
}
