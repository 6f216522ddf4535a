using System.Text;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>
/// What a button does on its row: the action, with the values to write (<c>setValue</c>, by internal name, computed) or the parameters (<c>executeFlow</c>).
/// The token names the button in its row and changes with what it would do, so that a press on a stale page is noticed.
/// </summary>
internal sealed record FormatAction(string Action, string Field, int Index, JsonObject Input, string? Params)
{
    public string Token { get; } = string.Create(CultureInfo.InvariantCulture, $"{Field}.{Index}.{Mark($"{Action} {Wire.Text(Input)} {Params}"):x8}");

    // FNV-1a: a mark for telling apart, not a seal
    private static uint Mark(string text) => Encoding.UTF8.GetBytes(text).Aggregate(2166136261u, (mark, one) => unchecked((mark ^ one) * 16777619u));
}
