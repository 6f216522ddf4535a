using System.Text.RegularExpressions;
using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>Column formatting out of this assembly. Words that staff read stand there as <c>{{key}}</c> and come from the resource files.</summary>
public static partial class Formats
{
    /// <summary>The formatting in a file, with its words.</summary>
    /// <param name="file">Name without ending: list and column.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Read(string file) => Filled($"EmulationM365.Schema.Formats.{file}.json");

    /// <summary>A part of a form in a file of <c>Schema/Forms</c>, with its words.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string ReadForm(string file) => Filled($"EmulationM365.Schema.Forms.{file}.json");

    private static string Filled(string resource)
    {
        using var stream = typeof(Formats).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException($"No formatting is called {resource}.");
        using var reader = new StreamReader(stream);
        return Word().Replace(reader.ReadToEnd(), match => Text.Vi(match.Groups[1].Value));
    }

    [GeneratedRegex(@"\{\{([A-Za-z0-9_.]+)\}\}")]
    private static partial Regex Word();
}
