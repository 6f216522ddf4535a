using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What is to become of the public copies of a submission's decisions.</summary>
/// <param name="Copies">By number of the decision: the address of its copy, or why it has none.</param>
/// <param name="Removed">Decisions whose copy is taken away.</param>
/// <param name="Note">What people are told.</param>
public sealed record PaperPlan(IReadOnlyDictionary<int, string> Copies, IReadOnlyList<int> Removed, string Note);

/// <summary>
/// Copies the signed paper of a decision to the news site, beside the pictures, where the office has said that it is public; its readers may have no rights elsewhere. The copy has the hash that
/// was entered with the decision, or there is none. Unsaid, or cancelled wholly: no copy.
/// </summary>
/// <param name="submissions">The list.</param>
/// <param name="register">The register of awards.</param>
/// <param name="desk">Reads files.</param>
/// <param name="documents">The library of signed papers.</param>
/// <param name="files">Files of the news site.</param>
/// <param name="mark">What tells ours from those of other units there.</param>
public sealed class PublicPapers(ListStore submissions, ListStore register, FileDesk desk, ListAddress documents, NewsFiles files, string mark)
{
    /// <summary>In place of an address: every award of it was cancelled.</summary>
    public const string Cancelled = "-";

    /// <summary>In place of an address: the file is not there any more as it was entered.</summary>
    public const string Unlike = "!";

    /// <summary>What became of the copies, as an item says it.</summary>
    public static IReadOnlyDictionary<int, string> Read(Item item)
    {
        var copies = new SortedDictionary<int, string>();
        foreach (var line in item.Text(Submissions.PublicCopy).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (line.Split(' ', 2) is [var number, var place] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read)) copies[read] = place.Trim();
        }

        return copies;
    }

    /// <summary>Where readers find the copy of a decision; null where there is none.</summary>
    public static Uri? AddressIn(IReadOnlyDictionary<int, string> copies, int number) =>
        copies.TryGetValue(number, out var place) && Uri.TryCreate(place, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? address : null;

    /// <summary>What became of the copies of a submission; none where its item is gone.</summary>
    public async Task<IReadOnlyDictionary<int, string>> OfAsync(SubmissionState state, CancellationToken cancellationToken) =>
        await submissions.GetAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken) is { } item ? Read(item) : new Dictionary<int, string>();

    /// <summary>Puts copies where the office wants them and there are none, and says what is to be taken away; null when all is as the item says.</summary>
    /// <param name="state">The submission.</param>
    /// <param name="item">Its item as just read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<PaperPlan?> PlanAsync(SubmissionState state, Item item, CancellationToken cancellationToken)
    {
        var (there, open) = (Read(item), item.YesNo(Submissions.PublicPaper) == true && state.Revoking is null);
        if (!open)
        {
            List<int> shown = [.. there.Keys.Where(number => AddressIn(there, number) is not null)];
            return there.Count == 0 ? null : new PaperPlan(new Dictionary<int, string>(), shown, Text.Vi(shown.Count > 0 ? "note.paper.removed" : "note.paper.closed"));
        }

        var missing = Enumerable.Range(1, state.Decisions.Count).Where(number => !there.ContainsKey(number) && AwardWriter.Rows(state, number).Any()).ToList();
        if (missing.Count == 0) return null;
        var gone = (await register.FindAsync(AwardRegister.CaseId, state.CaseId, cancellationToken)).Where(row => row.Text(AwardRegister.Validity) is "cancelled" or "recovered").Select(row => row.Text(AwardRegister.AwardKey)).ToHashSet();
        var (copies, notes) = (new SortedDictionary<int, string>(there.ToDictionary()), new List<string>());
        foreach (var number in missing)
        {
            var paper = state.Decisions[number - 1].Paper;
            copies[number] = AwardWriter.Rows(state, number).All(row => gone.Contains(row.Key)) ? Cancelled : await CopyAsync(state, number, paper, cancellationToken) ?? Unlike;
            notes.Add(copies[number] switch
            {
                Cancelled => Text.Vi("note.paper.cancelled", paper.Number),
                Unlike => Text.Vi("note.paper.unlike", paper.Number, paper.File?.Name ?? ""),
                _ => Text.Vi("note.paper.public", paper.Number),
            });
        }

        return new PaperPlan(copies, [], string.Join(' ', notes));
    }

    /// <summary>What is to become of the copies when every award of these decisions was cancelled; null where nothing was ever said of them.</summary>
    public async Task<PaperPlan?> CloseAsync(SubmissionState state, IReadOnlyCollection<int> cancelled, CancellationToken cancellationToken)
    {
        if (cancelled.Count == 0 || await submissions.GetAsync(AnyCase.ItemIdOf(state.CaseId), cancellationToken) is not { } item) return null;
        var there = Read(item);
        var closing = cancelled.Where(number => there.TryGetValue(number, out var place) && place != Cancelled).Order().ToList();
        if (closing.Count == 0) return null;
        var copies = new SortedDictionary<int, string>(there.ToDictionary());
        foreach (var number in closing) copies[number] = Cancelled;
        return new PaperPlan(copies, [.. closing.Where(number => AddressIn(there, number) is not null)], string.Join(' ', closing.Select(number => Text.Vi("note.paper.cancelled", state.Decisions[number - 1].Paper.Number))));
    }

    /// <summary>Takes away what is to go, once no page leads there any more, and writes down what became of it.</summary>
    public async Task CompleteAsync(SubmissionState state, PaperPlan plan, CancellationToken cancellationToken)
    {
        foreach (var number in plan.Removed) await files.RemoveAsync(FolderOf(state), NameOf(number, state.Decisions[number - 1].Paper.File!), cancellationToken);
        var text = plan.Copies.Count == 0 ? null : string.Join('\n', plan.Copies.OrderBy(copy => copy.Key).Select(copy => string.Create(CultureInfo.InvariantCulture, $"{copy.Key} {copy.Value}")));
        await Showing.WriteAsync(submissions, AnyCase.ItemIdOf(state.CaseId), null, _ => new Fields { [Submissions.PublicCopy] = text, [Submissions.SystemNote] = plan.Note }, cancellationToken);
    }

    /// <returns>Where it lies; null when the file is not there as it was entered.</returns>
    private async Task<string?> CopyAsync(SubmissionState state, int number, DecisionPaper paper, CancellationToken cancellationToken)
    {
        if (paper.File is not { } file) return null;
        using var bytes = new MemoryStream();
        var found = (await desk.FindAsync(documents, file.Name, bytes, cancellationToken)).File;
        if (found is not { Pdf: true } || found.Sha256 != file.Sha256) return null;
        return (await files.EnsureAsync(FolderOf(state), NameOf(number, file), bytes.ToArray(), Text.Vi("paper.alt", paper.Number), cancellationToken)).Address.AbsoluteUri;
    }

    /// <summary>Beside the folders of the stories; cases are numbered alike on every site.</summary>
    private string FolderOf(SubmissionState state) => NewsWriter.Marked(mark, state.CaseId);

    private static string NameOf(int number, SignedFile file) => string.Create(CultureInfo.InvariantCulture, $"quyet-dinh-{number:D2}-{file.Sha256[..Math.Min(20, file.Sha256.Length)]}.pdf");
}
