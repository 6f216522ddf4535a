using System.Security.Cryptography;
using EmulationM365.LocalM365.Workbench.Frame;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Tokens;

/// <summary>The sign-in page: whoever sits at the machine says who they are.</summary>
internal static class PickerPage
{
    public static IResult Authorize(HttpContext http, Tenant tenant, string tenantId)
    {
        var query = http.Request.Query;
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var redirect) || !redirect.IsLoopback)
            return Refuse(http, "signin.redirect");
        if (tenant.Database.Read(session => DirectoryStore.App(session, query["client_id"].ToString())) is not { } app)
            return Refuse(http, "signin.app");
        if (query["response_type"] != "code") return Refuse(http, "signin.type");
        var picked = query["login_hint"].ToString() is { Length: > 0 } hint ? tenant.Database.Read(session => DirectoryStore.Person(session, hint)) : null;
        // whoever chose a person on the workbench is signed in already, unless the app asks to choose again
        var here = picked is null && query["prompt"].Count == 0 ? Visitor.Of(http, tenant)?.Person : null;
        if (here is not null) return Results.Redirect(Back(tenant, query, app, here));
        if (query["prompt"] != "none") return Page(http, tenant, picked);
        return picked is { Enabled: true }
            ? Results.Redirect(Back(tenant, query, app, picked))
            : Results.Redirect(With(query, "error", "login_required"));
    }

    /// <summary>The person was picked: only now a code is made.</summary>
    private static string Back(Tenant tenant, IQueryCollection query, App app, Person person)
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));
        var nonce = query["nonce"].ToString() is { Length: > 0 } given ? given : null;
        tenant.Codes[code] = new SignInCode(app.Id, person.Id, query["redirect_uri"].ToString(), query["scope"].ToString(), nonce);
        return With(query, "code", code);
    }

    private static string With(IQueryCollection query, string name, string value)
    {
        var url = QueryHelpers.AddQueryString(query["redirect_uri"].ToString(), name, value);
        return query["state"].ToString() is { Length: > 0 } state ? QueryHelpers.AddQueryString(url, "state", state) : url;
    }

    private static IResult Page(HttpContext http, Tenant tenant, Person? first)
    {
        var words = Visitor.LanguageOf(http);
        var people = tenant.Database.Read(DirectoryStore.People).Where(person => person.Enabled).OrderBy(person => person.Id != first?.Id);
        var body = Markup.Of($"""<h1>{words["signin.title"]}</h1><p class="quiet">{words["signin.about"]}</p>{SignInPages.People(people, person => Picked(http.Request, person))}""");
        return new Screen(Area.SignIn, words["signin.title"], body) { IsNarrow = true }.Show(http, null);
    }

    private static string Picked(HttpRequest request, Person person)
    {
        var kept = request.Query.Where(option => option.Key is not ("prompt" or "login_hint"));
        return request.Path + QueryString.Create(kept).Add("prompt", "none").Add("login_hint", person.Upn);
    }

    private static IResult Refuse(HttpContext http, string key)
    {
        var words = Visitor.LanguageOf(http);
        var body = Markup.Of($"""<h1>{words["signin.refused"]}</h1><p>{words[key]}</p>""");
        return new Screen(Area.SignIn, words["signin.refused"], body) { IsNarrow = true, Status = 400 }.Show(http, null);
    }
}
