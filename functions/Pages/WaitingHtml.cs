using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>Draws the page of everything that waits for a person. Without any script: what is ticked is answered, and each has its own result.</summary>
public static class WaitingHtml
{
    /// <summary>The page.</summary>
    public static IActionResult Of(HttpContext context, WaitingPage page, SignedIn person, string proof) => PageFrame.Answer(context, 200, Text.Say("page.waiting.title"), Html.Of($"""
        {Html.Join(page.Results.Select(Result))}
        {Html.When(page.Unread > 0, () => PageFrame.Note("warn", Text.Say("page.waiting.unread", page.Unread)))}
        {(page.Requests.Count == 0 ? PageFrame.Note("info", Text.Say("page.waiting.none")) : List(page, proof))}
        {Html.When(page.More > 0, () => Html.Of($"<p>{Text.Say("page.waiting.more", page.More)}</p>"))}
        """), person.Name);

    private static Html Result(TogetherResult result) =>
        PageFrame.Note(result.Taken ? "ok" : "warn", result.Title.Length > 0 ? Text.Say("page.waiting.result", result.Title, result.Notice.Here) : result.Notice.Here);

    private static Html List(WaitingPage page, string proof)
    {
        var (together, alone) = (page.Requests.Where(request => request.Together).ToList(), page.Requests.Where(request => !request.Together).ToList());
        return Html.Of($"""
            {Html.When(together.Count > 0, () => Html.Of($"""
                <form method="post">{FormProof.Input(proof)}
                <h2>{Text.Say("page.waiting.together")}</h2><div class="help">{Text.Say("page.waiting.help")}</div>
                {Html.Join(together.Select(Tickable))}
                <button type="submit">{Text.Say("page.waiting.agree")}</button></form>
                """))}
            {Html.When(alone.Count > 0, () => Html.Of($"""
                <h2>{Text.Say("page.waiting.alone")}</h2><ul class="plain">{Html.Join(alone.Select(request => Html.Of($"<li>{Link(request)}{Due(request)}</li>")))}</ul>
                """))}
            """);
    }

    /// <summary>What is agreed to is what is shown: its lines stand below it, and the answer is bound to them.</summary>
    private static Html Tickable(WaitingRequest request) => Html.Of($"""
        <section class="card"><input type="hidden" name="content-{request.Locator}" value="{request.View.ContentHash}">
        <label><input type="checkbox" name="pick" value="{request.Locator}"> <strong>{request.View.Title}</strong></label>
        <div class="help">{Text.Say($"page.do.{request.View.Kind}")} · {Text.Say("page.waiting.lines", request.View.Lines.Count(line => line.Alive))}{Due(request)}</div>
        {Html.Join(request.View.Papers.Select(said => Html.Of($"<p class=\"help\">{said}</p>")))}
        <details><summary>{Text.Say("page.lines")}</summary>{RequestTable.Of(request.View with { Open = false }, [.. request.View.Lines.Where(line => line.Alive)])}</details>
        {Link(request, Text.Say("page.waiting.open"))}</section>
        """);

    private static Html Link(WaitingRequest request, string? text = null) => Html.Of($"<a href=\"/api/requests/{request.Locator}\">{text ?? request.View.Title}</a>");

    private static Html Due(WaitingRequest request) => request.View.Due is { } due ? Html.Of($" · {Text.Say("page.due")}: {VietnamTime.Write(due)}") : Html.Empty;
}
