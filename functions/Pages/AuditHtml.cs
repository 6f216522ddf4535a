using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Effects;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>Draws the history of a case, and writes it as a file.</summary>
public static class AuditHtml
{
    private const int Short = 12;
    private static readonly string[] Columns = ["at", "what", "who", "for", "objectId", "channel", "content", "trace", "hash"];

    /// <summary>The page.</summary>
    public static IActionResult Of(HttpContext context, string locator, int status, AuditPage? page, SignedIn person) => page is { } shown
        ? PageFrame.Answer(context, 200, Text.Say("page.audit.title"), Page(locator, shown), person.Name)
        : status == 403 ? PageFrame.Answer(context, 403, Text.Say("page.notYours.title"), PageFrame.Note("bad", Text.Say("page.audit.notYours")), person.Name)
            : status == 503 ? PageFrame.Stopped(context, person.Name) : PageFrame.NotFound(context, person.Name);

    /// <summary>The file.</summary>
    public static IActionResult File(HttpContext context, AuditPage page)
    {
        var headers = context.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers["Referrer-Policy"]) = ("no-store", "nosniff", "no-referrer");
        return new FileContentResult(Csv.Of([.. Columns.Select(column => Text.Say($"page.audit.{column}"))], page.Rows.Select(Cells)), "text/csv; charset=utf-8") { FileDownloadName = $"{page.CaseId}.csv" };
    }

    private static IReadOnlyList<string> Cells(AuditRow row) =>
        [row.At.ToOffset(VietnamTime.Offset).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture), row.What, row.Who, row.For, row.ObjectId, row.Channel, row.ContentHash, row.Trace, row.Hash];

    private static Html Page(string locator, AuditPage page) => Html.Of($"""
        <p><strong>{page.Title}</strong> · {page.CaseId}</p>
        {(page.Faults.Count == 0 ? PageFrame.Note("ok", Text.Say("page.audit.whole")) : PageFrame.Note("bad", Text.Say("page.audit.broken", string.Join(", ", page.Faults.Select(fault => fault.Seq).Distinct()))))}
        <p><a href="/api/requests/{locator}/history?format=csv">{Text.Say("page.audit.export")}</a> · <a href="/api/requests/{locator}">{Text.Say("page.audit.back")}</a></p>
        <table><thead><tr><th>{Text.Say("page.audit.at")}</th><th>{Text.Say("page.audit.what")}</th><th>{Text.Say("page.audit.who")}</th></tr></thead>
        <tbody>{Html.Join(page.Rows.Select(Row))}</tbody></table>
        """);

    private static Html Row(AuditRow row) => Html.Of($"""
        <tr><td>{VietnamTime.Write(row.At)}</td><td>{row.What}{Under("page.audit.content", row.ContentHash)}{Under("page.audit.trace", row.Trace)}</td>
        <td>{(row.For.Length > 0 ? Text.Say("answered.for", row.Who, row.For) : row.Who)}<div class="reasons">{row.Channel}</div></td></tr>
        """);

    private static Html Under(string key, string text) => Html.When(text.Length > 0, () => Html.Of($"<div class=\"reasons\">{Text.Say(key)}: {(text.Length > Short ? text[..Short] + "…" : text)}</div>"));
}
