using System.Text.Json.Nodes;
using EmulationM365.LocalM365.Formatting;
using EmulationM365.LocalM365.Lists;

namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>graph §11 (formatting): formats of views, what is said of bad formats, and fields on their way into formats.</summary>
public sealed class ViewFormatTests
{
    [Fact]
    public void A_View_May_Only_Colour_Its_Rows()
    {
        var result = Sample.Render("""{"$schema":"x","additionalRowClass":"=if([$Due] <= @now, 'sp-field-severity--severeWarning', '') + if(@rowIndex%2==1,' ms-bgColor-themeLight','')"}""", "Title");
        Assert.Null(result.Html);
        Assert.Null(result.Problem);
        Assert.Equal("sp-field-severity--severeWarning ms-bgColor-themeLight", result.RowClass);
    }

    [Fact]
    public void A_View_May_Lay_Out_Its_Rows_And_Head_Its_Groups()
    {
        var format = Sample.Json(
            """
            {"hideSelection":true,"hideColumnHeader":true,"tileProps":{"height":10},
             "rowFormatter":{"elmType":"div","attributes":{"class":"sp-row-card"},"children":[{"elmType":"div","txtContent":"[$Title]"},{"elmType":"button","customRowAction":{"action":"defaultClick"},"txtContent":"Mở"}]},
             "groupProps":{"headerFormatter":{"elmType":"div","txtContent":"=@group.fieldData.displayValue + ' (' + @group.count + ')'"}}}
            """);
        var result = Formatter.Render(format, Sample.Scope("Title"));
        Assert.Equal((true, true), (result.HideSelection, result.HideColumnHeader));
        Assert.Equal("Danh sách <A&B> \"quý\" 'một'", Sample.Body(result).QuerySelector(".sp-row-card > div")!.TextContent);
        Assert.Equal("defaultClick", Assert.Single(result.Actions).Action);
        var group = FormatValue.Things("fieldData", new() { ["fieldData"] = FormatValue.Of("Phòng A"), ["count"] = FormatValue.Of(3) });
        Assert.Equal("<div>Phòng A (3)</div>", Formatter.RenderGroup(format, Sample.Scope("Title") with { Group = group }).Html);
        Assert.Null(Formatter.RenderGroup(Sample.Json("""{"additionalRowClass":"a"}"""), Sample.Scope()).Html);
    }

