using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.Texts;

/// <summary>
/// Texts that a person reads as one although a machine sees different letters. Composing (NFC) unites a letter and its loose marks, but neither the two
/// schools of placing a tone (<c>hoà</c>, <c>hòa</c>) nor the letters that only look like <c>đ</c>: those stand here, once for the whole product. What is
/// compared is never what is kept or shown: names stay as they were written.
/// </summary>
public static partial class Letters
{
    /// <summary>The five marks of tone: huyền, sắc, ngã, hỏi, nặng. All other marks make another letter and stay where they stand.</summary>
    private const string Tones = "\u0300\u0301\u0303\u0309\u0323";

    /// <summary>What is drawn like Đ and is not: the eth of Western code pages, into which old fonts put it, and the African d.</summary>
    private static readonly Dictionary<char, char> LooksLike = new() { ['\u00D0'] = '\u0110', ['\u0189'] = '\u0110' };

    /// <summary>
    /// This process knows letters at all. In globalization-invariant mode composing silently does nothing, and one name would make two keys.
    /// </summary>
    public static bool Known => "e\u0302\u0301".Normalize() == "\u1EBF";

    /// <summary>Both are read as the same text: letter case, composition, place of the tone, kind of đ and width of blanks apart.</summary>
    public static bool Same(string one, string other) => Folded(one) == Folded(other);

    /// <summary>Compares as <see cref="Same"/> does, for sets and groups; a group is called by the first text that came.</summary>
    public static IEqualityComparer<string> Reader { get; } = EqualityComparer<string>.Create((one, other) => Same(one ?? "", other ?? ""), text => Folded(text).GetHashCode(StringComparison.Ordinal));

    /// <summary>What all texts that are read as one have in common. Only to be compared: it is not how anybody writes.</summary>
    public static string Folded(string text)
    {
        var plain = Blanks().Replace(text, " ").Trim();
        // Half a letter cannot be composed; it is compared as what a reader sees of it.
        var apart = new StringBuilder(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(plain)).Normalize(NormalizationForm.FormD).ToUpperInvariant());
        for (var at = 0; at < apart.Length; at++) apart[at] = LooksLike.GetValueOrDefault(apart[at], apart[at]);
        return Syllable().Replace(apart.ToString(), ToneLast).Normalize(NormalizationForm.FormC);
    }

    /// <summary>Small letters without any mark, and digits, in words: how names of files are compared, which are often written without marks.</summary>
    public static string Bare(string text)
    {
        var apart = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Normalize(NormalizationForm.FormD).ToLowerInvariant();
        var plain = new StringBuilder(apart.Length);
        foreach (var letter in apart.Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) is not UnicodeCategory.NonSpacingMark))
            plain.Append(letter is '\u0111' or '\u00F0' or '\u0256' ? 'd' : char.IsLetterOrDigit(letter) ? letter : ' ');
        return Blanks().Replace(plain.ToString(), " ").Trim();
    }

    /// <summary>A syllable has one tone: wherever it was put, it is compared behind the last letter.</summary>
    private static string ToneLast(Match syllable) => string.Concat(
        syllable.Value.Where(letter => !Tones.Contains(letter, StringComparison.Ordinal)).Concat(syllable.Value.Where(letter => Tones.Contains(letter, StringComparison.Ordinal))));

    [GeneratedRegex(@"[\p{L}\p{M}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Syllable();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Blanks();
}
