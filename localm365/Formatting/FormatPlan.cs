using System.Runtime.CompilerServices;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>A format, read once for all rows.</summary>
internal sealed class FormatPlan
{
    private static readonly ConditionalWeakTable<JsonObject, FormatPlan> _read = [];

    private FormatPlan(JsonObject format)
    {
        var reader = new FormatReader();
        try
        {
            Read(format, reader);
        }
        catch (ArgumentException)
        {
            // how JSON nodes say that a member is there twice
            reader.Bad("$", "A member of the format is there twice.");
        }
        (Problems, Fatal) = (reader.Problems, reader.Fatal);
    }

    /// <summary>The format of a view, not of a column.</summary>
    public bool IsView { get; private set; }

    public FormatElement? Root { get; private set; }

    public FormatTerm? RowClass { get; private set; }

    public FormatElement? GroupHeader { get; private set; }

    public bool HideSelection { get; private set; }

    public bool HideColumnHeader { get; private set; }

    /// <summary>All that is wrong, each with its place.</summary>
    public IReadOnlyList<string> Problems { get; }

    /// <summary>The first thing that keeps the format from being rendered.</summary>
    public string? Fatal { get; }

    /// <summary>The plan of a format. The object must not be changed afterwards.</summary>
    public static FormatPlan Of(JsonObject format) => _read.GetValue(format, fresh => new FormatPlan(fresh));

    private void Read(JsonObject format, FormatReader reader)
    {
        IsView = !format.ContainsKey("elmType") && !format.ContainsKey("columnFormatterReference") && format.Any(member => IsLayout(member.Key));
        if (IsView) ReadView(format, reader);
        else Root = reader.Element(format, "$");
    }

    private static bool IsLayout(string member) => member is not ("$schema" or "debugMode") && FormatRules.ViewMembers.Contains(member);

    private void ReadView(JsonObject format, FormatReader reader)
    {
        reader.Unknown(format, "$", FormatRules.ViewMembers);
        if (format["rowFormatter"] is { } row) Root = reader.Element(row, "$.rowFormatter");
        if (format["additionalRowClass"] is { } classes) RowClass = reader.Term(classes, "$.additionalRowClass");
        if ((format["groupProps"] as JsonObject)?["headerFormatter"] is { } header) GroupHeader = reader.Element(header, "$.groupProps.headerFormatter");
        HideSelection = format.Flag("hideSelection");
        HideColumnHeader = format.Flag("hideColumnHeader");
    }
}