    [Fact]
    public void A_Bad_Format_Of_A_View_Leaves_The_Row_To_Its_Cells()
    {
        var result = Sample.Render("""{"rowFormatter":{"elmType":"table"},"additionalRowClass":"a"}""");
        Assert.Equal((null, ""), (result.Html, result.RowClass));
        Assert.StartsWith("$.rowFormatter: 'table' is not an element", result.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_Format_Of_Another_Column_Can_Stand_In_A_Row()
    {
        var other = Sample.Json("""{"elmType":"span","txtContent":"='[' + @currentField + ']'"}""");
        var endless = Sample.Json("""{"columnFormatterReference":"[$Step]"}""");
        var scope = Sample.Scope("Title") with { ColumnFormat = name => name == "Step" ? other : endless };
        var format = Sample.Json("""{"rowFormatter":{"elmType":"div","children":[{"columnFormatterReference":"[$Step]"},{"columnFormatterReference":"[$Score]"}]}}""");
        Assert.Equal("<div><span>[Nháp]</span><div>42,0</div></div>", Formatter.Render(format, scope).Html);
    }

    [Theory]
    [InlineData("{}", "$: An element needs its elmType.")]
    [InlineData("""{"elmType":"script"}""", "$: 'script' is not an element; these are: a, button, div, filepreview, img, p, path, span, svg.")]
    [InlineData("""{"elmType":"div","style":{"behavior":"x"}}""", "$.style.behavior: 'behavior' is not allowed in style.")]
    [InlineData("""{"elmType":"div","attributes":{"onclick":"x"}}""", "$.attributes.onclick: 'onclick' is not allowed in attributes.")]
    [InlineData("""{"elmType":"div","children":[{"elmType":"div"},{"elmType":"div","txtContent":{"operator":"nope","operands":[]}}]}""", "$.children[1].txtContent: 'nope' is not an operator.")]
    [InlineData("""{"elmType":"div","children":{}}""", "$.children: Children are a list of elements.")]
    [InlineData("""{"elmType":"div","children":[1]}""", "$.children[0]: An element is an object.")]
    [InlineData("""{"elmType":"div","txtContent":[]}""", "$.txtContent: A list is not a value.")]
    [InlineData("""{"elmType":"div","txtContent":{"operator":"+"}}""", "$.txtContent: An expression needs an operator and its operands.")]
    [InlineData("""{"elmType":"div","forEach":"a in [$Tags]"}""", "$.forEach: The outermost element cannot be repeated.")]
    [InlineData("""{"elmType":"div","children":[{"elmType":"p","forEach":"[$Tags]"}]}""", "$.children[0].forEach: forEach is written as 'name in @currentField' or 'name in [$Field]'.")]
    [InlineData("""{"elmType":"button","customRowAction":{"action":"explode"}}""", "$.customRowAction: An action is one of defaultClick, delete, editProps, executeFlow, openContextMenu, setValue, share.")]
    [InlineData("""{"elmType":"button","customRowAction":{"action":"setValue"}}""", "$.customRowAction: setValue needs its actionInput: the fields and what to write.")]
    [InlineData("""{"elmType":"div","inlineEditField":"Step"}""", "$.inlineEditField: A field is written as [$InternalName].")]
    [InlineData("""{"elmType":"div","elmType":"p"}""", "$: A member of the format is there twice.")]
    public void A_Bad_Format_Shows_The_Plain_Value_And_Says_Where_It_Is_Bad(string format, string problem)
    {
        var result = Sample.Render(format);
        Assert.Equal(("42,0", problem), (result.Html, result.Problem));
        Assert.Equal([problem], Formatter.Check(Sample.Json(format)));
    }

    [Theory]
    [InlineData("""{"elmType":"div","txtcontent":"x"}""", "$: 'txtcontent' is not a member of a format.")]
    [InlineData("""{"elmType":"button","txtContent":"x"}""", "$: A button needs its customRowAction.")]
    public void What_SharePoint_Renders_Over_Is_Said_All_The_Same(string format, string problem)
    {
        Assert.Null(Sample.Render(format).Problem);
        Assert.Equal([problem], Formatter.Check(Sample.Json(format)));
    }

    [Theory]
    [InlineData("Một", "sp-css-backgroundColor-BgCornflowerBlue sp-css-color-CornflowerBlueFont")]
    [InlineData("Ba", "sp-css-backgroundColor-BgLightGray sp-css-color-LightGrayFont")]
    public void A_Choice_Has_The_Tint_Of_Its_Place(string value, string classes) => Assert.Equal(classes, ChoiceTints.Classes(["Một", "Hai"], value));

    [Fact]
    public void Fields_Become_Values_By_The_Kind_Of_Their_Columns()
    {
        Column[] columns =
        [
            Make("Due", """{"dateTime":{}}"""), Make("Owner", """{"personOrGroup":{}}"""), Make("Members", """{"personOrGroup":{"allowMultipleSelection":true}}"""),
            Make("Unit", """{"lookup":{}}"""), Make("Tags", """{"choice":{"displayAs":"checkBoxes"}}"""), Make("Done", """{"boolean":{}}"""), Make("Empty", """{"text":{}}"""),
        ];
        var fields = Sample.Json(
            """
            {"id":"12","Due":"2025-05-09T17:00:00Z","Owner":"Cán bộ mẫu 01","OwnerLookupId":"7","Members":[{"LookupId":8,"LookupValue":"Cán bộ mẫu 02","Email":"mau02@mau.example"}],
             "Unit":"Đơn vị mẫu A","UnitLookupId":"3","Tags":["A","B"],"Done":true}
            """);
        var values = FormatFields.Of(columns, fields, (column, id) => $"{column.Name}{id}@mau.example");
        var format = Sample.Json(
            """{"elmType":"p","txtContent":"=toLocaleDateString([$Due])+'|'+[$Owner.title]+[$Owner.email]+'|'+[$Members.email]+'|'+[$Unit.lookupId]+[$Unit]+'|'+[$Tags]+'|'+[$Done]+'|'+[$Empty]+'|'+([$ID]+1)"}""");
        var result = Formatter.Render(format, Sample.Scope() with { Fields = values });
        Assert.Equal("<p>10/05/2025|Cán bộ mẫu 01Owner7@mau.example|mau02@mau.example|3Đơn vị mẫu A|A, B|true||13</p>", result.Html);
    }

    private static Column Make(string name, string definition) => new(0, name, name, Sample.Json(definition), BuiltIn: false);
}
