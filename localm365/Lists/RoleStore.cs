using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Lists;

/// <summary>A permission level of a site. <c>High</c> and <c>Low</c> are the two halves of SharePoint's mask of base permissions.</summary>
internal sealed record RoleDefinition(long Id, string Name, string Description, long High, long Low)
{
    private const long View = 0x1;
    private const long Change = 0x2 | 0x4 | 0x8;
    private const long CancelCheckout = 0x100;
    private const long ManageLists = 0x800;
    private const long ManagePermissions = 0x2000000;

    /// <summary>What the mask comes to here. Adding, editing and deleting come together or not at all.</summary>
    public Right Right
    {
        get
        {
            if (Has(ManagePermissions)) return Right.Full;
            if (!Has(View)) return Right.None;
            if (!Has(Change)) return Right.Read;
            return (Has(ManageLists), Has(CancelCheckout)) switch
            {
                (true, true) => Right.Design,
                (true, false) => Right.Manage,
                (false, true) => Right.Override,
                _ => Right.Write,
            };
        }
    }

    private bool Has(long bits) => (Low & bits) == bits;
}

/// <summary>Permission levels in the database, and those that every site is born with.</summary>
internal static class RoleStore
{
    /// <summary>With the ids and masks that SharePoint gives them. Edit manages lists, but does not override their behavior.</summary>
    public static readonly IReadOnlyList<RoleDefinition> BuiltIn =
    [
        new(1073741829, "Full Control", "Has full control.", 2147483647, 4294967295),
        new(1073741828, "Design", "Can view, add, update, delete, approve, and customize.", 432, 1012866047),
        new(1073741830, "Edit", "Can add, edit and delete lists; can view, add, update and delete list items and documents.", 432, 1011030767),
        new(1073741827, "Contribute", "Can view, add, update, and delete list items and documents.", 432, 1011028719),
        new(1073741826, "Read", "Can view pages and list items and download documents.", 176, 138612833),
    ];

    /// <summary>The first id that SharePoint gives to a level somebody makes.</summary>
    private const long FirstId = 1073741924;

    public static List<RoleDefinition> Of(Session session, long site) => [.. BuiltIn, .. session.All($"SELECT * FROM roles WHERE site = {site} ORDER BY id", Map)];

    public static RoleDefinition Add(Session session, Site site, string name, string description, long high, long low)
    {
        var id = Math.Max(FirstId, session.Number($"SELECT MAX(id) + 1 FROM roles WHERE site = {site.Id}"));
        session.Run($"INSERT INTO roles VALUES ({site.Id}, {id}, {name}, {description}, {high}, {low})");
        return new RoleDefinition(id, name, description, high, low);
    }

    private static RoleDefinition Map(SqliteDataReader row) => new(row.Number("id"), row.Text("name"), row.Text("description"), row.Number("high"), row.Number("low"));
}
