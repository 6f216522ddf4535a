using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>
/// Puts back what was edited after it was sent, column by column, as it stood in the version that was sent; a line that was added goes to the recycle bin. Whoever
/// edited is told why; where they had no right to, the office reads who it was.
/// </summary>
public sealed class PutBack(SiteFlow flow)
{
    /// <summary>Puts it back.</summary>
    /// <param name="state">The return as it was sent.</param>
    /// <param name="edits">What is to be put back.</param>
    /// <param name="why">Why.</param>
    /// <param name="toOffice">The office is told who it was.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task DoAsync(ReturnState state, IReadOnlyList<Edit> edits, Reason why, bool toOffice, CancellationToken cancellationToken)
    {
        foreach (var item in edits.Where(edit => edit.Difference.Item is not null).GroupBy(edit => (edit.Difference.ItemId, edit.Difference.OfReturn)))
        {
            var mine = item.ToList();
            // Said first: what is put back no longer shows who edited it, and a notice is sent once whatever happens in between.
            await OfficeAsync(state, mine, toOffice, cancellationToken);
            foreach (var editor in mine.GroupBy(edit => edit.By.ObjectId)) await TellAsync(state, [.. editor], why, cancellationToken);
            await WriteAsync(mine, cancellationToken);
        }
    }

    /// <summary>Written in between or gone: that change is followed up by itself.</summary>
    private async Task WriteAsync(List<Edit> edits, CancellationToken cancellationToken)
    {
        var first = edits[0].Difference;
        var store = flow.Stores[ListOf(first)];
        if (first.What == "added")
        {
            await store.RemoveAsync(first.Item!, cancellationToken);
            return;
        }

        var title = edits.FirstOrDefault(edit => edit.Difference is { Column: null, Before: not null })?.Difference.Before as string;
        var fields = new Fields { Title = title };
        foreach (var edit in edits.Where(edit => edit.Difference.Column is not null)) fields[edit.Difference.Column!] = edit.Difference.Before;
        if (fields.Empty) return;
        try
        {
            await store.UpdateAsync(first.Item!, fields, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure is Failure.Changed or Failure.NotFound)
        {
        }
    }

    private async Task OfficeAsync(ReturnState state, List<Edit> edits, bool foreign, CancellationToken cancellationToken)
    {
        var first = edits[0].Difference;
        var lost = edits.Any(edit => Lost(edit.Difference));
        if (!foreign && !lost) return;
        var (word, names, title) = (lost ? "edit.lost" : "edit.trouble", string.Join(", ", edits.Select(edit => edit.By.Name).Distinct()), first.Item!.Title);
        await flow.Attention.RaiseAsync(
            new Trouble($"edit-{state.CaseId}-{(first.OfReturn ? "r" : "l")}{first.ItemId}", state.CaseId, Text.Vi($"{word}.title", title), Text.Vi($"{word}.why", names, title)), cancellationToken);
    }

    private async Task TellAsync(ReturnState state, IReadOnlyList<Edit> edits, Reason why, CancellationToken cancellationToken)
    {
        if ((await flow.Reference.GetAsync(cancellationToken)).Behind(edits[0].By.ObjectId) is not { } member || edits.Any(edit => Lost(edit.Difference))) return;
        var first = edits[0].Difference;
        IEnumerable<string> Rows() => first.What == "added" ? [Text.Say("mail.putBack.added")] : edits.Select(edit => EditMail.Row(ListOf(first), edit.Difference.Column, edit.Difference.Before));
        var notice = new EditNotice($"putback:{ListOf(first)}:{first.ItemId}:{edits.Max(edit => Version(edit.Difference.Version))}");
        await flow.Ledger.SeeToAsync(state.CaseId, notice, await flow.Ledger.LoadAsync(state.CaseId, cancellationToken),
            () => EditMail.PutBackAsync(flow.Mail, member, first.Item!.Title, Rows, why, Ledger.KeyOf(state.CaseId, notice.Key), cancellationToken), cancellationToken);
    }

    /// <summary>The version that was sent is no longer kept.</summary>
    private static bool Lost(Difference difference) => difference is { What: "changed", Column: null, Before: null };

    private static string ListOf(Difference difference) => difference.OfReturn ? "UnitReturns" : "Nominations";

    private static decimal Version(string label) => decimal.Parse(label, System.Globalization.CultureInfo.InvariantCulture);
}
