namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>
/// Who looks at a page. There are no passwords: whoever sits at this machine says who they are, and a cookie remembers it. What a visitor may see and do
/// is decided by the rights of that person, as for every other caller.
/// </summary>
internal sealed record Visitor(Person Person, string TenantId, Words Words)
{
    public const string PersonCookie = "localm365.person";
    public const string LanguageCookie = "localm365.language";

    /// <summary>The app that pages ask through; SharePoint's own id in every tenant.</summary>
    public const string AppId = "00000003-0000-0ff1-ce00-000000000000";

    /// <summary>Whoever the cookie names, if the directory still lets that person in.</summary>
    public static Visitor? Of(HttpContext http, Tenant tenant)
    {
        if (http.Request.Cookies[PersonCookie] is not { Length: > 0 } id) return null;
        return tenant.Database.Read(session => DirectoryStore.Person(session, id) is { Enabled: true } person
            ? new Visitor(person, DirectoryStore.Tenant(session), LanguageOf(http))
            : null);
    }

    public static Words LanguageOf(HttpContext http) => Words.In(http.Request.Cookies[LanguageCookie]);

    /// <summary>The visitor as a caller of the stores, with that person's rights.</summary>
    public Caller Caller => new(false, Person.Id, Person.DisplayName, Person.Mail, AppId, [], Caller.Graph);

    public GraphCall Call(HttpContext http) => GraphCall.For(http, Caller);
}
