using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>A kind of item of a list, as data: the columns its form shows. The code reads columns; a content type spares people those that are not theirs.</summary>
/// <param name="List">Schema name of the list.</param>
/// <param name="Key">What code calls it; staff see <see cref="DisplayName"/>.</param>
/// <param name="Columns">Columns of the list that it shows beside Title. Others keep their values and stay out of its form.</param>
public sealed record ContentTypeSchema(string List, string Key, IReadOnlyList<ColumnSchema> Columns)
{
    /// <summary>Id of the built-in type Item, from which all of ours are made; an id says its ancestry and is given by the service.</summary>
    public const string ParentId = "0x01";

    /// <summary>Its name.</summary>
    public const string ParentName = "Item";

    /// <summary>Where the site's own list of content types shows ours.</summary>
    public static string Group => Text.Vi("contentType.group");

    /// <summary>The Vietnamese name that staff see in the New menu.</summary>
    public string DisplayName => Text.Vi($"contentType.{List}.{Key}");

    /// <summary>What it is for, as the site shows it. With the group it finds the type again after somebody renamed it.</summary>
    public string Purpose => Text.Vi($"contentType.{List}.{Key}.purpose");
}
