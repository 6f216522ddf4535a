using System.Text.Json.Nodes;
using EmulationM365.LocalM365.Formatting;

namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>Formats as people write them (graph.md §11: schema v2, <c>setValue</c> writes as the person who clicks).</summary>
public sealed class FormatterTests
{
    [Theory]
    [InlineData("Score", "sp-field-severity--good ms-fontColor-neutralSecondary")]
    [InlineData("Missing", "sp-field-severity--severeWarning ms-fontColor-neutralSecondary")]
    public void A_Severity_Is_A_Class_With_Its_Icon(string current, string classes)
    {
        var result = Sample.Render(
            """
            {"elmType":"div","attributes":{"class":"=if(@currentField >= 40, 'sp-field-severity--good', 'sp-field-severity--severeWarning') + ' ms-fontColor-neutralSecondary'"},
             "children":[{"elmType":"span","style":{"display":"inline-block","padding":"0 4px"},"attributes":{"iconName":"=if(@currentField>=40,'CheckMark','Error')"}},
                         {"elmType":"span","txtContent":"@currentField"}]}
            """, current);
        var root = Sample.Body(result).FirstElementChild!;
        Assert.Equal(classes, root.GetAttribute("class"));
        Assert.Equal("display:inline-block;padding:0 4px", root.Children[0].GetAttribute("style"));
        Assert.Equal(current == "Score" ? "CheckMark" : "Error", root.Children[0].GetAttribute("data-icon"));
    }

    [Fact]
    public void A_Number_Is_A_Bar()
    {
        var result = Sample.Render(
            """
            {"elmType":"div","txtContent":"@currentField","attributes":{"class":"sp-field-dataBars"},
             "style":{"width":{"operator":"?","operands":[{"operator":">","operands":["@currentField","40"]},"100%",{"operator":"+","operands":[{"operator":"toString()","operands":[{"operator":"*","operands":["@currentField",2.5]}]},"%"]}]},"color":""}}
            """);
        Assert.Equal("""<div style="width:100%" class="sp-field-dataBars">42</div>""", result.Html);
        Assert.Empty(result.Actions);
    }

    [Fact]
    public void An_Overdue_Date_Is_Coloured_And_Ones_Own_Row_Is_Marked()
    {
        var result = Sample.Render(
            """
            {"elmType":"div","style":{"color":"=if([$Due] <= @now && [$Due] != '', '#a4262c', '')","font-weight":"=if([$Owner.email] == @me, '600', '400')"},
             "txtContent":"=toLocaleDateString([$Due])"}
            """);
        Assert.Equal("""<div style="color:#a4262c;font-weight:600">10/05/2025</div>""", result.Html);
    }

