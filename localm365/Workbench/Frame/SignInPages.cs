namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Choosing who sits at this machine, and in which language the pages speak.</summary>
internal static class SignInPages
{
    /// <summary>Who the person is stays known until somebody else is chosen.</summary>
    private static readonly TimeSpan _life = TimeSpan.FromDays(30);

    public static IResult SendTo(HttpContext http) =>
        Results.Redirect("/signin?back=" + Uri.EscapeDataString(http.Request.Path.ToUriComponent() + http.Request.QueryString.ToUriComponent()));

    /// <summary>
    /// <c>/signin</c> shows the people; <c>/signin?as=PERSON</c> is how one arrives signed in, by object id or sign-in name. Every other session of this browser on
    /// this host ends with it, as it does when the one place where people sign in signs them out.
    /// </summary>
    public static IResult Pick(HttpContext http, Tenant tenant)
    {
        var back = Local(http.Request.Query["back"].ToString());
        if (http.Request.Query["as"].ToString() is not { Length: > 0 } wanted) return Show(http, tenant, back, null);
        var person = tenant.Database.Read(session => DirectoryStore.Person(session, wanted));
        if (person is not { Enabled: true }) return Show(http, tenant, back, wanted);
        foreach (var (name, _) in http.Request.Cookies)
            if (name is not (Visitor.PersonCookie or Visitor.LanguageCookie)) http.Response.Cookies.Delete(name, new CookieOptions { Path = "/" });
        http.Response.Cookies.Append(Visitor.PersonCookie, person.Id, Kept());
        return Results.Redirect(back);
    }

    public static IResult Language(HttpContext http)
    {
        http.Response.Cookies.Append(Visitor.LanguageCookie, Words.In(http.Request.Query["to"].ToString()).Language, Kept());
        return Results.Redirect(Local(http.Request.Query["back"].ToString()));
    }

    /// <summary>The people one may be, as links made by the caller.</summary>
    internal static Markup People(IEnumerable<Person> people, Func<Person, string> link) => Markup.Of(
        $"""<ul class="people">{people.Select(person => Markup.Of($"""<li><a href="{link(person)}"><span class="face" aria-hidden="true">{Screen.Initials(person.DisplayName)}</span><span><b>{person.DisplayName}</b><small>{About(person)}</small></span></a></li>"""))}</ul>""");

    private static IResult Show(HttpContext http, Tenant tenant, string back, string? refused)
    {
        var words = Visitor.LanguageOf(http);
        var people = tenant.Database.Read(DirectoryStore.People).Where(person => person.Enabled).ToList();
        var wrong = refused is null ? Markup.None : Markup.Of($"""<p class="alert" role="alert">{words.Of("signin.unknown", refused)}</p>""");
        var list = people.Count == 0
            ? Markup.Of($"""<p class="empty">{words["signin.nobody"]}</p>""")
            : People(people, person => $"/signin?as={Uri.EscapeDataString(person.Upn)}&back={Uri.EscapeDataString(back)}");
        var body = Markup.Of($"""<h1>{words["signin.title"]}</h1><p class="quiet">{words["signin.about"]}</p>{wrong}{list}""");
        return new Screen(Area.SignIn, words["signin.title"], body) { IsNarrow = true, Status = refused is null ? 200 : 404 }.Show(http, Visitor.Of(http, tenant));
    }

    private static string About(Person person) => string.Join(" · ", new[] { person.JobTitle, person.Department, person.Upn }.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>A path on this machine; anything else leads home.</summary>
    private static string Local(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.StartsWith("/\\", StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";

    private static CookieOptions Kept() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", MaxAge = _life };
}
