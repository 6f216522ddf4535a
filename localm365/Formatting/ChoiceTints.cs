namespace EmulationM365.LocalM365.Formatting;

/// <summary>The pills that lists show choices in: each choice has its tint by its place among the choices.</summary>
internal static class ChoiceTints
{
    private static readonly string[] _tints = ["CornflowerBlue", "MintGreen", "Gold", "Peach", "Lilac", "Cyan", "DustRose", "Coral", "DarkGold", "DarkGreen"];

    /// <summary>The classes of a choice's pill; of one that is not listed those of no tint.</summary>
    public static string Classes(IReadOnlyList<string> choices, string value)
    {
        for (var place = 0; place < choices.Count; place++)
        {
            if (choices[place] != value) continue;
            var tint = _tints[place % _tints.Length];
            return $"sp-css-backgroundColor-Bg{tint} sp-css-color-{tint}Font";
        }
        return "sp-css-backgroundColor-BgLightGray sp-css-color-LightGrayFont";
    }
}
