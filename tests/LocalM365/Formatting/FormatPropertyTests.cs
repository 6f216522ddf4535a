using System.Text.Json.Nodes;
using AngleSharp.Dom;
using EmulationM365.LocalM365.Formatting;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>Whatever a format and the fields hold, nothing is thrown, nothing runs in the browser, and text stays the text it was.</summary>
public sealed class FormatPropertyTests
{
    private static readonly string[] Tags = ["DIV", "SPAN", "A", "IMG", "SVG", "PATH", "BUTTON", "P"];

    private static readonly string[] Pieces =
    [
        "<script>alert(1)</script>", "\"", "'", "><img src=x onerror=alert(1)>", "javascript:alert(1)", "onclick=x", "&lt;", "</div>", "<!--", "]]>", "`", "ế", "😀", " ", "{", "}", ";", "url(x)",
    ];

    private static readonly string[] Words =
    [
        "=", "@currentField", "@currentField.title", "[$Evil]", "[$List]", "[$Evil", "@me", "@now", "'", "'a'", "+", "-", "*", "/", "%", "==", "!=", "<", "&&", "||", "!", "?", ":", "(", ")", ",",
        "if(", "join(", "split(", "replaceAll(", "padStart(", "substring(", "indexOf(", "appendTo(", "removeFrom(", "addDays(", "toLocaleString(", "Date(", "Number(", "length(", "loopIndex(", "1", "0.5",
        "99999999", "'it\\'s'", " ", "true",
    ];

    private static readonly string[] Names =
    [
        "elmType", "txtContent", "style", "attributes", "children", "forEach", "customRowAction", "customCardProps", "inlineEditField", "columnFormatterReference", "operator", "operands", "action",
        "actionInput", "actionParams", "class", "href", "src", "title", "target", "d", "viewBox", "onclick", "iconName", "aria-label", "color", "position", "background-image", "rowFormatter",
        "additionalRowClass", "groupProps", "headerFormatter", "formatter",
    ];

