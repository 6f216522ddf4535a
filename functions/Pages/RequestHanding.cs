using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Texts;

namespace EmulationM365.Functions.Pages;

/// <summary>The parts of a request page that concern who answers: handing it on, opening it again, who agreed already.</summary>
public static class RequestHanding
{
    /// <summary>Handing the request to somebody by name, with the reason; folded away, as it is rare.</summary>
    public static Html HandOver(RequestView view, string proof) => Html.Of($"""
        <details><summary>{Text.Say("page.handOver")}</summary>
        <form method="post">{FormProof.Input(proof)}
        <input type="hidden" name="content" value="{view.ContentHash}">
        <div class="field"><label for="to">{Text.Say("page.handOver.to")} ({Text.Say("page.required")})</label>
        <select id="to" name="to" required>{Html.Join(view.Others.Select(other => Html.Of($"<option value=\"{other.Key}\">{other.Name}</option>")))}</select></div>
        <div class="field"><label for="why">{Text.Say("page.handOver.why")} ({Text.Say("page.required")})</label>
        <div class="help" id="whyHelp">{Text.Say("page.handOver.help")}</div>
        <textarea id="why" name="comment" rows="2" maxlength="{Handing.LongestReason}" required aria-describedby="whyHelp"></textarea></div>
        <button type="submit" class="second" name="answer" value="{RequestForm.HandOver}">{Text.Say("page.handOver.do")}</button>
        </form></details>
        """);

    /// <summary>Opening a request again whose link has ended.</summary>
    public static Html Reopen(RequestView view, string proof) => Html.Of($"""
        <form method="post">{FormProof.Input(proof)}
        <input type="hidden" name="content" value="{view.ContentHash}">
        <p>{Text.Say("page.reopen.help")}</p>
        <button type="submit" name="answer" value="{RequestForm.Reopen}">{Text.Say("page.reopen")}</button></form>
        """);

    /// <summary>How many must agree, and who did.</summary>
    public static string Needs(RequestView view)
    {
        var needs = Words.Needs(view);
        return view.Agreed.Count == 0 ? needs
            : Text.Say("page.needs.agreed", needs, string.Join("; ", view.Agreed.Select(one => Text.Say("page.needs.one", one.Name, VietnamTime.Write(one.At)))));
    }
}
