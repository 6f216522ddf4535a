using EmulationM365.LocalM365.Files;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Libraries;

/// <summary>Why a name cannot be given, in the visitor's language.</summary>
internal static class PlaceNames
{
    /// <summary>By the same rules as everywhere; null when the name is good.</summary>
    public static string? Wrong(Words words, string name)
    {
        try
        {
            FileNames.Check(name);
            return null;
        }
        catch (Refused)
        {
            return words[name.Length == 0 ? "library.noName" : "library.badName"];
        }
    }

    /// <summary>Beside what every refusal says: a name that is taken already.</summary>
    public static string Refusal(Words words, DeskAnswer answer) => answer.Status switch
    {
        409 => words["library.taken"],
        413 => words.Of("library.tooLarge", FileSize.Show(Visit.MostBytes)),
        _ => answer.Refusal(words),
    };
}
