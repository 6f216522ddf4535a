using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Users;

/// <summary>People and apps in the database.</summary>
internal static class DirectoryStore
{
    public static List<Person> People(Session session) => session.All($"SELECT *, (SELECT language FROM languages WHERE person = people.id) AS language FROM people ORDER BY displayName COLLATE SITE, id", ToPerson);

    /// <summary>A person by object id or sign-in name.</summary>
    public static Person? Person(Session session, string key) =>
        session.First($"SELECT *, (SELECT language FROM languages WHERE person = people.id) AS language FROM people WHERE id = {key} OR upn = {key} COLLATE NOCASE", ToPerson);

    public static List<App> Apps(Session session) => session.All($"SELECT * FROM apps ORDER BY displayName COLLATE SITE, id", ToApp);

    public static App? App(Session session, string id) => session.First($"SELECT * FROM apps WHERE id = {id} COLLATE NOCASE", ToApp);

    public static bool IsMailbox(Session session, string address) =>
        session.Number($"SELECT COUNT(*) FROM mailboxes WHERE address = {address} COLLATE NOCASE") > 0;

    public static string Tenant(Session session) => session.Text($"SELECT value FROM settings WHERE name = 'tenant'") ?? Guid.Empty.ToString();

    public static void Save(Session session, Person person)
    {
        session.Run($"""
            INSERT INTO people (id, displayName, upn, mail, jobTitle, department, manager, enabled)
            VALUES ({person.Id}, {person.DisplayName}, {person.Upn}, {person.Mail}, {person.JobTitle}, {person.Department}, {person.Superior}, {person.Enabled})
            ON CONFLICT (id) DO UPDATE SET displayName = excluded.displayName, upn = excluded.upn, mail = excluded.mail, jobTitle = excluded.jobTitle,
              department = excluded.department, manager = excluded.manager, enabled = excluded.enabled
            """);
        if (person.Language is null) session.Run($"DELETE FROM languages WHERE person = {person.Id}");
        else session.Run($"INSERT INTO languages VALUES ({person.Id}, {person.Language}) ON CONFLICT (person) DO UPDATE SET language = excluded.language");
    }

    public static void Save(Session session, App app) => session.Run(
        $"""
        INSERT INTO apps (id, displayName, roles, mailboxes) VALUES ({app.Id}, {app.DisplayName}, {Join(app.Roles)}, {Join(app.Mailboxes)})
        ON CONFLICT (id) DO UPDATE SET displayName = excluded.displayName, roles = excluded.roles, mailboxes = excluded.mailboxes
        """);

    private static string? Join(IReadOnlyList<string>? names) => names is null ? null : string.Join(' ', names);

    private static Person ToPerson(SqliteDataReader row) => new(
        row.Text("id"), row.Text("displayName"), row.Text("upn"), row.MaybeText("mail"), row.MaybeText("jobTitle"), row.MaybeText("department"),
        row.MaybeText("manager"), row.Flag("enabled"), row.MaybeText("language"));

    private static App ToApp(SqliteDataReader row) => new(
        row.Text("id"), row.Text("displayName"), row.Text("roles").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.MaybeText("mailboxes")?.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
