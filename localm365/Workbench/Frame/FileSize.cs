namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Sizes as people read them.</summary>
internal static class FileSize
{
    public static string Show(long bytes) => bytes switch
    {
        < 1024 => bytes.ToString(CultureInfo.InvariantCulture) + " B",
        < 1024 * 1024 => Math.Ceiling(bytes / 1024d).ToString("0", CultureInfo.InvariantCulture) + " KB",
        _ => (bytes / 1024d / 1024d).ToString("0.0", CultureInfo.InvariantCulture).Replace('.', ',') + " MB",
    };
}
