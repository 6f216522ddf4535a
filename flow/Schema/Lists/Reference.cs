namespace EmulationM365.Schema.Lists;

/// <summary>Thiết lập và căn cứ: settings with source and dates; seeded once, then the truth.</summary>
public static class Settings
{
    /// <summary>Name of the setting in code. Not unique: a value that changes is a row of its own with other dates.</summary>
    public static readonly ColumnSchema SettingKey = Column.Text("SettingKey").Indexed().Required();

    /// <summary>Key and first day of a row that was seeded, so that it is seeded once; empty in rows that staff added.</summary>
    public static readonly ColumnSchema RowKey = Column.Text("RowKey").Unique().Hidden();

    /// <summary>Its value.</summary>
    public static readonly ColumnSchema Value = Column.Text("Value");

    /// <summary>Where the value comes from.</summary>
    public static readonly ColumnSchema Source = Column.Note("Source");

    /// <summary>First day it holds.</summary>
    public static readonly ColumnSchema ValidFrom = Column.Date("ValidFrom");

    /// <summary>Last day it holds.</summary>
    public static readonly ColumnSchema ValidTo = Column.Date("ValidTo");

    /// <summary>A person of the unit has confirmed it.</summary>
    public static readonly ColumnSchema Confirmed = Column.YesNo("Confirmed");

    /// <summary>Why a default was chosen where nothing is prescribed.</summary>
    public static readonly ColumnSchema Reason = Column.Note("Reason");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Settings", [SettingKey, Value, Source, ValidFrom, ValidTo, Confirmed, Reason, RowKey])
    {
        Watch = Watch.Subscribe, Shown = [Value, Confirmed, ValidFrom, ValidTo, Source, Reason, SettingKey], Check = new ListCheck("validity", ValidFrom, ValidTo),
        Views = [new ViewSchema("unconfirmed", [Value, Confirmed, Reason, Source, ValidFrom, ValidTo]) { Only = ViewTest.Says(Confirmed, false), Order = [ViewOrder.Oldest] }],
    };
}

/// <summary>Đơn vị: departments and satellite points, with the names under which papers call them.</summary>
public static class Units
{
    /// <summary>ASCII key of the unit.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Unique().Required();

    /// <summary>Department or satellite point.</summary>
    public static readonly ColumnSchema Kind = Column.Choice("Kind", "unitKind", "department", "satellite");

    /// <summary>Other spellings, one a line.</summary>
    public static readonly ColumnSchema Aliases = Column.Note("Aliases");

    /// <summary>Lies in a border, mountain or otherwise hard area, which the law asks to favour (Law 06/2022/QH15 Art. 5); empty = not known.</summary>
    public static readonly ColumnSchema HardArea = Column.Choice("HardArea", "yesNo", "yes", "no");

    /// <summary>A person of the unit has confirmed the name.</summary>
    public static readonly ColumnSchema Confirmed = Column.YesNo("Confirmed");

    /// <summary>Why a placeholder stands here.</summary>
    public static readonly ColumnSchema Reason = Column.Note("Reason");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Units", [UnitKey, Kind, Aliases, HardArea, Confirmed, Reason]) { Watch = Watch.Subscribe };
}

/// <summary>Nhân sự: the people of the unit; a worker may have no account.</summary>
public static class Staff
{
    /// <summary>Staff number.</summary>
    public static readonly ColumnSchema StaffKey = Column.Text("StaffKey").Unique().Required();

    /// <summary>Unit the person belongs to.</summary>
    public static readonly ColumnSchema UnitKey = Column.Text("UnitKey").Indexed();

    /// <summary>Post.</summary>
    public static readonly ColumnSchema Position = Column.Text("Position");

    /// <summary>What the person does in the emulation work.</summary>
    public static readonly ColumnSchema Role = Column.Choice("Role", "role", "staff", "clerk", "head", "office", "director");

    /// <summary>Leads or works directly, by the groups that the shares are counted of; empty = not known.</summary>
    public static readonly ColumnSchema Category = Column.Choice("Category", "category", "leader_upper", "leader", "direct");

    /// <summary>Microsoft 365 account, when there is one.</summary>
    public static readonly ColumnSchema Account = Column.Person("Account");

    /// <summary>Name of the unit, for people: written by the import, and by the night where it is not that of the key.</summary>
    public static readonly ColumnSchema UnitName = Column.Text("UnitName").OnceSaved().Later();

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Staff", [StaffKey, UnitKey, Position, Role, Category, Account, UnitName])
    {
        Watch = Watch.Subscribe, Shown = [Position, UnitName, Role, Category, Account, StaffKey, UnitKey],
        Views = [new ViewSchema("byUnit", [Position, Role, Account, StaffKey]) { Groups = [ViewOrder.Up(UnitName)], Order = [ViewOrder.Up(StaffKey)] }],
    };
}

/// <summary>Đợt: the rounds of the year.</summary>
public static class Rounds
{
    /// <summary>ASCII key of the round.</summary>
    public static readonly ColumnSchema RoundKey = Column.Text("RoundKey").Unique().Required();

    /// <summary>First day on which units may send their return.</summary>
    public static readonly ColumnSchema Opens = Column.Date("Opens");

    /// <summary>Last day for the return.</summary>
    public static readonly ColumnSchema Due = Column.Date("Due").Required();

    /// <summary>A person of the unit has confirmed the days.</summary>
    public static readonly ColumnSchema Confirmed = Column.YesNo("Confirmed");

    /// <summary>Why these days were chosen where the plan gives none.</summary>
    public static readonly ColumnSchema Reason = Column.Note("Reason");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Rounds", [RoundKey, Opens, Due, Confirmed, Reason])
    {
        PerYear = true, Watch = Watch.Subscribe, Shown = [Opens, Due, Confirmed, Reason, RoundKey], Sorted = [ViewOrder.Up(Due)], Check = new ListCheck("round", Opens, Due),
        Views = [new ViewSchema("calendar", [Due, Opens]) { Day = Due, Order = [ViewOrder.Up(Due)] }],
    };
}

/// <summary>Ngày nghỉ: days off by decree, and days worked instead; Tết is never computed.</summary>
public static class Holidays
{
    /// <summary>The day.</summary>
    public static readonly ColumnSchema Day = Column.Date("Day").Indexed().Required();

    /// <summary>Worked although it is a Saturday or Sunday.</summary>
    public static readonly ColumnSchema WorksInstead = Column.YesNo("WorksInstead");

    /// <summary>Paper that says so.</summary>
    public static readonly ColumnSchema Source = Column.Note("Source");

    /// <summary>The list.</summary>
    public static readonly ListSchema List = new("Holidays", [Day, WorksInstead, Source]) { Watch = Watch.Subscribe, Sorted = [ViewOrder.From(Day)] };
}
