namespace EmulationM365.LocalM365.Lists;

/// <summary>
/// A content type of a site, or its copy in a list. The id says where it comes from: below its parent's it has <c>00</c> and 32 digits of its own.
/// <c>Position</c> is its place in the New menu of the list: null as long as nobody set an order, less than 0 when an order leaves it out.
/// </summary>
internal sealed record ContentType(string Id, string Name, string Description, string Group, bool Hidden, long? Position)
{
    public const string Item = "0x01";
    public const string Document = "0x0101";
    public const string Folder = "0x0120";

    private const int OwnLength = 34;

    /// <summary>Those every site has.</summary>
    public static readonly IReadOnlyList<ContentType> BuiltIn =
    [
        new("0x", "System", "", "_Hidden", false, null),
        new(Item, "Item", "Create a new list item.", "List Content Types", false, null),
        new(Document, "Document", "Create a new document.", "Document Content Types", false, null),
        new(Folder, "Folder", "Create a new folder.", "Folder Content Types", false, null),
    ];

    public bool IsBuiltIn => BuiltIn.Any(type => Is(type.Id));

    /// <summary>The type it was made from.</summary>
    public string Parent => IsBuiltIn ? Id == "0x" ? "0x" : Id[..^2] : Id[..^OwnLength];

    public bool IsFolder => Id.StartsWith(Folder, StringComparison.OrdinalIgnoreCase);

    /// <summary>A new id below a parent's.</summary>
    public static string Below(string parent, Ids ids) => parent + "00" + ids.Digits().ToUpperInvariant();

    public bool Is(string id) => Id.Equals(id, StringComparison.OrdinalIgnoreCase);

    public JsonObject ToGraph(bool isDefault = false)
    {
        var body = new JsonObject
        {
            ["id"] = Id, ["description"] = Description, ["group"] = Group, ["hidden"] = Hidden, ["isBuiltIn"] = IsBuiltIn, ["name"] = Name,
            ["parentId"] = Parent, ["readOnly"] = false, ["sealed"] = false,
        };
        if (Position is >= 0 and var position) body["order"] = new JsonObject { ["default"] = isDefault, ["position"] = position };
        return body;
    }
}
