using EmulationM365.Effects;
using EmulationM365.Texts;

namespace EmulationM365.Functions.Pages;

/// <summary>The fields of a request's form beside its table: a paper's marks, a sitting's attendance.</summary>
public static class RequestFields
{
    /// <summary>Number, date, body, signer and signed file of a paper.</summary>
    public static Html Paper(RequestView view) => Html.Of($"""
        <h2>{Text.Say(view.Kind == "dispatch" ? "page.dispatch" : "page.paper")}</h2><div class="help">{Text.Say("page.paperHelp")}</div>
        {Field("number", "text", Text.Say("column.Requests.DecisionNumber"), "")}
        {Field("date", "date", Text.Say("column.Requests.DecisionDate"), "")}
        {Html.When(view.Kind != "dispatch", () => Field("authority", "text", Text.Say("column.Requests.DecisionAuthority"), view.Authority))}
        {Field("signedBy", "text", Text.Say("column.Requests.SignedBy"), "")}
        {Field("file", "text", Text.Say("page.file"), "")}
        """);

    /// <summary>Day and attendance of a sitting, and the scanned tally.</summary>
    public static Html Sitting() => Html.Of($"""
        <h2>{Text.Say("page.sitting")}</h2><div class="help">{Text.Say("page.sittingHelp")}</div>
        {Field("day", "date", Text.Say("column.CouncilSessions.Day"), "")}
        {Field("members", "number", Text.Say("column.CouncilSessions.Members"), "")}
        {Field("present", "number", Text.Say("column.CouncilSessions.Present"), "")}
        {Field("written", "number", Text.Say("column.CouncilSessions.WrittenBallots"), "0")}
        {Field("file", "text", Text.Say("column.CouncilSessions.Tally"), "")}
        """);

    /// <summary>How objects and money came back.</summary>
    public static Html Recovery() => Html.Of($"""
        <div class="field"><label for="comment">{Text.Say("page.recovery")} ({Text.Say("page.required")})</label>
        <div class="help" id="commentHelp">{Text.Say("page.recoveryHelp")}</div>
        <textarea id="comment" name="comment" rows="3" maxlength="4000" required aria-describedby="commentHelp"></textarea></div>
        """);

    private static Html Field(string name, string type, string label, string value) => Html.Of($"""
        <div class="field"><label for="{name}">{label} ({Text.Say("page.required")})</label>
        <input id="{name}" name="{name}" type="{type}" value="{value}" maxlength="255" required></div>
        """);
}
