namespace EmulationM365.Schema;

/// <summary>
/// When a form shows a column: by what another column of the same item holds. It is stored with the column as its conditional formula
/// (<c>ClientValidationFormula</c>), which SharePoint's forms work out while somebody types. Hiding spares people what is not asked of them; it is no right,
/// and what stands in a hidden column stays.
/// </summary>
/// <param name="Decides">The column that decides; one choice.</param>
/// <param name="Keys">Its choices that matter.</param>
/// <param name="Only">Shown for these choices alone, and while none is chosen; otherwise shown for all but these.</param>
public sealed record ShownWhen(ColumnSchema Decides, IReadOnlyList<string> Keys, bool Only)
{
    /// <summary>Shown once the deciding column holds anything: what the system has found is of no use before it has found it.</summary>
    public static ShownWhen Filled(ColumnSchema decides) => new(decides, [], false);

    /// <summary>Shown once the item is there, which is when it has its number.</summary>
    public static ShownWhen Saved { get; } = Filled(new ColumnSchema("ID", ColumnKind.Number));

    /// <summary>Never shown: a section takes up every column that no section names, so those of the system must be hidden by a condition. It reads one column because every documented condition does.</summary>
    public static ShownWhen Never { get; } = Saved with { Hides = true };

    private bool Hides { get; init; }

    /// <summary>The formula in SharePoint's words: it gives 'true' where the form shows the column.</summary>
    public string Formula
    {
        get
        {
            var held = $"[${Decides.Name}]";
            if (Hides) return $"=if({held} == '', 'false', 'false')";
            if (Keys.Count == 0) return $"=if({held} == '', 'false', 'true')";
            var chosen = string.Join(" || ", Keys.Select(key => $"{held} == '{Decides.Word(key)}'"));
            return Only ? $"=if({held} == '' || {chosen}, 'true', 'false')" : $"=if({chosen}, 'false', 'true')";
        }
    }
}
