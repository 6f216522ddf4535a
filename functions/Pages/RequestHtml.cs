using System.Security.Cryptography;
using System.Text;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>Draws request pages. They run no script: a mail scanner that runs scripts finds nothing to run, and a browser that blocks them loses nothing.</summary>
public static class RequestHtml
{
    private static readonly string Css = ReadCss();
    private static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    /// <summary>The page of a request.</summary>
    public static IActionResult Of(HttpContext context, RequestPage page, SignedIn person) => page.View is { } view
        ? Answer(context, page.Status, view.Title, Request(view), person.Name)
        : page.Status == 403
            ? Answer(context, 403, Text.Vi("page.notYours.title"), Note("bad", Text.Vi("page.notYours")), person.Name)
            : Answer(context, 404, Text.Vi("page.notFound.title"), Note("warn", Text.Vi("page.notFound")), person.Name);

    /// <summary>Nobody is signed in who can be believed.</summary>
    public static IActionResult SignIn(HttpContext context) => Answer(context, 401, Text.Vi("page.signIn.title"), Note("warn", Text.Vi("page.signIn")), null);

    /// <summary>The form came from another site.</summary>
    public static IActionResult CrossSite(HttpContext context) => Answer(context, 403, Text.Vi("page.signIn.title"), Note("bad", Text.Vi("page.crossSite")), null);

    /// <summary>The form cannot be read.</summary>
    public static IActionResult BadForm(HttpContext context, string field) => Answer(context, 400, Text.Vi("page.answer"), Note("bad", Text.Vi("page.badForm", field)), null);

    private static Html Request(RequestView view)
    {
        var alive = view.Lines.Where(line => line.Alive).ToList();
        var shown = view.Open ? alive : view.Lines;
        return Html.Of($"""
            {Notices(view)}
            <dl>
            <dt>{Text.Vi("page.unit")}</dt><dd>{view.Unit}</dd>
            <dt>{Text.Vi("page.round")}</dt><dd>{view.Round}</dd>
            <dt>{Text.Vi("page.count")}</dt><dd>{shown.Count}</dd>
            {(view.Due is { } due ? Html.Of($"<dt>{Text.Vi("page.due")}</dt><dd>{VietnamTime.Write(due)}</dd>") : Html.Empty)}
            {Html.When(view.Open, () => Html.Of($"<dt>{Text.Vi("page.next")}</dt><dd>{view.Next}</dd>"))}
            </dl>
            {(view.Open ? Form(view, alive) : Html.Of($"<h2>{Text.Vi("page.lines")}</h2>{Table(view, shown)}"))}
            """);
    }

    private static Html Notices(RequestView view)
    {
        var recorded = view.Notice?.Key.StartsWith("answer.", StringComparison.Ordinal) == true;
        return Html.Join(
        [
            Html.When(view.Notice is not null, () => Note(recorded ? "ok" : "warn", view.Notice!.Vi)),
            Html.When(view.Answer is not null && (recorded || view.Notice is null), () => Note("info", Text.Vi(
                "page.recordedBy", Text.Vi($"choice.answer.{view.Answer!.Answer}"), Words.Answered(view.Answer)))),
        ]);
    }

    private static Html Form(RequestView view, IReadOnlyList<LineState> lines) => Html.Of($"""
        <form method="post">
        <input type="hidden" name="content" value="{view.ContentHash}">
        <h2>{Text.Vi("page.lines")}</h2>
        {Table(view, lines)}
        {Html.When(view.Kind == "record_decision", () => Paper(view))}
        <button type="submit" name="answer" value="{ReturnRoute.AnswerOf(view.Kind)}">{Text.Vi($"page.do.{view.Kind}")}</button>
        </form>
        {Html.When(view.Kind is not ("record_decision" or "direct"), () => SendBack(view))}
        """);

    /// <summary>The other answer needs a reason; its box opens with it, without any script.</summary>
    private static Html SendBack(RequestView view) => Html.Of($"""
        <details><summary>{Text.Vi("choice.answer.send_back")}</summary>
        <form method="post">
        <input type="hidden" name="content" value="{view.ContentHash}">
        <div class="field"><label for="comment">{Text.Vi("page.comment")} ({Text.Vi("page.required")})</label>
        <div class="help" id="commentHelp">{Text.Vi("page.commentHelp")}</div>
        <textarea id="comment" name="comment" rows="3" maxlength="4000" required aria-describedby="commentHelp"></textarea></div>
        <button type="submit" class="second" name="answer" value="send_back">{Text.Vi("page.do.sendBack")}</button>
        </form></details>
        """);

