using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>Awards as people call them, with the situation in brackets: <c>Bằng khen cấp tỉnh (đột xuất)</c>.</summary>
internal static class AwardWords
{
    private const string Key = "choice.award.";

    /// <summary>Names in use beside those of the lists.</summary>
    private static readonly (string Name, string Key)[] Others =
        [("Bằng khen của Thủ tướng", "bk_ttg"), ("Bằng khen Thủ tướng Chính phủ", "bk_ttg"), ("Bằng khen của Chủ tịch UBND tỉnh", "bk_tinh"), ("Chiến sĩ thi đua tỉnh", "cstd_tinh"), ("Thư khen của Giám đốc", "thu_khen")];

    /// <summary>Key of an award by its name, its situation left out; null where it is none of ours.</summary>
    public static string? KeyOf(string award)
    {
        var name = Split(award).Name;
        return Text.All(Text.Vietnamese).Where(text => text.Key.StartsWith(Key, StringComparison.Ordinal)).Select(text => (Name: text.Value, Key: text.Key[Key.Length..]))
            .Concat(Others).FirstOrDefault(known => Letters.Same(known.Name, name) || known.Key == name).Key;
    }

    /// <summary>Name of an award by its key; what is none of ours stays as it was written.</summary>
    public static string NameOf(string award) => Text.All(Text.Vietnamese).GetValueOrDefault(Key + award, award);

    /// <summary>The facts with the award and its situation; a situation that nobody knows makes an award without a rule.</summary>
    /// <param name="award">What is asked, as it was written.</param>
    /// <param name="facts">The facts.</param>
    public static Facts Asked(string award, Facts facts)
    {
        var (_, situations) = Split(award);
        var asked = facts with { Award = KeyOf(award) ?? award };
        foreach (var situation in situations)
        {
            if (Letters.Same(situation, "tập thể")) asked = asked with { Kind = "tap_the" };
            else if (Letters.Same(situation, "đột xuất")) asked = asked with { Sudden = true };
            else if (Letters.Same(situation, "thẩm quyền")) asked = asked with { AuthorityAsked = true };
            else if (Letters.Same(situation, "đã tặng")) asked = asked with { AlreadyGranted = true };
            else if (!Letters.Same(situation, "cá nhân")) asked = asked with { Award = award };
        }

        return asked;
    }

    private static (string Name, IReadOnlyList<string> Situations) Split(string award)
    {
        var parts = award.Split('(');
        return (parts[0].Trim(), [.. parts.Skip(1).SelectMany(part => part.Replace(")", "", StringComparison.Ordinal).Split([',', ';'])).Select(part => part.Trim()).Where(part => part.Length > 0)]);
    }
}
