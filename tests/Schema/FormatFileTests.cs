using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using EmulationM365.LocalM365.Formatting;
using EmulationM365.Schema;
using EmulationM365.Tests.LocalM365.Formatting;

namespace EmulationM365.Tests.Schema;

/// <summary>
/// Every formatting file is made of what Microsoft's syntax reference lists, and of nothing else: the lists here were read out of it, apart from those of the
/// tenant. What it draws says a word, has an icon, and can be read.
/// </summary>
public sealed partial class FormatFileTests
{
    private const string ColumnSchemaUrl = "https://developer.microsoft.com/json-schemas/sp/v2/column-formatting.schema.json";
    private const string ViewSchemaUrl = "https://developer.microsoft.com/json-schemas/sp/view-formatting.schema.json";

    private static readonly string[] Elements = ["div", "span", "a", "img", "svg", "path", "button", "p", "filepreview"];
    private static readonly string[] Members = ["$schema", "elmType", "txtContent", "style", "attributes", "children", "customRowAction", "customCardProps", "forEach", "debugMode", "defaultHoverField", "columnFormatterReference"];
    private static readonly string[] Attributes = ["href", "rel", "src", "class", "target", "title", "role", "iconName", "d", "aria", "data-interception", "viewBox", "preserveAspectRatio", "draggable"];
    private static readonly string[] Actions = ["defaultClick", "share", "delete", "editProps", "openContextMenu", "executeFlow", "setValue"];
    private static readonly string[] CardMembers = ["formatter", "openOnEvent", "directionalHint", "isBeakVisible", "beakStyle"];
    private static readonly string[] Tokens = ["currentField", "me", "now", "currentWeb", "rowIndex", "isSelected", "lcid", "group", "thumbnail", "window", "columnAggregate"];
    private static readonly string[] Functions =
    [
        "if", "toString", "Number", "Date", "cos", "sin", "toLocaleString", "toLocaleDateString", "toLocaleTimeString", "indexOf", "toLowerCase", "join", "length", "abs", "loopIndex", "floor", "ceiling", "pow",
        "substring", "getDate", "getMonth", "getYear", "toUpperCase", "lastIndexOf", "startsWith", "endsWith", "replace", "padStart", "padEnd", "getUserImage",
    ];

    /// <summary>Of the listed properties those that the files use; another one is looked up in the reference before it joins them.</summary>
    private static readonly string[] Styles =
    [
        "display", "flex-wrap", "align-items", "padding", "border-radius", "white-space", "background-color", "color", "margin-right", "font-weight", "max-width", "line-height", "cursor",
    ];

    private static IEnumerable<(string At, ListSchema List, string Format, bool OfView)> All =>
        SiteSchema.Lists.SelectMany(list => list.Columns.Where(column => column.Format is not null).Select(column => ($"{list.Name}.{column.Name}", list, column.FormatOf(2025), false))
            .Concat(list.Views.Where(view => view.Format is not null).Select(view => ($"{list.Name}/{view.Key}", list, Formats.Of(2025, view.Format), true))));

    public static TheoryData<string> Places => [.. All.Select(one => one.At)];

    public static TheoryData<string> Pills => [.. All.Where(one => !one.OfView && Column(one.At).Kind == ColumnKind.Choice && one.At is not ("UnitReturns.Step" or "Stories.Step")).Select(one => one.At)];

    public static TheoryData<string, string> Odd => new()
    {
        { """{"elmType":"table"}""", "table" },
        { """{"elmType":"div","onclick":"x"}""", "onclick" },
        { """{"elmType":"div","attributes":{"id":"x"}}""", "id" },
        { """{"elmType":"div","style":{"animation":"x"}}""", "animation" },
        { """{"elmType":"div","children":[{"elmType":"button","customRowAction":{"action":"run"}}]}""", "run" },
        { """{"elmType":"button","txtContent":"x"}""", "customRowAction" },
        { """{"elmType":"div","txtContent":"=trim(@currentField)"}""", "trim" },
        { """{"elmType":"div","txtContent":"=@today + 1"}""", "today" },
        { """{"elmType":"div","txtContent":"@today"}""", "today" },
        { """{"elmType":"div","customCardProps":{"openOnEvent":"press","formatter":{"elmType":"div"}}}""", "press" },
        { """{"elmType":"div","txtContent":"{{no.word}}"}""", "{{" },
    };

