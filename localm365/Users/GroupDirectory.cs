using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Users;

/// <summary>A group of the directory. Its members are people and other groups.</summary>
internal sealed record EntraGroup(string Id, string DisplayName, string? Mail, string Created)
{
    public JsonObject ToGroup() => new()
    {
        ["id"] = Id,
        ["createdDateTime"] = Created,
        ["description"] = null,
        ["displayName"] = DisplayName,
        ["groupTypes"] = new JsonArray(),
        ["mail"] = Mail,
        ["mailEnabled"] = Mail is not null,
        ["mailNickname"] = Mail?.Split('@')[0] ?? Id[..8],
        ["securityEnabled"] = true,
        ["visibility"] = null,
    };
}

/// <summary>Groups of the directory and who is in them, in the database.</summary>
internal static class GroupDirectory
{
    public static List<EntraGroup> All(Session session) => session.All($"SELECT * FROM entra_groups ORDER BY displayName COLLATE SITE, id", Map);

    public static EntraGroup? Find(Session session, string id) => session.First($"SELECT * FROM entra_groups WHERE id = {id}", Map);

    /// <summary>Whether somebody is in a group, directly or through groups in it.</summary>
    public static bool Contains(Session session, string groupId, string personId) =>
        session.Number($"{Within(groupId)} SELECT COUNT(*) FROM tree WHERE id = {personId} COLLATE NOCASE") > 0;

    /// <summary>The ids of the members; with those of the groups among them, when asked.</summary>
    public static List<string> Members(Session session, string groupId, bool transitive) => transitive
        ? session.All($"{Within(groupId)} SELECT DISTINCT id FROM tree ORDER BY id", row => row.GetString(0))
        : session.All($"SELECT member FROM entra_members WHERE grp = {groupId} ORDER BY member", row => row.GetString(0));

    /// <summary>The groups that somebody, or a group, is in.</summary>
    public static List<EntraGroup> Of(Session session, string memberId, bool transitive) => transitive
        ? session.All(
            $"""
            WITH RECURSIVE tree (id) AS (
              SELECT grp FROM entra_members WHERE member = {memberId} UNION SELECT m.grp FROM entra_members m JOIN tree t ON m.member = t.id)
            SELECT g.* FROM entra_groups g WHERE g.id IN (SELECT id FROM tree) ORDER BY g.displayName COLLATE SITE, g.id
            """, Map)
        : session.All($"SELECT g.* FROM entra_groups g JOIN entra_members m ON m.grp = g.id WHERE m.member = {memberId} ORDER BY g.displayName COLLATE SITE, g.id", Map);

    public static bool Add(Session session, string groupId, string memberId) => session.Run($"INSERT OR IGNORE INTO entra_members VALUES ({groupId}, {memberId})") > 0;

    public static bool Remove(Session session, string groupId, string memberId) =>
        session.Run($"DELETE FROM entra_members WHERE grp = {groupId} AND member = {memberId}") > 0;

    /// <summary>A group as data: the members given are all of its members; without them they stay as they are.</summary>
    public static void Save(Session session, JsonObject asked, string now)
    {
        var id = asked.String("id") ?? throw Refused.Invalid("A group needs an id.");
        session.Run(
            $"""
            INSERT INTO entra_groups VALUES ({id}, {asked.String("displayName") ?? ""}, {asked.String("mail")}, {now})
            ON CONFLICT (id) DO UPDATE SET displayName = excluded.displayName, mail = excluded.mail
            """);
        if (asked["members"] is not JsonArray members) return;
        session.Run($"DELETE FROM entra_members WHERE grp = {id}");
        foreach (var member in members) Add(session, id, member!.GetValue<string>());
    }

    /// <summary>All groups as data, in the shape in which <see cref="Save"/> takes them.</summary>
    public static JsonArray ToData(Session session) => new([.. All(session).Select(group => (JsonNode)new JsonObject
    {
        ["id"] = group.Id,
        ["displayName"] = group.DisplayName,
        ["mail"] = group.Mail,
        ["members"] = new JsonArray([.. Members(session, group.Id, transitive: false).Select(member => (JsonNode)member)]),
    })]);

    private static FormattableString Within(string groupId) =>
        $"""
        WITH RECURSIVE tree (id) AS (
          SELECT member FROM entra_members WHERE grp = {groupId} UNION SELECT m.member FROM entra_members m JOIN tree t ON m.grp = t.id)
        """;

    private static EntraGroup Map(SqliteDataReader row) => new(row.Text("id"), row.Text("displayName"), row.MaybeText("mail"), row.Text("created"));
}
