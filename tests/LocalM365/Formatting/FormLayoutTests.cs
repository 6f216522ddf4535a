using EmulationM365.LocalM365.Formatting;

namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>graph.md §11: <c>ClientFormCustomFormatter</c>; a column stands in the first section that names it, or else in the last.</summary>
public sealed class FormLayoutTests
{
    private static readonly string[] Columns = ["Title", "Unit", "Step", "Note", "Score"];

    [Fact]
    public void Every_Column_Stands_In_Exactly_One_Section()
    {
        var layout = FormLayout.Read(
            """
            {"headerJSONFormatter":{"elmType":"div","txtContent":"='Hồ sơ ' + [$Title]"},"footerJSONFormatter":"",
             "bodyJSONFormatter":{"sections":[{"displayname":"","fields":["Title"]},{"displayname":"Đơn vị","fields":["Đơn vị mẫu","Title","Lạ"]},{"displayname":"Kết quả","fields":["Score"]}]}}
            """,
            Columns, new Dictionary<string, string> { ["Unit"] = "Đơn vị mẫu" });
        Assert.Equal(["|Title", "Đơn vị|Unit", "Kết quả|Score,Step,Note"], layout.Sections.Select(section => $"{section.Name}|{string.Join(',', section.Fields)}"));
        Assert.Equal(["$.bodyJSONFormatter.sections[1]: 'Lạ' is not a column of the form."], layout.Problems);
        Assert.Null(layout.Footer);
        Assert.Contains("Hồ sơ Danh sách", Formatter.Render(layout.Header!, Sample.Scope()).Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_May_Be_Texts_Of_Their_Own()
    {
        var layout = FormLayout.Read("""{"bodyJSONFormatter":"{\"sections\":[{\"displayname\":\"A\",\"fields\":[\"Note\"]}]}","headerJSONFormatter":"{\"elmType\":\"table\"}"}""", Columns);
        Assert.Equal(["A|Note,Title,Unit,Step,Score"], layout.Sections.Select(section => $"{section.Name}|{string.Join(',', section.Fields)}"));
        Assert.StartsWith("$.headerJSONFormatter: 'table' is not an element", Assert.Single(layout.Problems), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("{}", null)]
    [InlineData("nonsense", "$: This is not a JSON object.")]
    [InlineData("[1]", "$: This is not a JSON object.")]
    [InlineData("""{"a":1,"a":2}""", "$: This is not a JSON object.")]
    [InlineData("""{"bodyJSONFormatter":3}""", "$.bodyJSONFormatter: An object is expected here.")]
    [InlineData("""{"bodyJSONFormatter":"{"}""", "$.bodyJSONFormatter: This is not a JSON object.")]
    [InlineData("""{"bodyJSONFormatter":{"sections":{}}}""", "$.bodyJSONFormatter.sections: Sections are a list.")]
    [InlineData("""{"bodyJSONFormatter":{"sections":[1]}}""", "$.bodyJSONFormatter.sections[0]: A section has a displayname and fields.")]
    public void Without_A_Layout_That_Can_Be_Read_All_Columns_Stand_In_One_Section(string? json, string? problem)
    {
        var layout = FormLayout.Read(json, Columns);
        Assert.Equal(Columns, Assert.Single(layout.Sections).Fields);
        Assert.Equal(problem is null ? [] : [problem], layout.Problems);
    }
}