    [Fact]
    public void Every_File_Is_Used()
    {
        var files = typeof(Formats).Assembly.GetManifestResourceNames().Where(name => name.Contains(".Schema.Formats.", StringComparison.Ordinal)).Select(name => name.Split(".Formats.")[1][..^".json".Length]);
        Assert.Equal(files.Order(StringComparer.Ordinal), SiteSchema.Lists.SelectMany(list => list.Columns).Select(column => column.Format).Concat(SiteSchema.Lists.SelectMany(list => list.Views).Select(view => view.Format))
            .OfType<string>().Distinct().Select(format => files.First(file => Formats.Read(file) == format)).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public void A_File_Keeps_To_The_Documented_Syntax(string at)
    {
        var (_, _, format, ofView) = All.Single(one => one.At == at);
        var body = JsonNode.Parse(format)!.AsObject();
        Assert.Equal(ofView ? ViewSchemaUrl : ColumnSchemaUrl, (string?)body["$schema"]);
        Assert.Empty(ofView ? ViewProblems(body) : Problems(body));
        Assert.Empty(Formatter.Check(body));
    }

    [Theory]
    [MemberData(nameof(Odd))]
    public void What_Is_Not_Documented_Is_Found(string format, string what) => Assert.Contains(Problems(JsonNode.Parse(format)!.AsObject()), problem => problem.Contains(what, StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Pills))]
    public void A_Choice_Is_Drawn_As_Word_And_Icon_On_A_Tint_That_Can_Be_Read(string at)
    {
        var column = Column(at);
        var format = JsonNode.Parse(column.FormatOf(2025))!.AsObject();
        foreach (var word in column.Choices.Select(column.Word))
        {
            var drawn = Formatter.Render(format, new FormatScope("It", new Dictionary<string, FormatValue> { ["It"] = FormatValue.Of(word) }, "", DateTimeOffset.UnixEpoch));
            Assert.Null(drawn.Problem);
            var pill = Sample.Body(drawn).FirstElementChild!;
            Assert.Equal(word, pill.TextContent);
            Assert.Single(pill.QuerySelectorAll("[data-icon]"));
            var styles = pill.GetAttribute("style")!.Split(';').Select(style => style.Split(':')).ToDictionary(style => style[0], style => style[1]);
            Assert.True(Contrast(styles["background-color"], styles["color"]) >= 4.5, $"{at} {word}: {styles["color"]} on {styles["background-color"]}");
        }
    }

    [Theory]
    [InlineData("Requests.Due", "pending", -1, "Quá hạn")]
    [InlineData("Requests.Due", "pending", 0, "Sắp đến hạn")]
    [InlineData("Requests.Due", "pending", 3, "Sắp đến hạn")]
    [InlineData("Requests.Due", "pending", 4, "")]
    [InlineData("Requests.Due", "answered", -1, "")]
    [InlineData("PlanTasks.Due", "overdue", -10, "Quá hạn")]
    [InlineData("PlanTasks.Due", "done", -10, "")]
    [InlineData("Petitions.Due", "received", 1, "Sắp đến hạn")]
    [InlineData("Petitions.Due", "closed", -1, "")]
    public void A_Day_Says_Whether_It_Has_Passed_Or_Comes_Soon(string at, string key, int days, string said)
    {
        var list = SiteSchema.List(at.Split('.')[0]);
        var state = list.Columns.Single(column => column.Name == Formats.Reads(Column(at).Format).Single());
        var now = new DateTimeOffset(2025, 5, 12, 9, 30, 0, TimeSpan.FromHours(7));
        var due = new DateTimeOffset(2025, 5, 12, 0, 0, 0, TimeSpan.FromHours(7)).AddDays(days);
        var scope = new FormatScope("Due", new Dictionary<string, FormatValue> { ["Due"] = FormatValue.Of(due), [state.Name] = FormatValue.Of(state.Word(key)) }, "", now);
        var drawn = Formatter.Render(JsonNode.Parse(Column(at).FormatOf(2025))!.AsObject(), scope);
        Assert.Null(drawn.Problem);
        var mark = Sample.Body(drawn).QuerySelector("div div")!;
        Assert.Equal(said.Length > 0, mark.GetAttribute("style")!.Contains("inline-flex", StringComparison.Ordinal));
        if (said.Length > 0) Assert.Equal(said, mark.TextContent);
        Assert.Equal(due.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), Sample.Body(drawn).QuerySelector("div > span")!.TextContent);
    }

