using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Registers;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Opens a draft submission for awards that rest on those which were cancelled, one to each body that gave them, so that nobody has to look for them. People look at each, and the
/// body that gave an award cancels it (Law 06/2022/QH15 Art. 93(8)): the draft does nothing by itself.
/// </summary>
public sealed class DependentDrafts(ListStore submissions, RegisterMemory registers, TimeProvider time)
{
    /// <summary>Sees to it that the drafts are there.</summary>
    public async Task OpenAsync(SubmissionState state, int number, CancellationToken cancellationToken)
    {
        var cancelled = RevocationEffects.Cancelled(state, number).Select(line => RevocationEffects.AwardOf(state, line).Key).ToHashSet();
        var book = await registers.BookAsync(cancellationToken);
        // What stands on a draft of this case already is not put on a second one, whatever was cancelled since.
        var there = (await submissions.FindAsync(Submissions.Source, state.CaseId, cancellationToken)).SelectMany(draft => RegisterRows.Numbers(draft.Text(Submissions.AwardRows)) ?? []).ToHashSet();
        var found = Dependents.Of(book, cancelled, Campaigns.VietnamTime.DayOf(time.GetUtcNow())).Where(one => !there.Contains(one.Row.ItemId));
        foreach (var group in found.GroupBy(one => one.Row.Authority, Letters.Reader).OrderBy(group => group.Key, StringComparer.Ordinal))
            await submissions.EnsureAsync(Draft(state, group.Key, [.. group]), cancellationToken);
    }

    private static Fields Draft(SubmissionState state, string authority, IReadOnlyList<Dependent> found) => new()
    {
        Title = FieldMapper.Cut(Text.Vi("submission.dependents", authority.Length > 0 ? authority : "…"), 255),
        [Submissions.SubmissionKey] = $"{state.CaseId}-{RecordedEvent.Sha256(string.Join('\n', found.Select(one => one.Row.Key).Order(StringComparer.Ordinal)))[..16]}",
        [Submissions.Kind] = "revoke",
        [Submissions.Step] = "draft",
        [Submissions.Addressee] = authority.Length > 0 ? authority : null,
        [Submissions.AwardRows] = string.Join("; ", found.Select(one => one.Row.ItemId)),
        [Submissions.Ground] = "d",
        [Submissions.Finding] = string.Join('\n', found.Select(one => $"{one.Row.Name}: {one.Because.Vi}")),
        [Submissions.LinesText] = Headings.Numbered(found.Select((one, index) => (index + 1, one.Row.Name, one.Row.Award))),
        [Submissions.Stage] = "draft",
        [Submissions.SystemNote] = Text.Vi("note.submission.dependents"),
        [Submissions.Source] = state.CaseId,
    };

    /// <summary>Tells the office of them; nothing found, no mail.</summary>
    public async Task TellAsync(SubmissionState state, int number, Reference reference, MailRoom mail, string key, CancellationToken cancellationToken)
    {
        var rows = (await submissions.FindAsync(Submissions.Source, state.CaseId, cancellationToken)).SelectMany(draft => draft.Text(Submissions.Finding).Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToList();
        if (rows.Count == 0) return;
        await mail.SendAsync(reference.Holding("office"), () => new Letter(Text.Say("mail.dependents.subject", state.Title), new Markup()
            .Paragraph(Text.Say("mail.dependents.what", rows.Count.ToString(CultureInfo.InvariantCulture))).Paragraphs(rows).Paragraph(Text.Say("mail.dependents.next")).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
    }
}