    [Fact]
    public void A_Button_Sets_Values_That_Are_Computed_When_It_Is_Shown()
    {
        var result = Sample.Render(
            """
            {"elmType":"button","txtContent":"Nộp","attributes":{"class":"sp-row-button"},
             "customRowAction":{"action":"setValue","actionInput":{"Step":"Nộp","Score":"=@currentField + 1","SubmittedBy":"@me","Due":"=addDays(@now,1)","Tags":"=appendTo([$Tags],'Bốn')","Members":"=removeFrom([$Members],@me)","Unit":"[$Unit]"}}}
            """);
        var action = Assert.Single(result.Actions);
        var expected = JsonNode.Parse("""{"Step":"Nộp","Score":43,"SubmittedBy":"mau01@mau.example","Due":"2025-05-13T02:30:00Z","Tags":["Một","Hai","Ba","Bốn"],"Members":["mau02@mau.example"],"Unit":"3"}""");
        Assert.True(JsonNode.DeepEquals(expected, action.Input), action.Input.ToJsonString());
        var button = Sample.Body(result).QuerySelector("button")!;
        Assert.Equal(
            ("submit", "action", action.Token, "setValue", "sp-row-button", "Nộp"),
            (button.GetAttribute("type"), button.GetAttribute("name"), button.GetAttribute("value"), button.GetAttribute("data-action"), button.GetAttribute("class"), button.TextContent));
        Assert.True(JsonNode.DeepEquals(action.Input, JsonNode.Parse(button.GetAttribute("data-input")!)));
        Assert.StartsWith("Score.0.", action.Token, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Token_Changes_With_What_The_Button_Would_Do()
    {
        const string format = """{"elmType":"button","txtContent":"+1","customRowAction":{"action":"setValue","actionInput":{"Score":"=@currentField + 1"}}}""";
        Assert.Equal(Sample.Render(format).Actions[0].Token, Sample.Render(format).Actions[0].Token);
        Assert.NotEqual(Sample.Render(format).Actions[0].Token[^8..], Sample.Render(format, "ID").Actions[0].Token[^8..]);
    }

    [Fact]
    public void The_Page_May_Make_Its_Own_Buttons()
    {
        var scope = Sample.Scope() with { Button = (action, attributes, content) => $"[{action.Action}|{action.Params}|{attributes}|{content}]" };
        var format = Sample.Json(
            """
            {"elmType":"div","children":[
              {"elmType":"button","attributes":{"title":"Chạy <luồng>"},"customRowAction":{"action":"executeFlow","actionParams":"='{\"id\":\"' + [$ID] + '\"}'"},"children":[{"elmType":"a","attributes":{"href":"https://mau.example"},"txtContent":"a&b"}]},
              {"elmType":"span","customRowAction":{"action":"editProps"},"txtContent":"Sửa"}]}
            """);
        var result = Formatter.Render(format, scope);
        Assert.Equal("""<div>[executeFlow|{"id":"12"}| title="Chạy &lt;luồng&gt;"|<span>a&amp;b</span>][editProps|||Sửa]</div>""", result.Html);
        Assert.Equal([0, 1], result.Actions.Select(action => action.Index));
    }

    [Fact]
    public void A_List_Is_Repeated_Member_By_Member()
    {
        var result = Sample.Render(
            """
            {"elmType":"div","children":[
              {"elmType":"span","forEach":"person in [$Members]","txtContent":"=loopIndex('person') + ':' + [$person.title]","style":{"font-weight":"=if([$person.email]==@me,'600','400')"}},
              {"elmType":"span","forEach":"tag in @currentField","children":[{"elmType":"b","txtContent":"x"}]}]}
            """, "Tags");
        Assert.Contains("'b' is not an element", result.Problem, StringComparison.Ordinal);
        result = Sample.Render(
            """
            {"elmType":"div","children":[
              {"elmType":"span","forEach":"person in [$Members]","txtContent":"=loopIndex('person') + ':' + [$person.title]","style":{"font-weight":"=if([$person.email]==@me,'600','400')"}},
              {"elmType":"p","forEach":"tag in @currentField","children":[{"elmType":"span","forEach":"letter in split([$tag], '')","txtContent":"[$letter]"}]},
              {"elmType":"p","forEach":"none in [$Missing]","txtContent":"never"}]}
            """, "Tags");
        Assert.Equal(
            """<div><span style="font-weight:600">0:Cán bộ mẫu 01</span><span style="font-weight:400">1:Cán bộ mẫu 02</span><p><span>M</span><span>ộ</span><span>t</span></p><p><span>H</span><span>a</span><span>i</span></p><p><span>B</span><span>a</span></p></div>""",
            result.Html);
    }

    [Theory]
    [InlineData("https://mau.example/a?b=1&c=2", true)]
    [InlineData("mailto:mau01@mau.example", true)]
    [InlineData("/sites/tdkt/Lists/A", true)]
    [InlineData("?view=1#a:b", true)]
    [InlineData("javascript:alert(1)", false)]
    [InlineData(" JavaScript:alert(1)", false)]
    [InlineData("java\tscript:alert(1)", false)]
    [InlineData("\u0001javascript:alert(1)", false)]
    [InlineData("data:text/html,a", false)]
    [InlineData("vbscript:x", false)]
    [InlineData("file:///etc/passwd", false)]
    [InlineData("//mau.example/a", false)]
    [InlineData("/\\mau.example", false)]
    public void A_Link_Leads_Only_To_Pages_And_Mail(string address, bool kept)
    {
        var format = new JsonObject { ["elmType"] = "a", ["txtContent"] = "x", ["attributes"] = new JsonObject { ["href"] = address, ["target"] = "_blank", ["rel"] = "opener" } };
        var link = Sample.Body(Formatter.Render(format, Sample.Scope())).QuerySelector("a")!;
        Assert.Equal(kept ? address : null, link.GetAttribute("href"));
        Assert.Equal("noopener noreferrer", link.GetAttribute("rel"));
    }

    [Theory]
    [InlineData("/_layouts/15/userphoto.aspx?size=S", true)]
    [InlineData("http://localhost:5365/sites/tdkt/a.png", true)]
    [InlineData("https://mau.example/a.png", false)]
    [InlineData("http://localhost:5365@mau.example/a.png", false)]
    [InlineData("data:image/png;base64,AA", false)]
    [InlineData("a.png", false)]
    public void A_Picture_Comes_Only_From_The_Site(string address, bool kept)
    {
        var format = new JsonObject { ["elmType"] = "img", ["attributes"] = new JsonObject { ["src"] = address, ["alt"] = "Ảnh" } };
        var body = Sample.Body(Formatter.Render(format, Sample.Scope()));
        Assert.Equal(kept ? address : null, body.QuerySelector("img")?.GetAttribute("src"));
        Assert.Equal(!kept, body.QuerySelector("span[data-image]") is not null);
    }

    [Theory]
    [InlineData("color", "#03787C", true)]
    [InlineData("color", "rgba(0, 0, 0, 0.5)", true)]
    [InlineData("width", "calc(100% - 8px)", true)]
    [InlineData("background-image", "linear-gradient(to right, red 40%, blue)", true)]
    [InlineData("font-family", "'Segoe UI', sans-serif", true)]
    [InlineData("transform", "translate(4px, -4px)", true)]
    [InlineData("transform", "rotate(4deg)", false)]
    [InlineData("background-image", "url(https://mau.example/a)", false)]
    [InlineData("background-image", "URL (https://mau.example/a)", false)]
    [InlineData("color", "red;position:fixed", false)]
    [InlineData("color", "expression(alert(1))", false)]
    [InlineData("color", "u\\72l(x)", false)]
    [InlineData("color", "red/**/", false)]
    [InlineData("position", "fixed", false)]
    [InlineData("position", "Sticky", false)]
    [InlineData("position", "relative", true)]
    public void A_Style_Only_Styles(string name, string value, bool kept)
    {
        var format = new JsonObject { ["elmType"] = "div", ["txtContent"] = "x", ["style"] = new JsonObject { [name] = value } };
        Assert.Equal(kept ? $"{name}:{value}" : null, Sample.Body(Formatter.Render(format, Sample.Scope())).QuerySelector("div")!.GetAttribute("style"));
    }

    [Fact]
    public void Pictures_In_Lines_Hints_And_Editing_In_Place_Are_Kept()
    {
        var result = Sample.Render(
            """
            {"elmType":"div","inlineEditField":"@currentField","attributes":{"title":"[$Title]","role":"group","aria-label":"a","draggable":"true","class":"a–b sp-x 9 <b>"},"children":[
              {"elmType":"svg","attributes":{"viewBox":"0 0 20 20"},"children":[{"elmType":"path","attributes":{"d":"M0 0L10,10Z"},"style":{"fill":"red"}}]},
              {"elmType":"filepreview","attributes":{"src":"@thumbnail.medium"}},
              {"elmType":"span","defaultHoverField":"[$Owner]","customCardProps":{"openOnEvent":"hover","formatter":{"elmType":"div","txtContent":"x"}},"txtContent":"[$Owner.title]"}]}
            """);
        Assert.Null(result.Problem);
        var root = Sample.Body(result).FirstElementChild!;
        Assert.Equal(("Score", "Danh sách <A&B> \"quý\" 'một'", "sp-x", "true"), (root.GetAttribute("data-edit"), root.GetAttribute("title"), root.GetAttribute("class"), root.GetAttribute("draggable")));
        Assert.Equal(("0 0 20 20", "M0 0L10,10Z"), (root.QuerySelector("svg")!.GetAttribute("viewBox"), root.QuerySelector("path")!.GetAttribute("d")));
        Assert.NotNull(root.QuerySelector("span[data-image=file]"));
        // a card opens below its element, by mouse and keyboard
        var card = root.LastElementChild!;
        Assert.Equal(("DETAILS", "Cán bộ mẫu 01", "x"), (card.TagName, card.QuerySelector("summary")!.TextContent, card.LastElementChild!.TextContent));
    }
}