    private static ColumnSchema Column(string at) => SiteSchema.List(at.Split('.')[0]).Column(at.Split('.')[1]);

    private static List<string> ViewProblems(JsonObject body) =>
        [.. body.Where(member => member.Key is not ("$schema" or "additionalRowClass")).Select(member => $"member {member.Key}"), .. Terms(body["additionalRowClass"]!)];

    private static List<string> Problems(JsonObject element)
    {
        List<string> wrong =
        [
            .. element.Select(member => member.Key).Except(Members).Select(name => $"member {name}"),
            .. Named(element, "style", Styles), .. Named(element, "attributes", Attributes),
            .. new[] { element["txtContent"] }.Concat(Values(element, "style")).Concat(Values(element, "attributes")).OfType<JsonNode>().SelectMany(Terms),
        ];
        if (!Elements.Contains((string?)element["elmType"])) wrong.Add($"elmType {element["elmType"]}");
        if ((string?)element["elmType"] == "button" && element["customRowAction"] is null) wrong.Add("a button without its customRowAction");
        if (element["customRowAction"] is JsonObject action)
        {
            if (!Actions.Contains((string?)action["action"])) wrong.Add($"action {action["action"]}");
            wrong.AddRange(Values(action, "actionInput").OfType<JsonNode>().SelectMany(Terms));
        }

        if (element["customCardProps"] is JsonObject card)
        {
            wrong.AddRange(card.Select(member => member.Key).Except(CardMembers).Select(name => $"card {name}"));
            if ((string?)card["openOnEvent"] is not ("click" or "hover")) wrong.Add($"openOnEvent {card["openOnEvent"]}");
            wrong.AddRange(Problems(card["formatter"]!.AsObject()));
        }

        foreach (var child in element["children"] as JsonArray ?? []) wrong.AddRange(Problems(child!.AsObject()));
        return wrong;
    }

    private static IEnumerable<string> Named(JsonObject element, string member, string[] allowed) =>
        (element[member] as JsonObject)?.Select(pair => pair.Key).Where(name => !allowed.Contains(name)).Select(name => $"{member} {name}") ?? [];

    private static IEnumerable<JsonNode?> Values(JsonObject element, string member) => (element[member] as JsonObject)?.Select(pair => pair.Value) ?? [];

    /// <summary>What a value asks for that the reference does not know. Texts within expressions are words for people.</summary>
    private static IEnumerable<string> Terms(JsonNode value)
    {
        var text = value.ToString();
        if (text.Contains("{{", StringComparison.Ordinal)) yield return "a word that was not filled in: {{";
        var code = text.StartsWith('=') ? Quoted().Replace(text, "''") : text.StartsWith('@') ? text : "";
        foreach (Match call in Call().Matches(code))
            if (!Functions.Contains(call.Groups[1].Value)) yield return $"function {call.Groups[1].Value}";
        foreach (Match token in Token().Matches(code))
            if (!Tokens.Contains(token.Groups[1].Value)) yield return $"token {token.Groups[1].Value}";
    }

    /// <summary>Contrast of two colours as WCAG 2 reckons it.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Light(one), Light(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Light(string colour)
    {
        double Part(int at)
        {
            var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.03928 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Part(1)) + (0.7152 * Part(3)) + (0.0722 * Part(5));
    }

    [GeneratedRegex("'[^']*'")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"([A-Za-z]+)\(")]
    private static partial Regex Call();

    [GeneratedRegex("@([A-Za-z]+)")]
    private static partial Regex Token();
}
