using System.Text;
using EmulationM365.LocalM365.Pages;

namespace EmulationM365.LocalM365.Workbench;

/// <summary>Published pages as a reader sees them.</summary>
internal static class NewsPages
{
    public static IResult All(Tenant tenant)
    {
        var rows = tenant.Database.Read(PageStore.Published).Select(page => new[]
        {
            $"<a href=\"/workbench/news/{page.Id}\">{Html.Encode(page.Published!.String("title"))}</a>",
            page.Published!.String("promotionKind") == "newsPost" ? "Tin" : "Trang", Tables.Moment(page.Modified),
        });
        return Page("Tin", Tables.Make(["Tiêu đề", "Loại", "Đăng lúc"], rows));
    }

    public static IResult One(Tenant tenant, string page)
    {
        var found = tenant.Database.Read(PageStore.Published).Find(one => one.Id == page);
        if (found is null) return Results.NotFound();
        var text = string.Concat(Parts(found.Published!["canvasLayout"]));
        return Page(found.Published.String("title") ?? found.Name, $"<iframe sandbox=\"\" title=\"Nội dung tin\" srcdoc=\"{Html.Encode(Frame(text))}\"></iframe>");
    }

    private static string Frame(string text) => $"<meta charset=\"utf-8\"><body style=\"font:14px/20px 'Segoe UI',system-ui,sans-serif\">{text}";

    /// <summary>The text web parts in reading order.</summary>
    private static IEnumerable<string> Parts(JsonNode? node) => node switch
    {
        JsonObject part when part.String("innerHtml") is { } html => [html],
        JsonObject whole => whole.SelectMany(member => Parts(member.Value)),
        JsonArray several => several.SelectMany(Parts),
        _ => [],
    };

    private static IResult Page(string title, string body) =>
        Results.Content(Html.Document(title, new StringBuilder($"<h1>{Html.Encode(title)}</h1>").Append(body).ToString(), menu: true), "text/html; charset=utf-8");
}
