namespace EmulationM365.Texts;

/// <summary>The few words in which texts of law are cited. Vietnamese is how they are kept; the point keeps its Vietnamese letter, for that is its name.</summary>
public static class LawWords
{
    private static readonly (string Vi, string En)[] Words =
        [("Luật", "Law"), ("Nghị định", "Decree"), ("Thông tư", "Circular"), ("Điều", "Art."), ("khoản", "clause"), ("điểm", "point"), ("sửa đổi bởi", "as amended by")];

    /// <summary>A citation in English.</summary>
    public static string En(string cited) => Words.Aggregate(cited, (text, word) => text.Replace(word.Vi, word.En, StringComparison.Ordinal));
}
