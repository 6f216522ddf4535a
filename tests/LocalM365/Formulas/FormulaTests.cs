using EmulationM365.LocalM365.Formulas;

namespace EmulationM365.Tests.LocalM365.Formulas;

/// <summary>Microsoft's page "Examples of common formulas in lists": formulas as lists know them: Excel's meaning, SharePoint's functions.</summary>
public sealed class FormulaTests
{
    private static readonly DateTimeOffset Now = new(2025, 5, 12, 9, 30, 0, TimeSpan.FromHours(7));

    [Theory]
    [InlineData("=1+2*3", "7")]
    [InlineData("=(1+2)*3", "9")]
    [InlineData("=-2^2", "4")]
    [InlineData("=2^3^2", "64")]
    [InlineData("=50%*8", "4")]
    [InlineData("=7-2-1", "4")]
    [InlineData("=1&2+3", "15")]
    [InlineData("=\"say \"\"hi\"\"\"", "say \"hi\"")]
    [InlineData("=1E3+.5", "1000.5")]
    [InlineData("=0.1+0.2=0.3", "TRUE")]
    [InlineData("=\"a\"=\"A\"", "TRUE")]
    [InlineData("=1<\"a\"", "TRUE")]
    [InlineData("=\"5\"+1", "6")]
    [InlineData("=TRUE+1", "2")]
    [InlineData("=[Missing]=\"\"", "TRUE")]
    [InlineData("=[Missing]=0", "TRUE")]
    [InlineData("=[Missing]+1", "1")]
    [InlineData("=AND([Tên]<>\"\",LEN([Tên])<=80)", "TRUE")]
    [InlineData("=AND([Tên]<>\"\";LEN([Tên])<=3)", "FALSE")]
    [InlineData("=score*2", "84")]
    public void Operators_Bind_As_In_Excel(string formula, string expected) => Assert.Equal(expected, Value(formula));

    [Theory]
    [InlineData("=IF([Score]>40,\"Đạt\",\"Không\")", "Đạt")]
    [InlineData("=IF(FALSE,1)", "FALSE")]
    [InlineData("=IF(TRUE,1,1/0)", "1")]
    [InlineData("=IFERROR(1/0,\"chia\")", "chia")]
    [InlineData("=ISERROR(FIND(\"z\",\"abc\"))", "TRUE")]
    [InlineData("=ISBLANK([Missing])", "TRUE")]
    [InlineData("=ISBLANK([Tên])", "FALSE")]
    [InlineData("=ISNUMBER([Score])", "TRUE")]
    [InlineData("=ISTEXT([Score])", "FALSE")]
    [InlineData("=CHOOSE(2,\"a\",\"b\")", "b")]
    [InlineData("=NOT(OR(FALSE,0))", "TRUE")]
    [InlineData("=LEFT(\"Thi đua\",3)&RIGHT(\"abc\")", "Thic")]
    [InlineData("=LEFT(\"ab\",9)", "ab")]
    [InlineData("=MID(\"Khen thưởng\",6,3)", "thư")]
    [InlineData("=MID(\"ab\",5,1)", "")]
    [InlineData("=FIND(\"B\",\"abB\")", "3")]
    [InlineData("=SEARCH(\"B\",\"abB\")", "2")]
    [InlineData("=SEARCH(\"t?i\",\"xthi\")", "2")]
    [InlineData("=UPPER(\"đề\")&LOWER(\"ÂN\")&PROPER(\"cán bộ MẪU\")", "ĐỀânCán Bộ Mẫu")]
    [InlineData("=TRIM(\"  a   b \")", "a b")]
    [InlineData("=CONCATENATE(\"a\",1,TRUE)", "a1TRUE")]
    [InlineData("=REPLACE(\"abcdef\",3,2,\"X\")", "abXef")]
    [InlineData("=REPT(\"ab\",3)", "ababab")]
    [InlineData("=EXACT(\"a\",\"A\")", "FALSE")]
    [InlineData("=CODE(CHAR(65))", "65")]
    [InlineData("=VALUE(\"12.5\")", "12.5")]
    [InlineData("=INT(-1.5)", "-2")]
    [InlineData("=ROUND(2.675,2)", "2.68")]
    [InlineData("=ROUND(1250,-2)", "1300")]
    [InlineData("=ROUNDUP(1.21,1)&ROUNDDOWN(-1.29,1)", "1.3-1.2")]
    [InlineData("=MOD(-3,2)", "1")]
    [InlineData("=POWER(2,10)&SQRT(9)&ABS(-4)", "102434")]
    [InlineData("=SUM(1,2,[Missing])&MIN(3,2)&MAX(3,[Missing])&AVERAGE(2,4,[Missing])", "3233")]
    [InlineData("=COUNT(1,\"a\",[Missing])&COUNTA(1,\"a\",[Missing])", "12")]
    public void Functions_Give_What_Excel_Gives(string formula, string expected) => Assert.Equal(expected, Value(formula));

