using System.Security;
using EmulationM365.Texts;

namespace EmulationM365.Schema;

/// <summary>A view of a list that shows some of its items, as data.</summary>
/// <param name="Key">Key of its name in the texts.</param>
/// <param name="Columns">What it shows beside the title, in order.</param>
/// <param name="Only">What it is limited to: each of these choice columns holds the choice of that key.</param>
public sealed record ViewSchema(string Key, IReadOnlyList<ColumnSchema> Columns, IReadOnlyList<(ColumnSchema Column, string Choice)> Only)
{
    /// <summary>The name staff see.</summary>
    public string Title => Text.Vi($"view.{Key}");

    /// <summary>The filter and the order, newest first, in the language of SharePoint's views.</summary>
    public string Query
    {
        get
        {
            var tests = Only.Select(only => $"<Eq><FieldRef Name=\"{only.Column.Name}\" /><Value Type=\"Choice\">{SecurityElement.Escape(only.Column.Word(only.Choice))}</Value></Eq>").ToList();
            var where = tests.Count == 0 ? "" : $"<Where>{tests.Aggregate((all, next) => $"<And>{all}{next}</And>")}</Where>";
            return $"{where}<OrderBy><FieldRef Name=\"ID\" Ascending=\"FALSE\" /></OrderBy>";
        }
    }
}
