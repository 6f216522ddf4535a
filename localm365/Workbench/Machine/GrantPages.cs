using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Machine;

/// <summary>The sites with the grants on them, and the apps with what they were consented.</summary>
internal static class GrantPages
{
    public static IResult Show(Visit visit) => visit.Read((session, _) =>
    {
        var words = visit.Words;
        var apps = DirectoryStore.Apps(session);
        var names = apps.Select(app => (app.Id, app.DisplayName)).Concat(DirectoryStore.People(session).Select(person => (person.Id, person.DisplayName)))
            .ToDictionary(one => one.Id, one => one.DisplayName, StringComparer.OrdinalIgnoreCase);
        var sites = SiteStore.All(session).Select(site => SitePanel(words, session, names, site)).ToList();
        var body = Markup.Of(
            $"""
            <h1>{words["machine.sites"]}</h1><p class="quiet">{words["machine.sitesAbout"]}</p>{(sites.Count == 0 ? Markup.Of($"""<p class="empty">{words["start.none"]}</p>""") : Markup.Join(sites))}<h2>{words["machine.apps"]}</h2>
            <div class="scroll"><table class="list cardrows"><thead><tr><th scope="col" class="first">{words["machine.name"]}</th><th scope="col">{words["machine.roles"]}</th><th scope="col">{words["machine.mailboxes"]}</th><th scope="col">{words["machine.id"]}</th></tr></thead>
            <tbody>{apps.Select(app => Row(words, app))}</tbody></table></div>
            """);
        return MachinePages.Frame(visit, words["machine.sites"], body);
    });

    private static Markup SitePanel(Words words, Session session, Dictionary<string, string> names, Site site)
    {
        var grants = SiteStore.Grants(session, site.Id).Select(grant => Markup.Of(
            $"""
            <tr><td class="first">{(names.TryGetValue(grant.Principal, out var name) ? name : grant.Principal)}</td><td data-name="{words["machine.kind"]}">{words[grant.Kind == "app" ? "machine.app" : "machine.person"]}</td><td data-name="{words["machine.role"]}">{Role(words, grant.Role)}</td></tr>
            """)).ToList();
        var table = grants.Count == 0 ? Markup.Of($"""<p class="quiet">{words["machine.noGrants"]}</p>""") : Markup.Of(
            $"""
            <div class="scroll"><table class="plain cardrows"><thead><tr><th scope="col" class="first">{words["machine.who"]}</th><th scope="col">{words["machine.kind"]}</th><th scope="col">{words["machine.role"]}</th></tr></thead><tbody>{grants}</tbody></table></div>
            """);
        return Markup.Of($"""<section class="panel"><h2><a href="{site.Path}">{site.DisplayName}</a></h2><p class="caption">{site.Path} · {site.GraphId}</p>{table}</section>""");
    }

    private static Markup Row(Words words, App app) => Markup.Of(
        $"""
        <tr><td class="first">{app.DisplayName}</td><td data-name="{words["machine.roles"]}">{string.Join(", ", app.Roles)}</td><td data-name="{words["machine.mailboxes"]}">{(app.Mailboxes is { } some ? string.Join(", ", some) : words["machine.anyMailbox"])}</td><td data-name="{words["machine.id"]}"><small>{app.Id}</small></td></tr>
        """);

    private static string Role(Words words, string role) => role switch
    {
        "read" => words["machine.roleRead"],
        "write" => words["machine.roleWrite"],
        "manage" => words["machine.roleManage"],
        "owner" or "fullcontrol" => words["machine.roleFull"],
        _ => role,
    };
}
