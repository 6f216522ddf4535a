namespace EmulationM365.LocalM365.Items;

/// <summary>
/// The hidden User Information List of a site: the ids that person columns hold. A person has a row only after a first visit or
/// <c>ensureuser</c>, and another id on every site.
/// </summary>
internal static class UserRows
{
    public const string Title = "User Information List";

    /// <summary>How the login of a security group begins; a Microsoft 365 group may come with the other beginning.</summary>
    public const string GroupLogin = "c:0t.c|tenant|";
    public const string OfficeGroupLogin = "c:0o.c|federateddirectoryclaimprovider|";

    public static SiteList List(Session session, Site site) => ListStore.Find(session, site, Title)!;

    public static void AddList(Session session, Site site, string now) =>
        ListStore.Add(session, site, new NewList(Title, null, "userInformation", true, true, false), System(), now);

    public static string Login(Person person) => "i:0#.f|membership|" + person.Upn.ToLowerInvariant();

    /// <summary>The caller's own row, made on the first write.</summary>
    public static long Ensure(Session session, Site site, Caller caller, string now)
    {
        if (!caller.IsApp && DirectoryStore.Person(session, caller.Id) is { } person) return Ensure(session, site, person, now).Id;
        var row = new JsonObject { ["Title"] = caller.DisplayName, ["Name"] = $"i:0i.t|ms.sp.ext|{caller.Id}", ["ObjectId"] = caller.Id };
        return Ensure(session, site, caller.Id, row, now).Id;
    }

    public static Item Ensure(Session session, Site site, Person person, string now)
    {
        var row = new JsonObject { ["Title"] = person.DisplayName, ["Name"] = Login(person), ["ObjectId"] = person.Id, ["UserName"] = person.Upn };
        row.SetIf("EMail", person.Mail);
        row.SetIf("JobTitle", person.JobTitle);
        row.SetIf("Department", person.Department);
        return Ensure(session, site, person.Id, row, now);
    }

    /// <summary>A group of the directory, known to the site as one: whoever is in it, or in groups in it, has what it is given.</summary>
    public static Item Ensure(Session session, Site site, EntraGroup group, string now)
    {
        var row = new JsonObject { ["Title"] = group.DisplayName, ["Name"] = GroupLogin + group.Id.ToLowerInvariant(), ["ObjectId"] = group.Id, ["ContentType"] = "DomainGroup" };
        row.SetIf("EMail", group.Mail);
        return Ensure(session, site, group.Id, row, now);
    }

    /// <summary>The title of a row, for columns shown as text.</summary>
    public static JsonObject? Row(Session session, Site site, long id) => ItemStore.Find(session, List(session, site), id.ToString(CultureInfo.InvariantCulture))?.Fields;

    /// <summary>Every row, groups too.</summary>
    public static List<Item> All(Session session, Site site) => ItemStore.Page(session, List(session, site), $"1 = 1", $"id", int.MaxValue, 0);

    /// <summary>The row of somebody by object id; null when the site does not know them yet.</summary>
    public static Item? Find(Session session, Site site, string objectId) =>
        ItemStore.Page(session, List(session, site), $"json_extract(fields, '$.ObjectId') = {objectId} COLLATE NOCASE", $"id", 1, 0).FirstOrDefault();

    /// <summary>A group has a row among the people of the site, but no account.</summary>
    public static Item AddGroup(Session session, Site site, string title, string now) => ItemStore.Add(
        session, List(session, site), new JsonObject { ["Title"] = title, ["Name"] = title, ["ContentType"] = "SharePointGroup" }, new Writer(System(), 0, now, []));

    /// <summary>The row goes with the group.</summary>
    public static void RemoveGroup(Session session, Site site, long id)
    {
        var list = List(session, site);
        if (ItemStore.Find(session, list, id.ToString(CultureInfo.InvariantCulture)) is { } row) ItemStore.Remove(session, list, row);
    }

    private static Item Ensure(Session session, Site site, string objectId, JsonObject row, string now)
    {
        var list = List(session, site);
        var present = Find(session, site, objectId);
        var writer = new Writer(System(), 0, now, []);
        if (present is null) return ItemStore.Add(session, list, row, writer);
        return JsonNode.DeepEquals(present.Fields, row) ? present : ItemStore.Change(session, list, present, row, writer);
    }

    private static JsonObject System() => new() { ["user"] = new JsonObject { ["displayName"] = "System Account" } };
}
