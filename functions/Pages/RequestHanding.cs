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
        <details><summary>{Text.Vi("page.handOver")}</summary>
        <form method="post"><input type="hidden" name="{FormProof.Field}" value="{proof}">
        <input type="hidden" name="content" value="{view.ContentHash}">
        <div class="field"><label for="to">{Text.Vi("page.handOver.to")} ({Text.Vi("page.required")})</label>
        <select id="to" name="to" required>{Html.Join(view.Others.Select(other => Html.Of($"<option value=\"{other.Key}\">{other.Name}</option>")))}</select></div>
        <div class="field"><label for="why">{Text.Vi("page.handOver.why")} ({Text.Vi("page.required")})</label>
        <div class="help" id="whyHelp">{Text.Vi("page.handOver.help")}</div>
        <textarea id="why" name="comment" rows="2" maxlength="{Handing.LongestReason}" required aria-describedby="whyHelp"></textarea></div>
        <button type="submit" class="second" name="answer" value="{RequestForm.HandOver}">{Text.Vi("page.handOver.do")}</button>
        </form></details>
        """);

    /// <summary>Opening a request again whose link has ended.</summary>
    public static Html Reopen(RequestView view, string proof) => Html.Of($"""
        <form method="post"><input type="hidden" name="{FormProof.Field}" value="{proof}">
        <input type="hidden" name="content" value="{view.ContentHash}">
        <p>{Text.Vi("page.reopen.help")}</p>
        <button type="submit" name="answer" value="{RequestForm.Reopen}">{Text.Vi("page.reopen")}</button></form>
        """);

    /// <summary>How many must agree, and who did.</summary>
    public static string Needs(RequestView view)
    {
        var needs = Words.Needs(view);
        return view.Agreed.Count == 0 ? needs
            : Text.Vi("page.needs.agreed", needs, string.Join("; ", view.Agreed.Select(one => Text.Vi("page.needs.one", one.Name, VietnamTime.Write(one.At)))));
    }
}