    private static Html Paper(RequestView view) => Html.Of($"""
        <h2>{Text.Vi("page.paper")}</h2><div class="help">{Text.Vi("page.paperHelp")}</div>
        {Field("number", "text", "column.Requests.DecisionNumber", "")}
        {Field("date", "date", "column.Requests.DecisionDate", "")}
        {Field("authority", "text", "column.Requests.DecisionAuthority", view.Authority)}
        {Field("signedBy", "text", "column.Requests.SignedBy", "")}
        """);

    private static Html Field(string name, string type, string label, string value) => Html.Of($"""
        <div class="field"><label for="{name}">{Text.Vi(label)} ({Text.Vi("page.required")})</label>
        <input id="{name}" name="{name}" type="{type}" value="{value}" maxlength="255" required></div>
        """);

    private static Html Table(RequestView view, IReadOnlyList<LineState> lines) => Html.Of($"""
        <table><thead><tr><th>{Text.Vi("table.number")}</th><th>{Text.Vi("table.name")}</th><th>{Text.Vi("table.advice")}</th>
        <th>{(view.Open ? Text.Vi($"page.except.{view.Kind}") : Text.Vi("table.conclusion"))}</th></tr></thead>
        <tbody>{Html.Join(lines.Select(line => Row(view, line)))}</tbody></table>
        """);

    private static Html Row(RequestView view, LineState line) => Html.Of($"""
        <tr><td class="number">{line.Number}</td>
        <td><strong>{line.Line.Name}</strong><div class="reasons">{Words.Award(line.Line.Award)}</div><div class="reasons">{line.Line.Achievement}</div><div class="reasons">{Words.Votes(view.Meeting, line.Line)}</div></td>
        <td>{Tag(line.Line.Verdict.Standing)}<div class="reasons">{Words.Reasons(line.Line.Verdict)}</div></td>
        <td>{(view.Open ? Tick(view, line) : Html.Of($"{Text.Vi($"choice.lineStatus.{Words.StatusKey(line, view.Stage)}")}"))}</td></tr>
        """);

    private static Html Tick(RequestView view, LineState line) => Html.Of(
        $"""<label><input type="checkbox" name="except" value="{line.Number}" aria-label="{Text.Vi($"page.except.{view.Kind}")}: {line.Line.Name}"> {Text.Vi($"page.except.{view.Kind}")}</label>""");

    private static Html Tag(Standing standing) => standing switch
    {
        Standing.Eligible => Html.Of($"""<span class="tag ok">✓ {Words.Of(standing)}</span>"""),
        Standing.Ineligible => Html.Of($"""<span class="tag bad">✕ {Words.Of(standing)}</span>"""),
        _ => Html.Of($"""<span class="tag warn">? {Words.Of(standing)}</span>"""),
    };

    private static Html Note(string kind, string text) => Html.Of($"""<p class="note {kind}" role="status">{text}</p>""");

    private static ContentResult Answer(HttpContext context, int status, string title, Html body, string? person)
    {
        var headers = context.Response.Headers;
        (headers.ContentSecurityPolicy, headers.CacheControl, headers.XContentTypeOptions, headers["Referrer-Policy"]) = (Policy, "no-store", "nosniff", "no-referrer");
        var page = Html.Of($"""
            <!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>{title}</title>
            <style>CSS</style></head><body><header class="app">{Text.Vi("page.app")}</header>
            <main><h1>{title}</h1>{body}</main>
            <footer>{(person is null ? "" : Text.Vi("page.signedInAs", person))}</footer></body></html>
            """);
        return new ContentResult
        {
            StatusCode = status, ContentType = "text/html; charset=utf-8", Content = page.ToString().Replace("<style>CSS</style>", $"<style>{Css}</style>", StringComparison.Ordinal),
        };
    }

    private static string ReadCss()
    {
        using var reader = new StreamReader(typeof(RequestHtml).Assembly.GetManifestResourceStream("request.css")!);
        return reader.ReadToEnd();
    }
}
