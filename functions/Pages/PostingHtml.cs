using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace EmulationM365.Functions.Pages;

/// <summary>Draws the page of a posted list.</summary>
public static class PostingHtml
{
    /// <summary>The page.</summary>
    public static IActionResult Of(HttpContext context, PostingPage page, SignedIn person, string proof) => page.View is { } view
        ? PageFrame.Answer(context, page.Status, view.Title, Posting(view, proof), person.Name)
        : page.Status == 403
            ? PageFrame.Answer(context, 403, Text.Say("page.notYours.title"), PageFrame.Note("bad", Text.Say("page.posting.notYours")), person.Name)
            : page.Status == 503 ? PageFrame.Stopped(context, person.Name) : PageFrame.NotFound(context, person.Name);

    private static Html Posting(PostingView view, string proof) => Html.Of($"""
        {Html.When(view.Notice is not null, () => PageFrame.Note(view.Notice!.Key.StartsWith("answer.", StringComparison.Ordinal) ? "ok" : "warn", view.Notice.Here))}
        <dl><dt>{Text.Say("page.posting.period")}</dt><dd>{Text.Say("page.posting.days", VietnamTime.Write(view.From), VietnamTime.Write(view.To))}</dd></dl>
        {Html.When(view.Open, () => Html.Of($"{Table(view)}{Form(proof)}"))}
        {Html.When(view.Mine.Count > 0, () => Html.Of($"<h2>{Text.Say("page.posting.mine")}</h2>{Html.Join(view.Mine.Select(Mine))}"))}
        """);

    private static Html Table(PostingView view) => Html.Of($"""
        <h2>{Text.Say("page.posting")}</h2>
        <table><thead><tr><th>{Text.Say("table.number")}</th><th>{Text.Say("table.name")}</th><th>{Text.Say("table.unit")}</th><th>{Text.Say("table.award")}</th></tr></thead>
        <tbody>{Html.Join(view.Lines.Select(line => Html.Of($"<tr><td class=\"number\">{line.Number}</td><td><strong>{line.Name}</strong></td><td>{line.Unit}</td><td>{line.Award}</td></tr>")))}</tbody></table>
        """);

    private static Html Form(string proof) => Html.Of($"""
        <form method="post">{FormProof.Input(proof)}<div class="field"><label for="comment">{Text.Say("page.posting.comment")} ({Text.Say("page.required")})</label>
        <div class="help" id="commentHelp">{Text.Say("page.posting.help")}</div>
        <textarea id="comment" name="comment" rows="4" maxlength="{DecideSession.LongestComment}" required aria-describedby="commentHelp"></textarea></div>
        <button type="submit">{Text.Say("page.posting.send")}</button></form>
        """);

    private static Html Mine(PostingComment comment) => Html.Of($"""
        <div class="field"><div class="help">{VietnamTime.Write(comment.At)}</div><p>{comment.Text}</p>
        <p class="reasons">{(comment.Reply is null ? Text.Say("page.posting.noReply") : Text.Say("page.posting.reply", comment.Reply))}</p></div>
        """);
}
