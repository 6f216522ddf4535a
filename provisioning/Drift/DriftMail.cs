using EmulationM365.Effects;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Drift;

/// <summary>Words the mail of a week: what is to be decided, what will be mended, what was. Vietnamese, with English beside. Pure.</summary>
/// <param name="Open">What differs now, own choices left out.</param>
/// <param name="Mended">What nights of the week set back.</param>
/// <param name="Kept">How many own choices were left alone.</param>
public sealed record DriftMail(IReadOnlyList<DriftFinding> Open, IReadOnlyList<DriftFinding> Mended, int Kept)
{
    private static readonly string[] Languages = [Text.Vietnamese, Text.English];

    /// <summary>What there is to say; null when there is nothing.</summary>
    /// <param name="report">The site as it is.</param>
    /// <param name="noted">What the nights found since the last mail.</param>
    public static DriftMail? Of(DriftReport report, IReadOnlyList<DriftFinding> noted)
    {
        List<DriftFinding> open = [.. report.Findings.Where(finding => finding.Kind.Handling != Handling.Keep)];
        List<DriftFinding> mended = [.. noted.ExceptBy(open.Select(finding => finding.Key), finding => finding.Key)];
        return open.Count + mended.Count == 0 ? null : new DriftMail(open, mended, report.Findings.Count - open.Count);
    }

    /// <summary>The subject.</summary>
    public string Subject(DriftReport report) => Text.Vi("mail.drift.subject", report.Site, report.Year, Open.Count + Mended.Count);

    /// <summary>The body.</summary>
    public Markup Body()
    {
        var body = new Markup();
        if (Open.Count > 0) Table(Said(body, "mail.drift.what"), Open, then: true);
        if (Mended.Count > 0) Table(Said(body, "mail.drift.mended"), Mended, then: false);
        if (Kept > 0) Said(body, "mail.drift.kept", $"{Kept}");
        return Said(body, "mail.signature");
    }

    private static Markup Said(Markup body, string key, params string[] places) => body.Paragraphs(Languages.Select(language => Text.In(language, key, [.. places])));

    private static void Table(Markup body, IReadOnlyList<DriftFinding> findings, bool then) => body.Table(
        then ? [Text.Vi("mail.drift.where"), Text.Vi("mail.drift.handling"), Text.Vi("mail.drift.vi"), Text.Vi("mail.drift.en")] : [Text.Vi("mail.drift.where"), Text.Vi("mail.drift.vi"), Text.Vi("mail.drift.en")],
        findings.Select(finding => Row(finding, then)));

    private static IReadOnlyList<string> Row(DriftFinding finding, bool then)
    {
        var words = Languages.Select(language => new DriftWords(language)).ToList();
        var said = words.Select(word => then ? $"{word.What(finding)} {word.Then(finding)} ({word.Who(finding)})" : word.What(finding));
        return then ? [words[0].Where(finding), words[0].Handling(finding), .. said] : [words[0].Where(finding), .. said];
    }
}
