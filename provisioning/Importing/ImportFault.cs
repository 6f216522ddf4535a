using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Importing;

/// <summary>Something in a sheet that cannot be taken. Its words are <c>import.KEY</c> of the resource files.</summary>
/// <param name="Cell">Where: the address of a cell, or of a row; empty for the sheet.</param>
/// <param name="Key">What is wrong.</param>
/// <param name="Places">What its sentence names.</param>
public sealed record ImportFault(string Cell, string Key, params string[] Places)
{
    /// <summary>Number of its row; 0 for the sheet.</summary>
    public int Row => int.TryParse(new string([.. Cell.SkipWhile(char.IsAsciiLetter).TakeWhile(char.IsAsciiDigit)]), out var row) ? row : 0;

    /// <summary>What is wrong and what to do, as staff read it.</summary>
    public string Vietnamese => Text.Vi($"import.{Key}", [.. Places]);

    /// <summary>The same in English.</summary>
    public string English => Text.In(Text.English, $"import.{Key}", [.. Places]);
}
