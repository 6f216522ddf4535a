using EmulationM365.Schema;

namespace EmulationM365.Bench.Provisioning;

/// <summary>The year by which provisioning is measured: six lists and two libraries of twelve columns each, in two waves, the second of which looks up the first.</summary>
internal static class ReferenceYear
{
    private const int Columns = 12;

    public static IReadOnlyList<ListSchema> Lists { get; } =
    [
        Of(1, library: false, null), Of(2, library: false, null), Of(3, library: false, null), Of(4, library: true, null),
        Of(5, library: false, "Reference1"), Of(6, library: false, "Reference2"), Of(7, library: false, "Reference3"), Of(8, library: true, "Reference1"),
    ];

    private static ListSchema Of(int number, bool library, string? lookup)
    {
        ColumnKind[] kinds = [ColumnKind.Text, ColumnKind.Text, ColumnKind.Note, ColumnKind.Number, ColumnKind.Date, ColumnKind.DateTime, ColumnKind.Boolean, ColumnKind.Person, ColumnKind.Text, ColumnKind.Number, ColumnKind.Date, ColumnKind.Text];
        var columns = kinds.Select((kind, at) => new ColumnSchema($"Column{at + 1}", at == Columns - 1 && lookup is not null ? ColumnKind.Lookup : kind)
        {
            LookupList = at == Columns - 1 ? lookup : null, Indexed = at is 0 or Columns - 1 && !library, Said = $"Cột mẫu {at + 1}",
        });
        return new ListSchema($"Reference{number}", [.. columns]) { PerYear = true, Library = library, Said = ($"Danh sách mẫu {number}", "Title") };
    }
}
