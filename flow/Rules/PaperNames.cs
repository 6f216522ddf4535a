using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>
/// What the name of a file tells: which paper it is, whose, and whether it must not be here at all. Names are written with marks and without, so they are read without; only "mật",
/// which without its mark is another word, is asked for with it.
/// </summary>
public static class PaperNames
{
    private static readonly (string Paper, string[] Words)[] Known =
    [
        ("minutes", ["bien ban"]),
        ("initiative", ["sang kien", "de tai", "giai phap", "cong trinh khoa hoc", "nghiem thu"]),
        ("proof", ["minh chung", "xac nhan", "chung nhan"]),
        ("report", ["bao cao", "thanh tich", "tom tat"]),
        ("decision", ["quyet dinh"]),
    ];

    /// <summary>State secrets stay out of Microsoft 365 entirely (Law 06/2022/QH15 Art. 84(4) and 85(1)(đ) treat them apart).</summary>
    private static readonly string[] Secret = ["tuyet mat", "toi mat", "bi mat nha nuoc"];

    /// <summary>Health and case files of residents are evidence of nobody's emulation.</summary>
    private static readonly string[] Residents =
        ["ho so hoc vien", "danh sach hoc vien", "ly lich hoc vien", "ho so cai nghien", "ho so nguoi cai nghien", "danh sach nguoi cai nghien", "benh an", "phieu kham", "xet nghiem", "ho so suc khoe"];

    private static readonly string[] PerhapsResidents = ["hoc vien", "nguoi cai nghien", "benh nhan"];

    /// <summary>The paper that a file is by its name; <c>other</c> where the name does not tell.</summary>
    public static string PaperOf(string name) => Known.FirstOrDefault(known => Has(Letters.Bare(name), known.Words)).Paper ?? "other";

    /// <summary>It is the file of somebody: the name, as whole words, stands in the path, or the staff number does.</summary>
    public static bool Means(string path, string name, string? staffKey)
    {
        var bare = Letters.Bare(path);
        return (Letters.Bare(name) is { Length: > 0 } person && Has(bare, person)) || (staffKey is { Length: > 0 } key && Letters.Bare(key) is { Length: > 1 } number && Has(bare, number));
    }

    /// <summary>Key of why a file of that name may not be here; null when it may.</summary>
    public static string? Forbidden(string path)
    {
        var bare = Letters.Bare(path);
        if (Has(bare, Secret) || WordsOf.Has(path, "mật")) return "dossier.secret";
        return Has(bare, Residents) ? "dossier.residents" : null;
    }

    /// <summary>The name speaks of residents without being one of their files: somebody should look.</summary>
    public static bool Doubtful(string path) => Forbidden(path) is null && Has(Letters.Bare(path), PerhapsResidents);

    private static bool Has(string bare, params string[] words) => words.Any(word => $" {bare} ".Contains($" {word} ", StringComparison.Ordinal));
}
