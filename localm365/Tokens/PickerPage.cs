using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.LocalM365.Tokens;

/// <summary>The sign-in page: whoever sits at the machine says who they are.</summary>
internal static class PickerPage
{
    public static IResult Authorize(HttpContext http, Tenant tenant, string tenantId)
    {
        var query = http.Request.Query;
        if (!Uri.TryCreate(query["redirect_uri"], UriKind.Absolute, out var redirect) || !redirect.IsLoopback)
            return Refuse("redirect_uri phải là địa chỉ trên chính máy này (localhost).");
        if (tenant.Database.Read(session => DirectoryStore.App(session, query["client_id"].ToString())) is not { } app)
            return Refuse("Ứng dụng (client_id) chưa được đăng ký.");
        if (query["response_type"] != "code") return Refuse("response_type phải là code.");
        var picked = query["login_hint"].ToString() is { Length: > 0 } hint ? tenant.Database.Read(session => DirectoryStore.Person(session, hint)) : null;
        if (query["prompt"] != "none") return Html(Page(http, tenant, picked));
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

    private static string Page(HttpContext http, Tenant tenant, Person? first)
    {
        var people = tenant.Database.Read(DirectoryStore.People).Where(person => person.Enabled).OrderBy(person => person.Id != first?.Id);
        var body = new StringBuilder("<h1>Chọn người đăng nhập</h1><p class=\"quiet\">Máy này không hỏi mật khẩu. Chọn tên để đăng nhập thay người đó.</p><ul class=\"pick\">");
        foreach (var person in people)
        {
            var link = Picked(http.Request, person);
            var about = string.Join(" · ", new[] { person.JobTitle, person.Department, person.Upn }.Where(part => !string.IsNullOrEmpty(part)));
            body.Append(CultureInfo.InvariantCulture, $"<li><a href=\"{Workbench.Html.Encode(link)}\">{Workbench.Html.Encode(person.DisplayName)}<small>{Workbench.Html.Encode(about)}</small></a></li>");
        }
        return Workbench.Html.Document("Chọn người đăng nhập", body.Append("</ul>").ToString());
    }

    private static string Picked(HttpRequest request, Person person)
    {
        var kept = request.Query.Where(option => option.Key is not ("prompt" or "login_hint"));
        return request.Path + QueryString.Create(kept).Add("prompt", "none").Add("login_hint", person.Upn);
    }

    private static IResult Refuse(string sentence) =>
        Results.Content(Workbench.Html.Document("Không đăng nhập được", $"<h1>Không đăng nhập được</h1><p>{Workbench.Html.Encode(sentence)}</p>"), "text/html; charset=utf-8", Encoding.UTF8, 400);

    private static IResult Html(string page) => Results.Content(page, "text/html; charset=utf-8");
}
