using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Importing;

/// <summary>What the tenant knows of the people in a sheet.</summary>
/// <param name="Staff">Staff numbers; null where the register names none.</param>
/// <param name="Accounts">Site user ids by sign-in name.</param>
/// <param name="Strangers">Sign-in names that nobody in the tenant has.</param>
public sealed record ImportKnown(IReadOnlySet<string>? Staff, IReadOnlyDictionary<string, int> Accounts, IReadOnlySet<string> Strangers);

/// <summary>A row to write.</summary>
/// <param name="Item">The item it changes; null = it is new.</param>
/// <param name="Fields">What to write.</param>
/// <param name="Account">Sign-in name of somebody whom the site does not know yet; null = nobody.</param>
public sealed record PlannedWrite(Item? Item, Fields Fields, string? Account);

/// <summary>What an import would write. Pure: the same sheet and list always give the same.</summary>
/// <param name="Added">New rows.</param>
/// <param name="Changed">Rows that say something else.</param>
/// <param name="Same">How many rows the list has as they are.</param>
/// <param name="Faults">What is wrong, from the top of the sheet.</param>
public sealed record ImportPlan(IReadOnlyList<PlannedWrite> Added, IReadOnlyList<PlannedWrite> Changed, int Same, IReadOnlyList<ImportFault> Faults)
{
    /// <summary>Compares a sheet with the list.</summary>
    public static ImportPlan Of(ImportShape shape, ImportRead read, IEnumerable<Item> items, ImportKnown known, bool update)
    {
        var there = items.GroupBy(item => shape.Identity(new RowFacts(item.Title, column => item.Values.GetValueOrDefault(column)))).ToDictionary(group => group.Key, group => group.First());
        var (added, changed, same, faults) = (new List<PlannedWrite>(), new List<PlannedWrite>(), 0, read.Faults.ToList());
        foreach (var row in read.Rows)
        {
            faults.AddRange(Unknown(row, known));
            if (row.Identity.Length == 0) continue;
            var (fields, account) = Said(row, known);
            if (!there.TryGetValue(row.Identity, out var item))
            {
                if (shape.Key is { } key) fields[key] = ImportShape.KeyOf(row.Identity);
                added.Add(new PlannedWrite(null, fields, account));
                continue;
            }

            var write = new PlannedWrite(item, fields.Against(item), account);
            if (write.Fields.Empty && account is null)
            {
                same++;
                continue;
            }

            changed.Add(write);
            if (!update) faults.AddRange(Differs(row, write));
        }

        return new ImportPlan(added, changed, same, [.. faults.OrderBy(fault => fault.Row)]);
    }

    private static IEnumerable<ImportFault> Unknown(ImportRow row, ImportKnown known)
    {
        if (row.Account is { } account && known.Strangers.Contains(account)) yield return new ImportFault(row.At(Staff.Account.Name), "nobody", account);
        if (known.Staff is not { } staff) yield break;
        foreach (var column in new[] { Staff.StaffKey, Kinships.RelativeKey })
            if (row.Values.FirstOrDefault(value => value.Key.Name == column.Name).Value is string key && !staff.Contains(key)) yield return new ImportFault(row.At(column.Name), "noStaff", key);
    }

    private static (Fields Fields, string? Account) Said(ImportRow row, ImportKnown known)
    {
        var fields = new Fields { Title = row.Title };
        foreach (var (column, value) in row.Values) fields[column] = value;
        if (row.Account is not { } account) return (fields, null);
        if (!known.Accounts.TryGetValue(account, out var id)) return (fields, account);
        fields[Staff.Account] = id;
        return (fields, null);
    }

    private static IEnumerable<ImportFault> Differs(ImportRow row, PlannedWrite write)
    {
        var item = write.Item!;
        if (write.Fields.Title is { } title) yield return new ImportFault(row.At("Title"), "differs", item.Title, title);
        foreach (var (column, value) in write.Fields.Values)
            yield return column.Kind == ColumnKind.Person ? new ImportFault(row.At(column.Name), "otherAccount", row.Account!) : new ImportFault(row.At(column.Name), "differs", Shown(column, item.Values.GetValueOrDefault(column)), Shown(column, value));
        if (write.Account is { } account) yield return new ImportFault(row.At(Staff.Account.Name), "otherAccount", account);
    }

    private static string Shown(ColumnSchema column, object? value) => value switch
    {
        null => "",
        string key when column.Kind == ColumnKind.Choice => column.Word(key),
        _ => CellTaking.Plain(new SheetCell("", value)),
    };
}
