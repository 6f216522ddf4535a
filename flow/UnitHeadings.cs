using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365;

/// <summary>
/// The name of the unit beside its key, in lists into which people enter the key: views group by it. A list in which every name stands as it should is not read for it, and a row that
/// somebody writes at the same moment is left to the next night.
/// </summary>
/// <param name="flow">The site.</param>
public sealed class UnitHeadings(SiteFlow flow)
{
    /// <summary>Writes the names that are missing or old.</summary>
    /// <returns>What could not be written.</returns>
    public async Task<IReadOnlyList<M365Exception>> WriteAsync(CancellationToken cancellationToken)
    {
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var registered = await flow.Registers.RegistrationsAsync(cancellationToken);
        var lists = new List<ListStore>();
        if (reference.Staff.Any(member => member.UnitShown != NameOf(member.UnitKey, reference))) lists.Add(flow.Stores[Staff.List.Name]);
        if (registered.Any(row => row.Text(Registrations.UnitName) != NameOf(row.Text(Registrations.UnitKey), reference))) lists.Add(flow.Stores[Registrations.List.Name]);
        var failed = new List<M365Exception>();
        foreach (var store in lists) failed.AddRange(await WriteAsync(store, reference, cancellationToken));
        return failed;
    }

    private static async Task<IEnumerable<M365Exception>> WriteAsync(ListStore store, Reference reference, CancellationToken cancellationToken)
    {
        var (key, name) = (store.Address.Schema.Column(Staff.UnitKey.Name), store.Address.Schema.Column(Staff.UnitName.Name));
        var rows = from row in await store.QueryAsync(null, cancellationToken)
                   let wanted = new Fields { [name] = NameOf(row.Text(key), reference) }.Against(row)
                   where !wanted.Empty
                   select (row, wanted);
        return (await store.UpdateManyAsync([.. rows], cancellationToken)).Select(written => written.Failure).OfType<M365Exception>();
    }

    /// <summary>A key that is nobody's stands as it was entered, for somebody to see.</summary>
    private static string NameOf(string key, Reference reference) => reference.UnitName(key.Trim());
}
