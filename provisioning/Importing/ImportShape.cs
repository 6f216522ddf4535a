using System.Security.Cryptography;
using System.Text;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;
using Text = EmulationM365.Texts.Text;

namespace EmulationM365.Provisioning.Importing;

/// <summary>What a row of a register is told from others by, read from a sheet or from the list alike.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Of">Value of a column; null when there is none.</param>
public sealed record RowFacts(string Title, Func<ColumnSchema, object?> Of)
{
    /// <summary>A value as text; empty when there is none.</summary>
    public string Said(ColumnSchema column) => Of(column) switch
    {
        null => "",
        decimal number => number.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture),
        var value => $"{value}",
    };
}

/// <summary>A register into which sheets can be imported.</summary>
/// <param name="List">The list.</param>
/// <param name="Needed">Columns that every row must fill, beside the title.</param>
/// <param name="Same">Two rows that give the same text here are of the same thing.</param>
/// <param name="Key">Its unique column when that is made and not typed.</param>
public sealed record ImportShape(ListSchema List, IReadOnlyList<ColumnSchema> Needed, Func<RowFacts, string> Same, ColumnSchema? Key = null)
{
    private static ListSchema Initiatives => StandingLists.Initiatives;

    private static ListSchema YearResults => StandingLists.YearResults;

    /// <summary>The registers. A year of awards that counts as one in a row must have its signed decision, so number and day are needed.</summary>
    public static IReadOnlyList<ImportShape> All { get; } =
    [
        new(Staff.List, [Staff.StaffKey], row => row.Said(Staff.StaffKey)),
        new(AwardRegister.List, [AwardRegister.Award, AwardRegister.MeritYear, AwardRegister.DecisionNumber, AwardRegister.DecisionDate],
            row => $"{row.Said(AwardRegister.MeritYear)}|{row.Said(AwardRegister.Award)}|{Who(row, AwardRegister.StaffKey)}|{row.Said(AwardRegister.DecisionNumber)}", AwardRegister.AwardKey),
        new(YearResults, [YearResults.Column("Year"), YearResults.Column("StaffKey"), YearResults.Column("Rating")],
            row => $"{row.Said(YearResults.Column("Year"))}|{row.Said(YearResults.Column("StaffKey"))}", YearResults.Column("ResultKey")),
        new(Initiatives, [Initiatives.Column("Year")],
            row => $"{row.Said(Initiatives.Column("Year"))}|{row.Said(Initiatives.Column("StaffKey"))}|{row.Title}"),
        // Whoever of the two declared it, it is one family.
        new(Kinships.List, [Kinships.StaffKey, Kinships.RelativeKey],
            row => string.Join('|', new[] { row.Said(Kinships.StaffKey), row.Said(Kinships.RelativeKey) }.Order(StringComparer.OrdinalIgnoreCase))),
    ];

    /// <summary>Columns that a sheet may fill. The name of the unit goes with its key.</summary>
    public IReadOnlyList<ColumnSchema> Columns { get; } = [.. List.Columns.Where(column => !column.Hidden && column != Key && column != Staff.UnitName)];

    /// <summary>Its rows name people of the staff list.</summary>
    public bool NamesStaff => List != Staff.List && List.Columns.Any(column => column.Name == Staff.StaffKey.Name);

    /// <summary>What tells a row from others; letter case, blanks and ways of writing Vietnamese apart.</summary>
    public string Identity(RowFacts row) => Letters.Folded(Same(row));

    /// <summary>The unique key of a new row: the same for the same thing, whoever imports it.</summary>
    public static string KeyOf(string identity) => $"h-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identity)))[..24]}";

    /// <summary>Headings under which a sheet may carry a column; null: the title.</summary>
    public IEnumerable<string> Headings(ColumnSchema? column)
    {
        var (name, own) = column is null ? ("Title", List.TitleName) : (column.Name, column.DisplayName(List.Name));
        var also = Text.All(Text.Vietnamese).GetValueOrDefault($"import.also.{List.Name}.{name}") ?? Text.All(Text.Vietnamese).GetValueOrDefault($"import.also.{name}") ?? "";
        return also.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Prepend(name).Prepend(own);
    }

    /// <summary>Whoever has no staff number is known by the name.</summary>
    private static string Who(RowFacts row, ColumnSchema staff) => row.Said(staff) is { Length: > 0 } key ? key : $"~{row.Title}";
}