    private static readonly string[] Values =
    [
        "div", "span", "a", "img", "svg", "path", "button", "p", "filepreview", "script", "x in [$List]", "x in @currentField", "[$Evil]", "@currentField", "setValue", "share", "+", "?", "toString()",
        "javascript:alert(1)", "='javascript:' + [$Evil]", "red", "fixed",
    ];

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.ListOf(Gen.Elements(Pieces)).Select(string.Concat),
        ArbMap.Default.GeneratorFor<string>().Select(text => string.Concat((text ?? "").Where(letter => letter is not ('\0' or '\r') && !char.IsSurrogate(letter)))));

    private static readonly Gen<string> Expression = Gen.ListOf(Gen.Elements(Words)).Select(words => "=" + string.Concat(words));

    private static readonly Gen<string> Leaf = Gen.OneOf(Gen.Elements(Values), Text, Expression);

    /// <summary>Elements that are whole, so that much of what is made is rendered.</summary>
    private static readonly Gen<JsonNode?> Whole =
        from tag in Gen.Elements("div", "span", "a", "img", "svg", "path", "button", "p", "filepreview")
        from values in Gen.ArrayOf(Gen.OneOf(Text, Gen.Elements(Values)), 12)
        from loop in Gen.Elements<string?>(null, "x in [$List]", "x in @currentField", "x in split([$Evil], '')")
        from action in Gen.Elements<string?>(null, "setValue", "executeFlow", "share")
        select (JsonNode?)Element(tag, values, loop, action);

    [Fact]
    public void Random_Json_Never_Throws_And_Never_Runs() => Prop.ForAll(
        (from format in Gen.Sized(size => Json(Math.Min(size, 4))) from evil in Text select (format: format as JsonObject ?? new JsonObject { ["elmType"] = "div", ["children"] = new JsonArray(format) }, evil)).ToArbitrary(),
        one => Safe(one.format, one.evil)).Check(Config.QuickThrowOnFailure.WithMaxTest(400));

    [Fact]
    public void Whole_Elements_Never_Throw_And_Never_Run() => Prop.ForAll(
        (from children in Gen.ArrayOf(Whole, 4) from evil in Text select (children, evil)).ToArbitrary(),
        one => Safe(new JsonObject { ["elmType"] = "div", ["children"] = new JsonArray([.. one.children.Select(child => child!.DeepClone())]) }, one.evil))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void Random_Expressions_Never_Throw() => Prop.ForAll(
        (from expression in Expression from evil in Text select (expression, evil)).ToArbitrary(),
        one => Safe(new JsonObject { ["elmType"] = "div", ["txtContent"] = one.expression }, one.evil)).Check(Config.QuickThrowOnFailure.WithMaxTest(600));

    [Fact]
    public void Text_Stays_The_Text_It_Was() => Prop.ForAll(Text.ToArbitrary(), text =>
    {
        var format = Sample.Json(
            """{"elmType":"div","children":[{"elmType":"span","txtContent":"[$Evil]","attributes":{"title":"[$Evil]"}},{"elmType":"button","txtContent":"x","customRowAction":{"action":"setValue","actionInput":{"A":"[$Evil]"}}}]}""");
        var result = Formatter.Render(format, Scope(text));
        var body = Sample.Body(result);
        Assert.Equal(["DIV", "SPAN", "BUTTON"], body.QuerySelectorAll("*").Select(element => element.TagName));
        var span = body.QuerySelector("span")!;
        Assert.Equal(text, span.TextContent);
        Assert.Equal(text.Length is > 0 and <= 2000 ? text : null, span.GetAttribute("title"));
        Assert.Equal(text, result.Actions[0].Input["A"]!.GetValue<string>());
        Assert.Equal(text, JsonNode.Parse(body.QuerySelector("button")!.GetAttribute("data-input")!)!["A"]!.GetValue<string>());
        Assert.Equal(text, Sample.Body(Formatter.Render(new JsonObject(), Scope(text))).TextContent);
    }).QuickCheckThrowOnFailure();

    private static void Safe(JsonObject format, string evil)
    {
        var result = Formatter.Render(format, Scope(evil));
        Formatter.RenderGroup(format, Scope(evil));
        Assert.All(Formatter.Check(format), problem => Assert.Matches("^\\$[^ ]*: .*\\.$", problem.ReplaceLineEndings(" ")));
        foreach (var element in Sample.Body(result).QuerySelectorAll("*"))
        {
            Assert.Contains(element.TagName.ToUpperInvariant(), Tags);
            foreach (var attribute in element.Attributes) Safe(element, attribute);
        }
    }

    private static void Safe(IElement element, IAttr attribute)
    {
        Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), element.OuterHtml);
        if (attribute.Name is "href" or "src") Assert.DoesNotContain("javascript:", new string([.. attribute.Value.Where(letter => letter > ' ')]).Split('/', '?', '#')[0], StringComparison.OrdinalIgnoreCase);
        if (attribute.Name is "style") Assert.DoesNotContain("url", attribute.Value, StringComparison.OrdinalIgnoreCase);
    }

    private static FormatScope Scope(string evil) => Sample.Scope("Evil") with
    {
        Fields = new Dictionary<string, FormatValue> { ["Evil"] = FormatValue.Of(evil), ["List"] = FormatValue.Of([FormatValue.Of(evil), Sample.An, FormatValue.Of("b")]) },
        Displays = new Dictionary<string, string>(),
    };

    private static Gen<JsonNode?> Json(int size)
    {
        var leaf = Gen.OneOf(
            Leaf.Select(text => (JsonNode?)text), Gen.Elements(0, 1, 40, 1e300).Select(number => (JsonNode?)number), Gen.Elements(true, false).Select(truth => (JsonNode?)truth), Gen.Constant<JsonNode?>(null));
        if (size == 0) return leaf;
        var members = Gen.ListOf(from name in Gen.Elements(Names) from value in Json(size - 1) select (name, value)).Select(all => (JsonNode?)Bag(all));
        var list = Gen.ListOf(Json(size - 1)).Select(all => (JsonNode?)new JsonArray([.. all.Select(one => one?.DeepClone())]));
        return Gen.Frequency((2, leaf), (3, members), (3, Whole), (1, list));
    }

    private static JsonObject Bag(IEnumerable<(string Name, JsonNode? Value)> members)
    {
        var bag = new JsonObject();
        foreach (var (name, value) in members) bag[name] = value?.DeepClone();
        return bag;
    }

    private static JsonObject Element(string tag, string[] values, string? loop, string? action)
    {
        var element = new JsonObject
        {
            ["elmType"] = tag,
            ["attributes"] = new JsonObject
            {
                ["href"] = Literal(values[0]), ["src"] = Literal(values[1]), ["class"] = Literal(values[2]), ["title"] = Literal(values[3]), ["iconName"] = Literal(values[4]), ["aria-label"] = Literal(values[5]),
                ["d"] = Literal(values[10]),
            },
            ["style"] = new JsonObject { ["color"] = Literal(values[6]), ["background-image"] = Literal(values[7]) },
        };
        if (values[8].Length % 2 == 0) element["txtContent"] = Literal(values[8]);
        else element["children"] = new JsonArray(new JsonObject { ["elmType"] = "a", ["txtContent"] = Literal(values[9]), ["attributes"] = new JsonObject { ["href"] = Literal(values[9]) } });
        if (loop is not null) element["forEach"] = loop;
        if (action is not null)
            element["customRowAction"] = new JsonObject { ["action"] = action, ["actionInput"] = new JsonObject { ["A\"><b>"] = Literal(values[11]) }, ["actionParams"] = Literal(values[11]) };
        return element;
    }

    /// <summary>What would be read as a bad expression stands as text.</summary>
    private static string Literal(string value) => value.StartsWith('=') && value[1..] is not "'javascript:' + [$Evil]" ? " " + value : value;
}
