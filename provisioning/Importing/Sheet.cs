namespace EmulationM365.Provisioning.Importing;

/// <summary>A cell of a sheet.</summary>
/// <param name="Address">Its address, "C7".</param>
/// <param name="Value">A text, a number, a day, yes or no, or a <see cref="SheetError"/>; never null: an empty cell is no cell.</param>
public sealed record SheetCell(string Address, object Value)
{
    /// <summary>Letters of its column.</summary>
    public string Column => Address.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
}

/// <summary>What a cell shows that could not be computed: <c>#N/A</c>.</summary>
/// <param name="Shown">What it shows.</param>
public sealed record SheetError(string Shown);

/// <summary>A row of a sheet that holds anything.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Cells">Its cells, from the left.</param>
public sealed record SheetRow(int Number, IReadOnlyList<SheetCell> Cells);

/// <summary>A sheet of a workbook.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Its rows, from the top.</param>
public sealed record Sheet(string Name, IReadOnlyList<SheetRow> Rows);

/// <summary>A workbook that cannot be read, said in one sentence.</summary>
public sealed class SheetFileException(string message, Exception? cause = null) : Exception(message, cause);
