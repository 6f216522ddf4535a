using EmulationM365.LocalM365.Mail;

namespace EmulationM365.LocalM365.Workbench;

/// <summary>The mails of the tenant. A body is shown in a frame that may run nothing and send nothing.</summary>
internal static class MailPages
{
    public static IResult All(Tenant tenant)
    {
        var rows = tenant.Database.Read(session => MailStore.All(session)).AsEnumerable().Reverse().Select(mail => new[]
        {
            $"<a href=\"/workbench/mails/{mail.Id.ToString(CultureInfo.InvariantCulture)}\">{Html.Encode(mail.Subject)}</a>",
            Html.Encode(string.Join(", ", mail.Recipients)), Tables.Moment(mail.Sent), Answer(mail),
        });
        return Page("Thư", Tables.Make(["Tiêu đề", "Người nhận", "Lúc gửi", ""], rows));
    }

    public static IResult One(Tenant tenant, long mail)
    {
        if (tenant.Database.Read(session => MailStore.Find(session, mail)) is not { } found) return Results.NotFound();
        var body = found.IsHtml
            ? $"<iframe sandbox=\"\" title=\"Nội dung thư\" srcdoc=\"{Html.Encode(found.Body)}\"></iframe>"
            : $"<pre>{Html.Encode(found.Body)}</pre>";
        var head = $"<p class=\"quiet\">Từ {Html.Encode(found.Mailbox)} đến {Html.Encode(string.Join(", ", found.Recipients))}, {Tables.Moment(found.Sent)}</p>";
        return Page(found.Subject, head + $"<p>{Answer(found)}</p>" + body);
    }

    private static string Answer(StoredMail mail) =>
        mail.FirstLink is { } link ? $"<a href=\"{Html.Encode(link)}\" rel=\"noreferrer\">Mở trang trả lời</a>" : "";

    private static IResult Page(string title, string body) =>
        Results.Content(Html.Document(title, $"<h1>{Html.Encode(title)}</h1>{body}", menu: true), "text/html; charset=utf-8");
}
