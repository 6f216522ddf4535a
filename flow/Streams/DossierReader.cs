using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Rules;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>
/// Reads the dossier of a return: the folder of its round within the unit's folder. Names and sizes when the unit sends the list; every byte when the office receives and appraises it, but of
/// what has not changed since. A library that is not there or not open to the worker is no reason to hold up anything: then nothing is said of papers.
/// </summary>
/// <param name="folders">The library of dossiers.</param>
public sealed class DossierReader(FolderDesk folders)
{
    private const int MostAsked = 20;
    private static readonly FolderLook Empty = new([], null);

    /// <summary>Name of the folder of a return within that of its unit: its round, or outside rounds its kind and number.</summary>
    public static string FolderOf(string kind, string roundKey, string itemId) => kind is not ("sudden" or "letter") && Rights.CanNameFolder(roundKey)
        ? roundKey : $"{(kind.Length == 0 ? "round" : kind)}-{itemId.PadLeft(6, '0')}";

    /// <summary>Sees to it that a return has its folder.</summary>
    public Task OpenAsync(string unitKey, string folder, CancellationToken cancellationToken) =>
        Rights.CanNameFolder(unitKey) ? folders.EnsureAsync([unitKey], folder, cancellationToken) : Task.CompletedTask;

    /// <summary>What lies there now.</summary>
    /// <param name="content">The return as it stands in the lists.</param>
    /// <param name="unitKey">Its unit.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where nothing can be said.</returns>
    public Task<DossierReading?> ReadAsync(ReturnContent content, string unitKey, CancellationToken cancellationToken) => ReadAsync(content, unitKey, null, cancellationToken);

    /// <summary>
    /// What lies there now, for a return that is received or appraised: every file is read to its end, unless it is as it was, and only lines that are still on their way are asked for papers.
    /// </summary>
    /// <param name="content">The return as it stands in the lists.</param>
    /// <param name="state">Its case.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null where nothing can be said.</returns>
    public Task<DossierReading?> ReadAsync(ReturnContent content, ReturnState state, CancellationToken cancellationToken) =>
        ReadAsync(content, state.UnitKey, state, cancellationToken);

    /// <summary>What lies there now by name and size, beside what was missing when it was last looked into: for whoever opens the page of a request, without reading the lists.</summary>
    /// <inheritdoc cref="ReadAsync(ReturnContent, ReturnState, CancellationToken)"/>
    public async Task<DossierReading?> LyingAsync(ReturnState state, CancellationToken cancellationToken)
    {
        if (state.Dossier is not { } earlier || !Rights.CanNameFolder(state.UnitKey)) return null;
        try
        {
            var look = await folders.FilesAsync([state.UnitKey, FolderOf(state.Kind ?? "", state.RoundKey, AnyCase.ItemIdOf(state.CaseId))], cancellationToken) ?? Empty;
            var files = look.Files;
            var known = earlier.Files.ToDictionary(file => file.Path, file => file.Paper, StringComparer.OrdinalIgnoreCase);
            var seen = files.Select(file => new DossierFile(file.Path, file.Length, known.GetValueOrDefault(file.Path) ?? PaperNames.PaperOf(file.Path), file.Mark)).ToList();
            var lines = state.Lines.Select(line => new DossierLine(line.Number, line.Line.Name, line.Line.StaffKey, line.Line.Award, null)).ToList();
            return new DossierReading(new Dossier(seen, DossierCheck.Still(earlier.Missing, lines, seen)) { Doubts = DoubtsOf(files) }, Faults(look));
        }
        catch (M365Exception failure) when (failure.Failure is Failure.NotFound or Failure.Forbidden)
        {
            return null;
        }
    }

