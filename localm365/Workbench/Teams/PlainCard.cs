using EmulationM365.LocalM365.Teams;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Teams;

/// <summary>A card as plain HTML, without any script: its texts in order, a box for each input, a button for each action. What it does not know it leaves out, as clients do.</summary>
internal sealed class PlainCard(Words words, string address, string id)
{
    private const int Deepest = 12;
    private List<JsonObject> _actions = [];

    public Markup Make(JsonObject card)
    {
        _actions = [.. CardActions.Of(card)];
        var buttons = Actions(card);
        return Markup.Of($"""<form method="post" action="{address}" class="plaincard" aria-label="{words["teams.card"]}">{Elements(card["body"], 0)}{buttons}</form>""");
    }

    private Markup Elements(JsonNode? all, int depth) => depth > Deepest || all is not JsonArray elements ? Markup.None : Markup.Join(elements.OfType<JsonObject>().Select(element => Element(element, depth)));

    private Markup Element(JsonObject element, int depth) => element.String("type") switch
    {
        "TextBlock" => element.String("style") == "heading" ? Markup.Of($"""<h2>{element.String("text")}</h2>""") : Markup.Of($"""<p>{element.String("text")}</p>"""),
        "RichTextBlock" => Markup.Of($"""<p>{(element["inlines"] as JsonArray ?? []).OfType<JsonObject>().Select(Run)}</p>"""),
        "FactSet" => Markup.Of($"""<dl>{(element["facts"] as JsonArray ?? []).OfType<JsonObject>().Select(fact => Markup.Of($"""<dt>{fact.String("title")}</dt><dd>{fact.String("value")}</dd>"""))}</dl>"""),
        "Container" => Markup.Of($"""<div class="part">{Elements(element["items"], depth + 1)}{Select(element)}</div>"""),
        "ColumnSet" => Markup.Join((element["columns"] as JsonArray ?? []).OfType<JsonObject>().Select(column => Elements(column["items"], depth + 1))),
        "Input.Text" => Box(element),
        "ActionSet" => Actions(element),
        _ => Markup.None,
    };

    private static Markup Run(JsonObject run) => run.String("weight") == "Bolder" ? Markup.Of($"""<strong>{run.String("text")}</strong>""") : Markup.Of($"""<span>{run.String("text")}</span>""");

    private Markup Box(JsonObject input)
    {
        var (name, own) = ($"input.{input.String("id")}", $"{id}-{input.String("id")}");
        return Markup.Of($"""<div class="field"><label for="{own}">{input.String("label")}</label><textarea id="{own}" name="{name}" rows="2">{input.String("value")}</textarea></div>""");
    }

    private Markup Actions(JsonObject holder) => Markup.Of($"""<div class="actions">{(holder["actions"] as JsonArray ?? []).OfType<JsonObject>().Select(Action)}</div>""");

    private Markup Select(JsonObject container) => container["selectAction"] is JsonObject { } action && action.String("type") == "Action.OpenUrl" ? Action(action) : Markup.None;

    /// <summary>A link leads only to pages; a button is known by its place.</summary>
    private Markup Action(JsonObject action) => action.String("type") switch
    {
        "Action.OpenUrl" when HtmlAllowance.SafeLink(action.String("url") ?? "") is { } url => Markup.Of($"""<a class="button" href="{url}" rel="noopener noreferrer">{action.String("title")}</a>"""),
        "Action.Execute" => Markup.Of($"""<button name="action" value="{_actions.IndexOf(action)}:{action.String("title")}">{action.String("title")}</button>"""),
        _ => Markup.None,
    };
}
