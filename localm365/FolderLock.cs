namespace EmulationM365.LocalM365;

/// <summary>
/// Keeps a data folder for one localm365. It is a lock of the operating system on a file, so it ends with the process, however that ends; the file itself stays
/// and says nothing.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    public const string FileName = "m365.lock";

    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which is made when it is not there.</summary>
    /// <exception cref="IOException">Another localm365 has it, or it cannot be written; a sentence that says so.</exception>
    public static FolderLock Take(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (File.Exists(full)) throw new IOException($"{full} is a file. localm365 keeps its data in a folder: choose another with --data.");
        try
        {
            Directory.CreateDirectory(full);
            return new FolderLock(new FileStream(Path.Combine(full, FileName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault) when (IsHeld(fault))
        {
            throw new IOException($"The folder {full} is in use by another localm365. Stop that one, or choose another folder with --data.", fault);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The folder {full} cannot be written ({fault.Message.TrimEnd('.')}). Choose another with --data.", fault);
        }
    }

    public void Dispose() => _file.Dispose();

    /// <summary>What the system says of a file that another process keeps: a sharing violation of Windows, "would block" of Linux and of macOS.</summary>
    private static bool IsHeld(IOException fault) => fault.GetType() == typeof(IOException) && fault.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) or 11 or 35;
}
