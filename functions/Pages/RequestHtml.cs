using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>Draws request pages.</summary>
public static class RequestHtml
{
    /// <summary>The page of a request.</summary>
    public static IActionResult Of(HttpContext context, RequestPage page, SignedIn person, string locator, string proof) => page.View is { } view
        ? PageFrame.Answer(context, page.Status, view.Title, Request(view, locator, proof), person.Name)
        : page.Status == 403
            ? PageFrame.Answer(context, 403, Text.Say("page.notYours.title"), PageFrame.Note("bad", Text.Say("page.notYours")), person.Name)
            : page.Status == 503 ? PageFrame.Stopped(context, person.Name) : PageFrame.NotFound(context, person.Name);

    private static Html Request(RequestView view, string locator, string proof)
    {
        var alive = view.Lines.Where(line => line.Alive).ToList();
        var shown = view.Open ? alive : view.Lines;
        return Html.Of($"""
            {Notices(view)}
            <dl>
            {Html.Join(view.Facts.Select(fact => Html.Of($"<dt>{fact.Label}</dt><dd>{fact.Value}</dd>")))}
            <dt>{Text.Say("page.count")}</dt><dd>{shown.Count}</dd>
            {(view.Due is { } due ? Html.Of($"<dt>{Text.Say("page.due")}</dt><dd>{VietnamTime.Write(due)}</dd>") : Html.Empty)}
            {Html.When(view.Open, () => Html.Of($"<dt>{Text.Say("page.next")}</dt><dd>{view.Next}</dd>"))}
            {Html.When(view.Needs is not null, () => Html.Of($"<dt>{Text.Say("page.needs")}</dt><dd>{RequestHanding.Needs(view)}</dd>"))}
            </dl>
            {Dossier(view)}
            {(view.Open ? Form(view, alive, proof) : Html.Of($"<h2>{Text.Say("page.lines")}</h2>{RequestTable.Of(view, shown)}"))}
            {Html.When(view.Reopens, () => RequestHanding.Reopen(view, proof))}
            {Html.When(view.Others.Count > 0, () => RequestHanding.HandOver(view, proof))}
            <p><a href="/api/requests">{Text.Say("page.waiting.title")}</a>{Html.When(view.History, () => Html.Of($" · <a href=\"/api/requests/{locator}/history\">{Text.Say("page.audit.title")}</a>"))}</p>
            """);
    }

    private static Html Notices(RequestView view)
    {
        var recorded = view.Notice?.Key.StartsWith("answer.", StringComparison.Ordinal) == true;
        return Html.Join(
        [
            Html.When(view.Notice is not null, () => PageFrame.Note(recorded ? "ok" : "warn", view.Notice!.Here)),
            Html.When(view.Answer is not null && (recorded || view.Notice is null), () => PageFrame.Note("info", Text.Say(
                "page.recordedBy", Text.Say($"choice.answer.{view.Answer!.Answer}"), Words.Answered(view.Answer)))),
        ]);
    }

    /// <summary>What is to be said of the dossier, and the files in it, which open only in the library.</summary>
    private static Html Dossier(RequestView view) => Html.When(view.Papers.Count > 0, () => Html.Of($"""
        <h2>{Text.Say("page.dossier")}</h2>
        {Html.Join(view.Papers.Select(said => Html.Of($"<p>{said}</p>")))}
        {Html.When(view.Files.Count > 0, () => Html.Of($"<ul>{Html.Join(view.Files.Select(file => Html.Of($"<li>{file.Path} – {DossierWords.Paper(file.Paper)}</li>")))}</ul>"))}
        """));

    private static Html Form(RequestView view, IReadOnlyList<AskedLine> lines, string proof) => Html.Of($"""
        <form method="post">{FormProof.Input(proof)}
        <input type="hidden" name="content" value="{view.ContentHash}">
        <h2>{Text.Say("page.lines")}</h2>
        {RequestTable.Of(view, lines)}
        {Html.When(view.Kind == "council", () => RequestFields.Sitting())}
        {Html.When(Asking.WantsPaper(view.Kind), () => RequestFields.Paper(view))}
        {Html.When(view.Kind == "recover", RequestFields.Recovery)}
        <button type="submit" name="answer" value="{Asking.AnswerOf(view.Kind)}">{Text.Say($"page.do.{view.Kind}")}</button>
        </form>
        {Html.When(Asking.MaySendBack(view.Kind), () => SendBack(view, proof))}
        """);

    /// <summary>The other answer needs a reason; its box opens with it, without any script.</summary>
    private static Html SendBack(RequestView view, string proof) => Html.Of($"""
        <details><summary>{Text.Say("choice.answer.send_back")}</summary>
        <form method="post">{FormProof.Input(proof)}
        <input type="hidden" name="content" value="{view.ContentHash}">
        <div class="field"><label for="comment">{Text.Say("page.comment")} ({Text.Say("page.required")})</label>
        <div class="help" id="commentHelp">{Text.Say("page.commentHelp")}</div>
        <textarea id="comment" name="comment" rows="3" maxlength="4000" required aria-describedby="commentHelp"></textarea></div>
        <button type="submit" class="second" name="answer" value="send_back">{Text.Say("page.do.sendBack")}</button>
        </form></details>
        """);
}
