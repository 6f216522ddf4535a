using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>
/// Finds status columns that somebody wrote by hand, and tells them that the system puts them right: once a version of the item, and never because of a write of
/// its own. Their own columns, written in the same save, are left alone.
/// </summary>
public sealed class HandEdits(SiteFlow flow, string clientId)
{
    /// <summary>Looks at the return and its lines, and tells whoever wrote a status by hand. The reconciler puts it right afterwards.</summary>
    public async Task TellAsync(ReturnState state, ReturnContent content, CancellationToken cancellationToken)
    {
        await LookAsync(state, "UnitReturns", content.Item, ReturnWork.Return(state, content.Item), UnitReturns.AppliedSeq, [UnitReturns.Step, UnitReturns.SystemNote], cancellationToken);
        var lines = state.Lines.ToDictionary(line => line.Line.Id);
        foreach (var item in content.Lines.Where(item => lines.ContainsKey(item.Id)))
            await LookAsync(state, "Nominations", item, ReturnWork.Line(state, lines[item.Id]), Nominations.AppliedSeq, [Nominations.UnitKey], cancellationToken);
    }

    private async Task LookAsync(
        ReturnState state, string list, Item item, Fields shown, ColumnSchema applied, IReadOnlyList<ColumnSchema> spoken, CancellationToken cancellationToken)
    {
        // As long as the newest event is not shown yet, a difference is the system's own lateness.
        if (item.Editor.ApplicationId == clientId || item.Count(applied) != state.Seq) return;
        var wrong = shown.Against(item).Values.Where(pair => !spoken.Contains(pair.Key)).ToList();
        if (wrong.Count == 0) return;
        var versions = await flow.Stores[list].VersionsAsync(item.Id, cancellationToken);
        var reference = await flow.Reference.GetAsync(cancellationToken);
        foreach (var editor in wrong.Select(pair => (pair.Key, pair.Value, Set: SetIn(versions, pair.Key))).Where(each => each.Set.Item.Editor.ApplicationId != clientId).GroupBy(each => each.Set.Item.Editor.ObjectId))
        {
            if (reference.Behind(editor.Key) is not { } member) continue;
            var notice = new EditNotice($"hand:{list}:{item.Id}:{editor.Max(each => each.Set.Label)}");
            await flow.Ledger.SeeToAsync(state.CaseId, notice, await flow.Ledger.LoadAsync(state.CaseId, cancellationToken),
                () => EditMail.PutBackAsync(flow.Mail, member, item.Title, () => editor.Select(each => EditMail.Row(list, each.Key, each.Value)), Reason.Of("edit.status"), Ledger.KeyOf(state.CaseId, notice.Key), cancellationToken), cancellationToken);
        }
    }

    private static ItemVersion SetIn(IReadOnlyList<ItemVersion> newestFirst, ColumnSchema column)
    {
        var value = newestFirst[0].Item.Values.GetValueOrDefault(column);
        return newestFirst.TakeWhile(version => Equals(version.Item.Values.GetValueOrDefault(column), value)).Last();
    }
}
