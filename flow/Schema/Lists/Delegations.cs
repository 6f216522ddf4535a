namespace EmulationM365.Schema.Lists;

/// <summary>Ủy quyền: who stands in for whom, from when to when, by which paper.</summary>
public static class Delegations
{
    /// <summary>Staff number of who is away.</summary>
    public static readonly ColumnSchema FromStaffKey = Column.Text("FromStaffKey").Indexed().Required();

    /// <summary>Staff number of who stands in.</summary>
    public static readonly ColumnSchema ToStaffKey = Column.Text("ToStaffKey").Indexed().Required();

    /// <summary>First day; empty = always has.</summary>
    public static readonly ColumnSchema ValidFrom = Column.Date("ValidFrom");

    /// <summary>Last day; empty = until further notice.</summary>
    public static readonly ColumnSchema ValidTo = Column.Date("ValidTo");

    /// <summary>Paper that says so.</summary>
    public static readonly ColumnSchema Paper = Column.Text("Paper");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Delegations", [FromStaffKey, ToStaffKey, ValidFrom, ValidTo, Paper]) { Watch = Watch.Subscribe, Sorted = [ViewOrder.From(ValidFrom)], Check = new ListCheck("validity", ValidFrom, ValidTo) };
}
