namespace EmulationM365.LocalM365.Items;

/// <summary>
/// The hidden User Information List of a site: the ids that person columns hold. A person has a row only after a first visit or
/// <c>ensureuser</c>, and another id on every site.
/// </summary>
internal static class UserRows
{
    public const string Title = "User Information List";

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

    /// <summary>The title of a row, for columns shown as text.</summary>
    public static JsonObject? Row(Session session, Site site, long id) => ItemStore.Find(session, List(session, site), id.ToString(CultureInfo.InvariantCulture))?.Fields;

    private static Item Ensure(Session session, Site site, string objectId, JsonObject row, string now)
    {
        var list = List(session, site);
        var present = ItemStore.Page(session, list, $"json_extract(fields, '$.ObjectId') = {objectId} COLLATE NOCASE", $"id", 1, 0);
        var writer = new Writer(System(), 0, now, []);
        if (present.Count == 0) return ItemStore.Add(session, list, row, writer);
        return JsonNode.DeepEquals(present[0].Fields, row) ? present[0] : ItemStore.Change(session, list, present[0], row, writer);
    }

    private static JsonObject System() => new() { ["user"] = new JsonObject { ["displayName"] = "System Account" } };
}
