using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Rules;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Functions.Pages;

/// <summary>The table of a request: who is proposed for what, the rules' advice, and in its last column what is asked of each line.</summary>
public static class RequestTable
{
    /// <summary>The table.</summary>
    public static Html Of(RequestView view, IReadOnlyList<AskedLine> lines) => Html.Of($"""
        <table><thead><tr><th>{Text.Say("table.number")}</th><th>{Text.Say("table.name")}</th><th>{Text.Say(view.Revokes ? "column.AwardRegister.DecisionNumber" : "table.advice")}</th>
        <th>{(view.Open ? Text.Say($"page.except.{view.Kind}") : Text.Say("table.conclusion"))}</th></tr></thead>
        <tbody>{Html.Join(lines.Select(line => Row(view, line)))}</tbody></table>
        """);

    private static Html Row(RequestView view, AskedLine line) => Html.Of($"""
        <tr><td class="number">{line.Number}</td>
        <td><strong>{line.Name}</strong>{Under(Words.Award(line.Award))}{Under(view.Units.GetValueOrDefault(line.UnitKey, ""))}{Under(line.Achievement)}{Under(Words.Votes(line))}</td>
        <td>{(line.Given is null ? Tag(line.Standing) : Html.Of($"{Words.Beside(line)}"))}{Under(line.Verdict is null ? "" : Words.Reasons(line.Verdict))}</td>
        <td>{(view.Open ? Asked(view, line) : Html.Of($"{Text.Say($"choice.lineStatus.{line.StatusKey}")}"))}</td></tr>
        """);

    private static Html Under(string text) => Html.When(text.Length > 0, () => Html.Of($"""<div class="reasons">{text}</div>"""));

    /// <summary>What is asked of a line: a tick against it, its votes, or what became of it above.</summary>
    private static Html Asked(RequestView view, AskedLine line)
    {
        var label = $"{Text.Say($"page.except.{view.Kind}")}: {line.Name}";
        return view.Kind switch
        {
            "council" => Html.Of($"""<input class="votes" type="number" name="votes-{line.Number}" min="0" max="999" required aria-label="{label}">"""),
            "upper_decision" => Outcome(view, line, label),
            "dispatch" => Html.Empty,
            _ => Html.Of($"""<label><input type="checkbox" name="except" value="{line.Number}" aria-label="{label}"> {Text.Say($"page.except.{view.Kind}")}</label>"""),
        };
    }

    private static Html Outcome(RequestView view, AskedLine line, string label) => Html.Of($"""
        <select name="outcome-{line.Number}" aria-label="{label}">
        <option value="granted">{Text.Say(view.Revokes ? "page.outcome.cancelled" : "page.outcome.granted")}</option><option value="refused">{Text.Say(view.Revokes ? "page.outcome.kept" : "page.outcome.refused")}</option><option value="waiting">{Text.Say("page.outcome.waiting")}</option>
        {Html.Join(Awards.All.Where(award => award != line.Award && !view.Revokes).Select(award => Html.Of($"<option value=\"{award}\">{Text.Say("page.outcome.reduced", Words.Award(award))}</option>")))}
        </select>
        """);

    private static Html Tag(Standing standing) => standing switch
    {
        Standing.Eligible => Html.Of($"""<span class="tag ok">✓ {Words.Of(standing)}</span>"""),
        Standing.Ineligible => Html.Of($"""<span class="tag bad">✕ {Words.Of(standing)}</span>"""),
        _ => Html.Of($"""<span class="tag warn">? {Words.Of(standing)}</span>"""),
    };
}
