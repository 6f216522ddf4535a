using System.Text.Json.Nodes;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EmulationM365.LocalM365.Formatting;

namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>A row with a field of each kind, and what a format gives for it.</summary>
internal static class Sample
{
    private static readonly TimeSpan Site = TimeSpan.FromHours(7);

    public static readonly FormatValue An = FormatValue.Person(7, "Cán bộ mẫu 01", "mau01@mau.example");
    public static readonly FormatValue Binh = FormatValue.Person(8, "Cán bộ mẫu 02", "mau02@mau.example");

    public static FormatScope Scope(string current = "Score") => new(current, Fields(), "mau01@mau.example", new DateTimeOffset(2025, 5, 12, 9, 30, 0, Site))
    {
        Displays = new Dictionary<string, string> { ["Score"] = "42,0", ["Done"] = "Có" },
        DisplayNames = new Dictionary<string, string> { ["Score"] = "Điểm" },
        CurrentWeb = "http://localhost:5365/sites/tdkt",
        RowIndex = 3,
    };

    public static FormatResult Render(string format, string current = "Score") => Formatter.Render(Json(format), Scope(current));

    /// <summary>The value of an expression, as an element would show it.</summary>
    public static string Text(string expression, string current = "Score")
    {
        var result = Formatter.Render(new JsonObject { ["elmType"] = "div", ["txtContent"] = expression }, Scope(current));
        Assert.Null(result.Problem);
        return Body(result).QuerySelector("div")!.TextContent;
    }

    public static IElement Body(FormatResult result) => new HtmlParser().ParseDocument("<body>" + result.Html).Body!;

    public static JsonObject Json(string text) => JsonNode.Parse(text)!.AsObject();

    private static Dictionary<string, FormatValue> Fields() => new()
    {
        ["ID"] = FormatValue.Of(12),
        ["Title"] = FormatValue.Of("Danh sách <A&B> \"quý\" 'một'"),
        ["Score"] = FormatValue.Of(42),
        ["Step"] = FormatValue.Of("Nháp"),
        ["Done"] = FormatValue.Of(true),
        ["Due"] = FormatValue.Of(new DateTimeOffset(2025, 5, 9, 17, 0, 0, TimeSpan.Zero)),
        ["Owner"] = An,
        ["Unit"] = FormatValue.Lookup(3, "Đơn vị mẫu A"),
        ["Members"] = FormatValue.Of([An, Binh]),
        ["Tags"] = FormatValue.Of([FormatValue.Of("Một"), FormatValue.Of("Hai"), FormatValue.Of("Ba")]),
        ["Link"] = FormatValue.Link("https://mau.example/a?b=1&c=2", "Quyết định"),
        ["Bad"] = FormatValue.Of("javascript:alert(1)"),
    };
}