    [Theory]
    [InlineData("=TEXT(TODAY(),\"dd/mm/yyyy\")", "12/05/2025")]
    [InlineData("=TEXT(NOW(),\"yyyy-mm-dd hh:mm\")", "2025-05-12 09:30")]
    [InlineData("=TEXT(NOW(),\"d/m/yy h:mm AM/PM\")", "12/5/25 9:30 AM")]
    [InlineData("=TEXT([Due],\"dddd \"\"ngày\"\" d\")", "Saturday ngày 31")]
    [InlineData("=TEXT(1234.5,\"#,##0.00\")", "1,234.50")]
    [InlineData("=TEXT(0.256,\"0%\")", "26%")]
    [InlineData("=[Due]-TODAY()", "19")]
    [InlineData("=[Due]>=TODAY()", "TRUE")]
    [InlineData("=YEAR([Due])&\"-\"&MONTH([Due])&\"-\"&DAY([Due])", "2025-5-31")]
    [InlineData("=HOUR(NOW())&\":\"&MINUTE(NOW())", "9:30")]
    [InlineData("=WEEKDAY([Due])&WEEKDAY([Due],2)&WEEKDAY([Due],3)", "765")]
    [InlineData("=DAY(DATE(2024,3,0))", "29")]
    [InlineData("=TEXT(DATE(2025,13,1),\"yyyy-mm\")", "2026-01")]
    [InlineData("=DATEDIF(DATE(2024,2,29),DATE(2025,2,28),\"m\")&DATEDIF(DATE(2024,1,31),TODAY(),\"y\")", "111")]
    [InlineData("=DATEDIF(DATE(2024,1,31),TODAY(),\"d\")", "467")]
    [InlineData("=DATEVALUE(\"31/05/2025\")=[Due]", "TRUE")]
    [InlineData("=TEXT(TIME(25,61,0),\"hh:mm\")", "02:01")]
    public void Dates_Are_Days_In_The_Sites_Own_Time(string formula, string expected) => Assert.Equal(expected, Value(formula));

    [Theory]
    [InlineData("=1/0", "#DIV/0!")]
    [InlineData("=AVERAGE([Missing])", "#DIV/0!")]
    [InlineData("=\"a\"+1", "#VALUE!")]
    [InlineData("=FIND(\"z\",\"abc\")&\"!\"", "#VALUE!")]
    [InlineData("=SQRT(-1)", "#NUM!")]
    [InlineData("=10^400", "#NUM!")]
    [InlineData("=DATEDIF(TODAY(),DATE(2020,1,1),\"d\")", "#NUM!")]
    [InlineData("=DATE(99999,1,1)", "#NUM!")]
    [InlineData("=YEAR(99999999)", "#VALUE!")]
    [InlineData("=REPT(\"abc\",999999)", "#VALUE!")]
    [InlineData("=IF(\"maybe\",1,2)", "#VALUE!")]
    [InlineData("=SUM(1,1/0)", "#DIV/0!")]
    public void An_Error_Is_A_Value(string formula, string code)
    {
        var value = Read(formula);
        Assert.True(value.IsError);
        Assert.Equal(code, value.ToText());
    }

    [Theory]
    [InlineData("", "'=' is missing")]
    [InlineData("1+2", "'1' is not expected at place 1")]
    [InlineData("=", "ends too early")]
    [InlineData("=1+", "ends too early")]
    [InlineData("=(1", "')' is missing")]
    [InlineData("=1 2", "'2' is not expected at place 4")]
    [InlineData("=\"abc", "does not end")]
    [InlineData("=[Tên", "names no column")]
    [InlineData("=[]", "names no column")]
    [InlineData("=LEN()", "LEN does not take 0 values")]
    [InlineData("=IF(1,2,3,4)", "IF does not take 4 values")]
    [InlineData("=SUBSTITUTE(\"a\",\"b\",\"c\")", "'SUBSTITUTE' is not a function")]
    [InlineData("=VLOOKUP(1)", "'VLOOKUP' is not a function")]
    [InlineData("=1#2", "has no meaning")]
    [InlineData("=AND(1,,2)", "',' is not expected")]
    [InlineData("=1.2.3", "is not a number")]
    public void What_SharePoint_Would_Not_Store_Is_Refused_In_A_Sentence(string formula, string reason) =>
        Assert.Contains(reason, Assert.Throws<FormulaException>(() => Formula.Parse(formula)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("=[Tên]&[tên]&Score", "Tên,Score")]
    [InlineData("=TRUE", "")]
    public void The_Columns_A_Formula_Names_Are_Known(string formula, string fields) => Assert.Equal(fields, string.Join(',', Formula.Parse(formula).Fields));

    [Theory]
    [InlineData("=TODAY()+1", true)]
    [InlineData("=IF(TRUE,NOW(),1)", true)]
    [InlineData("=[Today]+1", false)]
    public void A_Formula_That_Asks_For_The_Time_Says_So(string formula, bool isVolatile) => Assert.Equal(isVolatile, Formula.Parse(formula).IsVolatile);

    [Theory]
    [InlineData("(")]
    [InlineData("-")]
    [InlineData("ABS(")]
    public void Depth_Is_Bounded(string piece) =>
        Assert.Contains("nested too deeply", Assert.Throws<FormulaException>(() => Formula.Parse("=" + string.Concat(Enumerable.Repeat(piece, 200)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_Long_Chain_Is_Computed()
    {
        var formula = "=1" + string.Concat(Enumerable.Repeat("+1", 500));
        Assert.Equal("501", Value(formula));
        Assert.Contains("longer than 1024", Assert.Throws<FormulaException>(() => Formula.Parse(formula + formula)).Message, StringComparison.Ordinal);
    }

    private static string Value(string formula)
    {
        var value = Read(formula);
        Assert.False(value.IsError, value.ToText());
        return value.ToText();
    }

    private static FormulaValue Read(string formula) => Formula.Parse(formula).Evaluate(
        name => name.ToLowerInvariant() switch
        {
            "tên" => FormulaValue.Of("Đơn vị mẫu"),
            "score" => FormulaValue.Of(42),
            "due" => FormulaValue.Of(new DateTime(2025, 5, 31)),
            _ => FormulaValue.Blank,
        },
        Now);
}
