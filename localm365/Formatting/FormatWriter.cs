using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>From elements to markup. Every text and every value of an attribute goes through the one encoder.</summary>
internal sealed class FormatWriter(FormatScope scope)
{
    private const int MostElements = 5000;
    private const int MostLetters = 2_000_000;

    private readonly List<FormatAction> _actions = [];
    private int _elements;
    private int _letters;

    public IReadOnlyList<FormatAction> Actions => _actions;

    /// <summary>The markup of an element, as often as it is repeated.</summary>
    public string Write(FormatElement element, FormatSight sight, bool inButton = false)
    {
        if (element.ForEach is not { } loop) return One(element, sight, inButton);
        var members = FormatTexts.Members(loop.Members.In(sight));
        return string.Concat(members.Select((member, index) => One(element, sight.With(loop.Name, member, index), inButton)));
    }

    private string One(FormatElement element, FormatSight sight, bool inButton)
    {
        if (++_elements > MostElements) throw new FormatFault("The format makes too many elements.");
        if (element.Reference is { } reference) return Referenced(reference, sight, inButton);
        // what opens may be opened by the keyboard too, and nothing opens from what is not shown
        if (element.Card is { } card && !inButton && !Hidden(element, sight))
            return $"<details class=\"formatcard\"><summary>{One(element with { Card = null }, sight, inButton: true)}</summary>{Write(card, sight)}</details>";
        var action = inButton ? null : element.Action;
        // buttons and links within a button would not be valid, and could not be pressed
        var tag = action is not null ? "button" : element.Tag is "button" || (inButton && element.Tag == "a") ? "span" : element.Tag;
        var attributes = Attributes(element, tag, sight);
        if (tag == "img") return attributes.Contains(" src=", StringComparison.Ordinal) ? $"<img{attributes} loading=\"lazy\">" : $"<span{attributes} data-image=\"none\"></span>";
        if (tag == "filepreview") return $"<span{attributes} data-image=\"file\"></span>";
        var content = element.Text is { } text ? Encoded(sight.Text(text.In(sight))) : string.Concat(element.Children.Select(child => Write(child, sight, inButton || action is not null)));
        return action is null ? $"<{tag}{attributes}>{content}</{tag}>" : Button(Deed(action, sight), attributes, content);
    }

    private static bool Hidden(FormatElement element, FormatSight sight) => element.Styles.Any(style => style.Name == "display" && sight.Text(style.Value.In(sight)).Trim() == "none");

    private string Attributes(FormatElement element, string tag, FormatSight sight)
    {
        var styles = element.Styles.Select(style => (style.Name, Value: SafeMarkup.Style(style.Name, sight.Text(style.Value.In(sight))))).Where(style => style.Value is not null);
        var text = Attribute("style", string.Join(';', styles.Select(style => $"{style.Name}:{style.Value}")));
        foreach (var (name, term) in element.Attributes) text += Attribute(name, sight.Text(term.In(sight)), tag);
        if (element.EditField is { } field) text += Attribute("data-edit", field == "@currentField" ? scope.CurrentField : field);
        return text;
    }

    private string Attribute(string name, string value, string tag) => name switch
    {
        "href" => tag == "a" && SafeMarkup.Href(value) is { } address ? Attribute("href", address) : "",
        "src" => tag == "img" && SafeMarkup.Source(value, scope.CurrentWeb) is { } address ? Attribute("src", address) : "",
        "class" => Attribute("class", SafeMarkup.Classes(value)),
        "iconName" => Attribute("data-icon", SafeMarkup.Plain(name, value)),
        // the page that is opened learns nothing of this one
        "target" => tag == "a" && SafeMarkup.Plain(name, value) is { } target ? Attribute("target", target) + Attribute("rel", "noopener noreferrer") : "",
        "rel" or "aria" => "",
        "d" => tag == "path" ? Attribute("d", SafeMarkup.Plain(name, value)) : "",
        "viewBox" or "preserveAspectRatio" => tag == "svg" ? Attribute(name, SafeMarkup.Plain(name, value)) : "",
        "alt" => tag == "img" ? Attribute("alt", SafeMarkup.Plain(name, value)) : "",
        _ => Attribute(name, SafeMarkup.Plain(name, value)),
    };

    private string Attribute(string name, string? value) => value is { Length: > 0 } ? $" {name}=\"{Encoded(value)}\"" : "";

    private FormatAction Deed(FormatDeed deed, FormatSight sight)
    {
        var input = new JsonObject();
        foreach (var (field, value) in deed.Input) input[field] = value.In(sight).ToJson();
        var action = new FormatAction(deed.Action, scope.CurrentField, _actions.Count, input, deed.Params is { } given ? sight.Text(given.In(sight)) : null);
        _actions.Add(action);
        return action;
    }

    private string Button(FormatAction action, string attributes, string content)
    {
        if (scope.Button is { } own) return own(action, attributes, content);
        var data = Attribute("data-action", action.Action) + (action.Input.Count > 0 ? Attribute("data-input", Wire.Text(action.Input)) : "");
        return $"<button type=\"submit\" name=\"action\"{Attribute("value", action.Token)}{data}{attributes}>{content}</button>";
    }

    /// <summary>The format of another column stands here; one that refers on is not followed.</summary>
    private string Referenced(string name, FormatSight sight, bool inButton)
    {
        var plan = scope.ColumnFormat?.Invoke(name) is { } format ? FormatPlan.Of(format) : null;
        if (plan is not { Fatal: null, IsView: false, Root: { Reference: null } root }) return $"<div>{Encoded(sight.Shown(name))}</div>";
        return Write(root, sight with { Scope = sight.Scope with { CurrentField = name } }, inButton);
    }

    private string Encoded(string text)
    {
        if ((_letters += text.Length) > MostLetters) throw new FormatFault("The format makes too much text.");
        return Markup.Encode(text);
    }
}
