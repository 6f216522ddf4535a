using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Schema;

/// <summary>Column and view formatting out of this assembly. Words that staff read stand there as <c>{{key}}</c> and come from the resource files.</summary>
public static partial class Formats
{
    /// <summary>Stands in a file where the campaign year belongs, as in the address of a list.</summary>
    public const string Year = "{{year}}";

    /// <summary>Marks of what earlier versions drew and laid out, and this one makes better.</summary>
    private static readonly string[] Earlier =
    [
        // The Step of a return, which went on saying "Nộp" when all was decided.
        "4078ac463c3336350c2ef5f047b03ad4fce00c032708dc0d4ad01002fb474996",
        // Forms of lines (of a person, of a collective, sudden) that name the title by the heading of a person: sections know columns by their headings.
        "70a08f474b948910886f0bf70a2f44e4a7fc4b436401eefdf8b81c45a158cc78", "a79ca8696de2883227ac9afb71c70f7f0d2dc8fb00dad7c9756c3ea7c4ea6aaa", "dd0ce97544939be13699aaac1fd5a0aa5c08a904271c7d8d67b6291e70e7dd4d",
        // The form of a return before it named unit and round.
        "4c54472d1eb8a61f42a271dd4c2d68007b10b89d8ec64adc32405c7a3250b751",
        // Forms of lines (of a person, of a collective, sudden) without the way to the dossier.
        "0f36f3b3b2a580f89d76f3e4e2cda3d6e6efeda98eac2aeeebdafcec2711aa9b", "9da5e65c91a06a2dde808a4fa64fbbd062b94f6040fc58ea09cb4116e3dd1390", "05e9bfdb9272c33a6a3bd484ebf57a72e4b4f2cc28306b4b6b396bd808e4d20f",
        // Forms of lines (of a person, of a collective, sudden) that did not ask for the number of the achievement and its evidence.
        "a561ffce321d3bb2c5d0e422f5a1b42b7119b63587ab229799cb35948b1484bf", "9c75f77e1ede4c488d3405091be80d768bec19a8348eb462491a9ff9793603b1", "e4abfefd29900dd2bb87df80a155cce6a3ce6a07913c3507aee29417a2a908b7",
        // Forms of a submission that could cancel nothing yet, and that could but did not lead to the dossiers.
        "b0053a8703207c7ce5edb0ad7db694812c1ebcccecee79c32d0bbe3a415b2c01", "7b15c13b8324ebf8d2e6d70ed14ade5a7d277096fad881b441ee7d9589e1f350",
        // The status of a line that knew no award that was cancelled.
        "9ee9aff9613aa203027423d7f66785b365311d622f34ef42a388bb22d94e124e",
        // The form of a submission that did not ask whether the paper of its decision is public.
        "30e2e1379bfb0ed525341e88b447f1a84aff83b82f02736edb571b79de9e911d",
        // Forms of a story before it could be published from its list, and before it had lines to copy and a package.
        "22546c260380f49fffb4aec28289011662e293ede59426bb2aaa4345590f0586", "6f9e0839522997a06f8252a391f1561eda69b8f414d5f65729bda1e229b30297",
        // The form of a registration before it named the unit.
        "ba30879400fe20fc4d7438a417e8f390e3e22257efaddbf76b5a650af0e41f63",
    ];

    /// <summary>The formatting in a file, with its words.</summary>
    /// <param name="file">Name without ending: list and column, or list and view.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string Read(string file) => Filled($"EmulationM365.Schema.Formats.{file}.json");

    /// <summary>A part of a form in a file of <c>Schema/Forms</c>, with its words.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static string ReadForm(string file) => Filled($"EmulationM365.Schema.Forms.{file}.json");

    private static string Filled(string resource)
    {
        using var stream = typeof(Formats).Assembly.GetManifestResourceStream(resource) ?? throw new FileNotFoundException($"No formatting is called {resource}.");
        using var reader = new StreamReader(stream);
        return Word().Replace(reader.ReadToEnd(), match => match.Value == Year ? Year : Escaped(Texts.Text.Vi(match.Groups[1].Value)));
    }

    /// <summary>A formatting for the lists of a year; empty when there is none.</summary>
    public static string Of(int year, string? format) => format?.Replace(Year, year.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) ?? "";

    /// <summary>Internal names of the columns whose values a formatting reads beside its own. SharePoint knows only those that the view shows, and the id.</summary>
    public static IReadOnlyList<string> Reads(string? format) => [.. Field().Matches(format ?? "").Select(match => match.Groups[1].Value).Distinct()];

    /// <summary>Two formattings draw the same, however they are spaced. What cannot be read is the same only letter by letter.</summary>
    public static bool Same(string? one, string? other)
    {
        if ((one ?? "") == (other ?? "")) return true;
        return one is { Length: > 0 } && other is { Length: > 0 } && Parsed(one) is { } left && Parsed(other) is { } right && JToken.DeepEquals(left, right);
    }

    /// <summary>A drawing, or the layout of a form, is one of an earlier version, which nobody has changed since.</summary>
    public static bool IsEarlier(string format) =>
        Parsed(format) is { } drawing && Earlier.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(drawing.ToString(Formatting.None)))));

    /// <summary>A word may hold a quotation mark, and an expression ends a text at an apostrophe.</summary>
    private static string Escaped(string word) => JsonConvert.ToString(word)[1..^1].Replace("'", "\u2019", StringComparison.Ordinal);

    /// <summary>A formatting as JSON; null when it is none.</summary>
    internal static JObject? Parsed(string text)
    {
        try
        {
            return JsonConvert.DeserializeObject<JToken>(text, new JsonSerializerSettings { DateParseHandling = DateParseHandling.None }) as JObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\{\{([A-Za-z0-9_.]+)\}\}")]
    private static partial Regex Word();

    [GeneratedRegex(@"\[\$([A-Za-z_][A-Za-z0-9_]*)[\].]")]
    private static partial Regex Field();
}
