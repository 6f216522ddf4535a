using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace EmulationM365.Cases;

/// <summary>
/// How much history a site had on a day, as lines that a machine can read: it is kept outside the site, where nobody who can write to the site can reach it. It holds ids, numbers and hashes, and no word about people.
/// </summary>
/// <param name="Site">Server-relative path of the site.</param>
/// <param name="Year">Campaign year.</param>
/// <param name="Day">Day on which it was taken, in Vietnam.</param>
/// <param name="Heads">Length and last hash of every case.</param>
public sealed partial record Anchor(string Site, int Year, DateOnly Day, IReadOnlyList<CaseHead> Heads)
{
    /// <summary>As few hex digits of a hash are compared, never fewer: 128 bits.</summary>
    public const int ShortHash = 32;

    private const string Mark = "EMULATION-ANCHOR 1";

    /// <summary>Seal that the text carried; null when it carried none. Empty for one that was not read from a text.</summary>
    public string? Seal { get; private init; } = "";

    /// <summary>Number of events.</summary>
    public int Events => Heads.Sum(head => head.Seq);

    /// <summary>One hash over the sorted list of cases, lengths and last hashes.</summary>
    public string Root => RecordedEvent.Sha256(string.Concat(Sorted.Select(head => $"{Line(head)}\n")));

    private IEnumerable<CaseHead> Sorted => Heads.OrderBy(head => head.CaseId, StringComparer.Ordinal);

    private IEnumerable<string> Top =>
    [
        Mark, $"site {Site} {Year}", $"day {Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}", $"cases {Heads.Count}", $"events {Events}", $"root {Root}",
    ];

    /// <summary>Seal over the whole: only who has the key can make it.</summary>
    public string SealBy(byte[] key) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Join('\n', Top))));

    /// <summary>The lines.</summary>
    /// <param name="key">Key of the seal; null when there is none.</param>
    public IReadOnlyList<string> Lines(byte[]? key) => [.. Top, $"seal {(key is null ? "none" : SealBy(key))}", .. Sorted.Select(head => $"case {Line(head)}"), "END"];

    /// <summary>
    /// The anchor to be kept after this one: every case as it is tonight, except those whose history is damaged. What was said of them once stands, so that the damage is found again until it is put right.
    /// </summary>
    /// <param name="damaged">Ids of the damaged cases.</param>
    /// <param name="tonight">The cases as they are.</param>
    /// <param name="day">Tonight's day.</param>
    public Anchor Next(IReadOnlySet<string> damaged, IEnumerable<CaseHead> tonight, DateOnly day)
    {
        var kept = Heads.Where(head => damaged.Contains(head.CaseId)).ToDictionary(head => head.CaseId);
        return this with { Day = day, Seal = "", Heads = [.. kept.Values, .. tonight.Where(head => !kept.ContainsKey(head.CaseId))] };
    }

    /// <summary>The same with hashes as short as may be, to be remembered where room is short.</summary>
    public Anchor Shortened() => this with { Heads = [.. Heads.Select(head => head with { Hash = head.Hash[..ShortHash] })] };

    /// <summary>Reads the lines back out of a text around which there may be anything: a mail, quoted or forwarded.</summary>
    /// <returns>The anchor; null when the text holds none, or not the whole of one: its own numbers and its root must agree with its lines.</returns>
    public static Anchor? Read(string text)
    {
        var lines = text.Split('\n').Select(line => line.Trim(' ', '\t', '\r', '>', '\u00A0', '\uFEFF')).Where(line => line.Length > 0).SkipWhile(line => line != Mark).TakeWhile(line => line != "END").ToList();
        var values = lines.Skip(1).Select(line => line.Split(' ', 2)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1]);
        if (Site_().Match(values["site"].FirstOrDefault("")) is not { Success: true } site || !int.TryParse(site.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var year)
            || !DateOnly.TryParseExact(values["day"].FirstOrDefault(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return null;
        var heads = values["case"].Select(ReadHead).ToList();
        if (heads.Contains(null)) return null;
        var anchor = new Anchor(site.Groups[1].Value, year, day, [.. heads.OfType<CaseHead>()]) { Seal = values["seal"].FirstOrDefault() is { } seal && seal != "none" ? seal : null };
        return anchor.Top.SequenceEqual(lines.Take(6)) ? anchor : null;
    }

    /// <summary>The text carried the seal of this key.</summary>
    public bool IsSealedBy(byte[] key) => Seal is { } seal && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(seal), Encoding.ASCII.GetBytes(SealBy(key)));

    private static CaseHead? ReadHead(string line) => Head_().Match(line) is { Success: true } match && int.TryParse(match.Groups[2].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var seq)
        ? new CaseHead(match.Groups[1].Value, seq, match.Groups[3].Value) : null;

    private static string Line(CaseHead head) => $"{head.CaseId} {head.Seq.ToString(CultureInfo.InvariantCulture)} {head.Hash}";

    [GeneratedRegex("^(/\\S*) ([0-9]{4})$", RegexOptions.CultureInvariant)]
    private static partial Regex Site_();

    [GeneratedRegex("^(\\S+) ([0-9]+) ([0-9a-f]{32,64})$", RegexOptions.CultureInvariant)]
    private static partial Regex Head_();
}