    private async Task<DossierReading?> ReadAsync(ReturnContent content, string unitKey, ReturnState? state, CancellationToken cancellationToken)
    {
        var kind = content.Item.Text(UnitReturns.Kind) is { Length: > 0 } said ? said : "round";
        if (kind == "letter" || content.Lines.Count == 0 || !Rights.CanNameFolder(unitKey)) return null;
        try
        {
            var folder = FolderOf(kind, content.Item.Text(UnitReturns.RoundKey), content.Item.Id);
            if (await folders.FilesAsync([unitKey, folder], cancellationToken) is { } look) return await SeenAsync(content, kind, look, state, cancellationToken);
            // Opened by an earlier version, or by people: from now on it has one.
            await OpenAsync(unitKey, folder, cancellationToken);
            return await SeenAsync(content, kind, Empty, state, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.NotFound or Failure.Forbidden)
        {
            return null;
        }
    }

    private async Task<DossierReading> SeenAsync(ReturnContent content, string kind, FolderLook look, ReturnState? state, CancellationToken cancellationToken)
    {
        var files = look.Files;
        var lines = content.Lines.Select((line, index) => (line.Id, Of: LineOf(line, index + 1))).Where(line => state is null || state.Lines.Any(own => own.Alive && own.Line.Id == line.Id)).Select(line => line.Of).ToList();
        var reported = content.Item.Text(UnitReturns.Report).Trim().Length > 0;
        var seen = files.Select(file => new DossierFile(file.Path, file.Length, PaperNames.PaperOf(file.Path), file.Mark)).ToList();
        seen = await ChosenAsync(files, seen, DossierCheck.Missing(kind, lines, seen, reported).Count, cancellationToken);
        var faults = Faults(look);
        // What must not be here is not read either.
        if (state is not null && faults.Count == 0) seen = await HashedAsync(files, seen, state.Dossier, faults, cancellationToken);
        return new DossierReading(new Dossier(seen, DossierCheck.Missing(kind, lines, seen, reported)) { Doubts = DoubtsOf(files) }, faults);
    }

    /// <summary>Files that must not be here; and where not all could be seen, nobody can say what is: the first that was not seen is named.</summary>
    private static List<DossierFault> Faults(FolderLook look) =>
    [
        .. look.Files.Select(file => (file.Path, Why: PaperNames.Forbidden(file.Path) ?? (file.Length > FileLook.MostBytes ? "dossier.tooBig" : null)))
            .Where(fault => fault.Why is not null).Select(fault => new DossierFault(fault.Path, fault.Why!)),
        .. look.Beyond is { } beyond ? [new DossierFault(beyond, "dossier.tooMany")] : Array.Empty<DossierFault>(),
    ];

    private static List<string>? DoubtsOf(IReadOnlyList<FolderFile> files) => files.Select(file => file.Path).Where(PaperNames.Doubtful).ToList() is { Count: > 0 } doubts ? doubts : null;

    /// <summary>Where something is missing, files whose names do not tell are asked for what people chose in their column.</summary>
    private async Task<List<DossierFile>> ChosenAsync(IReadOnlyList<FolderFile> files, List<DossierFile> seen, int missing, CancellationToken cancellationToken)
    {
        if (missing == 0) return seen;
        var column = YearLists.Dossiers.Column("Paper");
        foreach (var place in Enumerable.Range(0, seen.Count).Where(place => seen[place].Paper == "other").Take(MostAsked).ToList())
        {
            var word = await folders.ChosenAsync(files[place], column.Name, cancellationToken);
            if (column.Choices.FirstOrDefault(choice => column.Word(choice) == word) is { } chosen) seen[place] = seen[place] with { Paper = chosen };
        }

        return seen;
    }

    private async Task<List<DossierFile>> HashedAsync(
        IReadOnlyList<FolderFile> files, List<DossierFile> seen, Dossier? earlier, List<DossierFault> faults, CancellationToken cancellationToken)
    {
        var known = (earlier?.Files ?? []).Where(file => file.Sha256 is not null).ToDictionary(file => file.Path, StringComparer.OrdinalIgnoreCase);
        for (var place = 0; place < seen.Count; place++)
        {
            var file = seen[place];
            if (known.TryGetValue(file.Path, out var was) && was.Mark == file.Mark && was.Length == file.Length && file.Mark.Length > 0)
            {
                seen[place] = file with { Sha256 = was.Sha256 };
                continue;
            }

            await using var content = await folders.ContentAsync(files[place], cancellationToken);
            var look = await FileLook.ReadAsync(file.Path, content, cancellationToken);
            if (look.Fault is { } why) faults.Add(new DossierFault(file.Path, why));
            else seen[place] = file with { Sha256 = look.Sha256 };
        }

        return seen;
    }

    private static DossierLine LineOf(Item line, int number) => new(number, line.Title.Trim(), line.Text(Nominations.StaffKey) is { Length: > 0 } key ? key : null, line.Text(Nominations.Award),
        line.Text(Nominations.Rating) is { Length: > 0 } rating ? rating : null);
}
