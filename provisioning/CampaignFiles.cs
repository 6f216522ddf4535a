using EmulationM365.Campaigns;

namespace EmulationM365.Provisioning;

/// <summary>Finds the seed of a year on disk.</summary>
public static class CampaignFiles
{
    /// <summary>The folder that the program brings along; it holds a folder a year.</summary>
    public static string Own => Path.Combine(AppContext.BaseDirectory, "campaigns");

    /// <summary>Reads the campaign of a year.</summary>
    /// <param name="year">The year.</param>
    /// <param name="campaigns">Folder that holds a folder a year; null = the one beside the program.</param>
    /// <exception cref="SeedException">There is none, or it cannot be used.</exception>
    public static Campaign Load(int year, string? campaigns = null)
    {
        var folder = Path.Combine(campaigns ?? Own, $"{year}");
        if (!Directory.Exists(folder)) throw Nothing($"{year}", $"there is no campaign of that year under {campaigns ?? "campaigns"}/");
        return Load(folder, year);
    }

    /// <summary>Reads the campaign of a year; null while there is none.</summary>
    /// <exception cref="SeedException">It cannot be used.</exception>
    public static Campaign? Find(int year, string? campaigns = null) => Directory.Exists(Path.Combine(campaigns ?? Own, $"{year}")) ? Load(year, campaigns) : null;

    /// <summary>Reads the campaign of a year or, while that is not written yet, of the year closest to it.</summary>
    /// <exception cref="SeedException">There is none at all, or it cannot be used.</exception>
    public static Campaign Nearest(int year, string? campaigns = null)
    {
        var root = campaigns ?? Own;
        var years = Directory.Exists(root) ? Directory.GetDirectories(root).Select(folder => int.TryParse(Path.GetFileName(folder), out var of) ? of : 0).Where(of => of > 0) : [];
        return years.OrderBy(of => Math.Abs(of - year)).FirstOrDefault() is > 0 and var nearest
            ? Load(nearest, campaigns)
            : throw Nothing(Path.GetFileName(root), $"there is no campaign under {root}");
    }

    /// <summary>Writes the files of a year that is not there yet: all of them, or none.</summary>
    /// <param name="texts">The texts by file name.</param>
    /// <param name="folder">The year's folder.</param>
    /// <exception cref="SeedFolderException">The folder is there already, or cannot be made.</exception>
    public static void Write(IReadOnlyDictionary<string, string> texts, string folder)
    {
        RefuseIfThere(folder);
        var partly = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(folder))!, $".{Path.GetFileName(folder)}.part");
        try
        {
            // A run that was killed may have left one behind.
            if (Directory.Exists(partly)) Directory.Delete(partly, recursive: true);
            Directory.CreateDirectory(partly);
            foreach (var (file, text) in texts) File.WriteAllText(Path.Combine(partly, file), text);
            Directory.Move(partly, folder);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            RefuseIfThere(folder);
            throw new SeedFolderException($"{folder} cannot be made: {closed.Message}", closed);
        }
    }

    /// <summary>Holds that a year's folder is not there: it may hold what people confirmed.</summary>
    /// <exception cref="SeedFolderException">It is.</exception>
    public static void RefuseIfThere(string folder)
    {
        if (Directory.Exists(folder) || File.Exists(folder))
            throw new SeedFolderException($"{folder} is there already and is not written over; move it away first, or name another place with --to.");
    }

    private static Campaign Load(string folder, int year)
    {
        var (texts, unread) = (new Dictionary<string, string>(), new List<SeedFault>());
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            try
            {
                texts[Path.GetFileName(file)] = File.ReadAllText(file);
            }
            catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
            {
                unread.Add(new SeedFault(Path.GetFileName(file), "$", $"cannot be read: {closed.Message}"));
            }
        }

        return CampaignSeed.Read(texts, unread, year);
    }

    private static SeedException Nothing(string file, string message) => new([new SeedFault(file, "", message)]);
}

/// <summary>A folder for a year that cannot be made, said in one sentence.</summary>
public sealed class SeedFolderException(string message, Exception? cause = null) : Exception(message, cause);
