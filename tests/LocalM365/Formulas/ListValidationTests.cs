using System.Text.Json.Nodes;
using EmulationM365.LocalM365.Formulas;
using EmulationM365.LocalM365.Lists;
using EmulationM365.LocalM365.Odata;

namespace EmulationM365.Tests.LocalM365.Formulas;

/// <summary>graph.md §11: <c>ValidationFormula</c> of a list compares columns with each other; <c>ValidationMessage</c> is what people read.</summary>
public sealed class ListValidationTests
{
    private static readonly Column[] Columns =
    [
        Make("From", """{"dateTime":{"format":"dateOnly"},"displayName":"Từ ngày"}"""),
        Make("To", """{"dateTime":{"format":"dateOnly"}}"""),
        Make("Step", """{"choice":{"choices":["Nháp","Nộp"]}}"""),
        Make("Owner", """{"personOrGroup":{}}"""),
        Make("Note", """{"text":{"allowMultipleLines":true}}"""),
    ];

    [Theory]
    [InlineData("=[To]>=[Từ ngày]", """{"From":"2025-05-11T17:00:00Z","To":"2025-05-12T17:00:00Z"}""", true)]
    [InlineData("=[To]>=[Từ ngày]", """{"From":"2025-05-12T17:00:00Z","To":"2025-05-11T17:00:00Z"}""", false)]
    [InlineData("=[To]>=[From]", """{"From":"2025-05-12T17:00:00Z"}""", false)]
    [InlineData("=OR([Step]=\"nháp\",NOT(ISBLANK([To])))", """{"Step":"Nháp"}""", true)]
    [InlineData("=OR([Step]=\"Nháp\",NOT(ISBLANK([To])))", """{"Step":"Nộp"}""", false)]
    [InlineData("=[To]>=TODAY()", """{"To":"2025-05-11T17:00:00Z"}""", true)]
    [InlineData("=[To]>=TODAY()", """{"To":"2025-05-10T17:00:00Z"}""", false)]
    [InlineData("=FIND(\"x\",[Step])>0", """{"Step":"Nháp"}""", false)]
    [InlineData(null, "{}", true)]
    public void An_Item_Is_Stored_Only_When_The_Formula_Holds(string? formula, string values, bool holds)
    {
        void Check() => ItemValidation.Check(Columns, formula, "Ngày kết thúc trước ngày bắt đầu.", Read(values), new DateTimeOffset(2025, 5, 12, 1, 0, 0, TimeSpan.Zero));
        if (holds) Check();
        else Assert.Equal((400, "Ngày kết thúc trước ngày bắt đầu."), (Assert.Throws<Refused>(Check).Status, Assert.Throws<Refused>(Check).Message));
    }

    [Theory]
    [InlineData("=[Owner]=1", "not supported")]
    [InlineData("=[Note]=\"\"", "not supported")]
    [InlineData("=[Nowhere]=1", "does not exist")]
    [InlineData("=[To]>", "syntax error")]
    public void A_Formula_Over_Other_Columns_Than_Simple_Ones_Is_Refused(string formula, string reason) =>
        Assert.Contains(reason, Assert.Throws<Refused>(() => FormulaRules.CheckList(Columns, formula)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_Formula_Over_Simple_Columns_Is_Stored_With_Internal_Names() => Assert.Equal(
        "=AND([From]<=[To], [Step]<>\"[Từ ngày]\", To>NOW(), TRUE)", FormulaRules.CheckList(Columns, "=AND([Từ ngày]<=[To], [step]<>\"[Từ ngày]\", To>NOW(), TRUE)"));

    private static JsonObject Read(string json) => JsonNode.Parse(json)!.AsObject();

    private static Column Make(string name, string definition) => new(0, name, name, Read(definition), BuiltIn: false);
}
