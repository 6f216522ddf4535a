namespace EmulationM365.Schema.Lists;

/// <summary>
/// Quan hệ gia đình: who of the unit is of one family with whom, as they declared it. Personal data: the office writes it and nobody else reads it. It is read by the worker
/// only where the unit has chosen that family counts (setting <c>conflict.family</c>), and never told to anybody.
/// </summary>
public static class Kinships
{
    /// <summary>Staff number of who declared it; the title is their name.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Indexed().Required();

    /// <summary>Staff number of the relative.</summary>
    public static readonly ColumnSchema RelativeKey = Column.Text("RelativeKey").Indexed().Required();

    /// <summary>How they are related. Every kind counts alike; a unit enters those that its rules name.</summary>
    public static readonly ColumnSchema Relation = Column.Choice("Relation", "kinship", "spouse", "parent_child", "sibling", "other");

    /// <summary>Remarks.</summary>
    public static readonly ColumnSchema Note = Column.Note("Note");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Kinships", [StaffKey, RelativeKey, Relation, Note]);
}
