using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>
/// Tries the two promises on which the truth of every case rests: of two that insert the same key at once one wins, and a write on an old version is refused. It is tried in the
/// worker's own hidden memory under a key that nobody asks for, or, before set-up, in a list that is made for it; what was made is removed.
/// </summary>
/// <param name="tenancy">The tenant.</param>
/// <param name="siteId">The site.</param>
/// <param name="memory">The worker's memory; null before set-up.</param>
/// <param name="id">A name that nobody has used.</param>
internal sealed class StoreProbe(Tenancy tenancy, string siteId, ListStore? memory, string id)
{
    private static readonly string[] Both = ["unique", "ifmatch"];

    private readonly string _key = $"doctor:{id}";

    /// <summary>Runs both checks, and a third result where something was left behind.</summary>
    public async Task<IReadOnlyList<CheckResult>> RunAsync(CancellationToken cancellationToken)
    {
        var (store, made, results) = (memory, (string?)null, new List<CheckResult>());
        try
        {
            if (store is null) store = new ListStore(tenancy, new ListAddress(siteId, made = await MakeAsync(cancellationToken), SystemState.List));
            var (unique, row) = await UniqueAsync(store, cancellationToken);
            results.Add(unique);
            results.Add(row is null ? CheckResult.Left("ifmatch", "doctor.probe.noRow") : await IfMatchAsync(store, row, cancellationToken));
        }
        catch (M365Exception failure)
        {
            foreach (var name in Both.Skip(results.Count))
            {
                var said = CheckResult.Fine(name, "doctor.failure", failure.Message);
                results.Add(failure.Failure is Failure.Unknown or Failure.Throttled ? said.Fails("operator", "doctor.again") : said.Fails("sharepoint", "doctor.rights.do"));
            }
        }

        if (store is not null && await LeftAsync(store, made) is { } left) results.Add(left);
        return results;
    }

    private async Task<string> MakeAsync(CancellationToken cancellationToken)
    {
        var list = new ListSchema($"EmulationProbe{id}", SystemState.List.Columns);
        var columns = list.Columns.Select(column => ColumnShape.Of(column, SystemState.List.Name, new Dictionary<string, string>()));
        return await new SiteDirectory(tenancy).CreateListAsync(siteId, list, 0, columns, cancellationToken);
    }

    private async Task<(CheckResult Result, Item? Row)> UniqueAsync(ListStore store, CancellationToken cancellationToken)
    {
        var inserts = await Task.WhenAll(InsertAsync(store, cancellationToken), InsertAsync(store, cancellationToken));
        // What the service holds decides, whatever it answered.
        var rows = await store.FindAsync(SystemState.StateKey, _key, cancellationToken);
        var lost = inserts.Count(insert => insert.Failure is { Failure: Failure.Conflict });
        if (rows.Count > 1) return (CheckResult.Fine("unique", "doctor.unique.both").Fails("operator", "doctor.unique.do"), rows[0]);
        if (rows.Count == 1 && lost == 1) return (CheckResult.Fine("unique", "doctor.unique.ok"), rows[0]);
        var failure = inserts.Select(insert => insert.Failure).OfType<M365Exception>().FirstOrDefault(each => each.Failure != Failure.Conflict);
        return (CheckResult.Fine("unique", "doctor.unclear", failure?.Message ?? "").Fails("operator", "doctor.again"), rows.Count == 1 ? rows[0] : null);
    }

    private async Task<(Item? Row, M365Exception? Failure)> InsertAsync(ListStore store, CancellationToken cancellationToken)
    {
        try
        {
            return (await store.CreateAsync(new Fields { Title = _key, [SystemState.StateKey] = _key, [SystemState.Data] = "{}" }, cancellationToken), null);
        }
        catch (M365Exception failure)
        {
            return (null, failure);
        }
    }

    private static async Task<CheckResult> IfMatchAsync(ListStore store, Item row, CancellationToken cancellationToken)
    {
        await store.UpdateAsync(row, new Fields { [SystemState.Data] = """{"written":1}""" }, cancellationToken);
        try
        {
            await store.UpdateAsync(row, new Fields { [SystemState.Data] = """{"written":2}""" }, cancellationToken);
            return CheckResult.Fine("ifmatch", "doctor.ifmatch.taken").Fails("operator", "doctor.unique.do");
        }
        catch (M365Exception refused) when (refused.Failure == Failure.Changed)
        {
            return CheckResult.Fine("ifmatch", "doctor.ifmatch.ok");
        }
    }

    /// <summary>Removes what was made, also when the run was stopped meanwhile.</summary>
    /// <returns>What could not be removed; null when nothing is left.</returns>
    private async Task<CheckResult?> LeftAsync(ListStore store, string? made)
    {
        try
        {
            if (made is not null)
            {
                await new TenantProbes(tenancy).RemoveListAsync(siteId, made, CancellationToken.None);
                return null;
            }

            foreach (var row in await store.FindAsync(SystemState.StateKey, _key, CancellationToken.None)) await store.RemoveAsync(row, CancellationToken.None);
            // One that was changed since it was read is not removed: what is still there is said.
            if ((await store.FindAsync(SystemState.StateKey, _key, CancellationToken.None)).Count == 0) return null;
        }
        catch (M365Exception failure)
        {
            return CheckResult.Fine("cleanup", "doctor.failure", failure.Message).Fails("operator", "doctor.cleanup.do", _key);
        }

        return CheckResult.Fine("cleanup", "doctor.cleanup.left", _key).Fails("operator", "doctor.cleanup.do", _key);
    }
}
