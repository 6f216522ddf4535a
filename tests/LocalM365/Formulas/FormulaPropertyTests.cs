using EmulationM365.LocalM365.Formulas;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.LocalM365.Formulas;

/// <summary>Microsoft's page "Examples of common formulas in lists": whatever is written as a formula is refused in a sentence or has a value; nothing else happens.</summary>
public sealed class FormulaPropertyTests
{
    private static readonly string[] Pieces =
    [
        "=", "+", "-", "*", "/", "^", "&", "%", "<>", "<=", "(", ")", ",", ";", "[X]", "[", "]", "\"", "\"a\"", "\"\"", "1", "0", "-1", "2.5", "1E9", "9999999", "TRUE",
        "AND(", "OR(", "IF(", "IFERROR(", "LEN(", "MID(", "LEFT(", "REPT(", "REPLACE(", "FIND(", "SEARCH(", "TEXT(", "DATE(", "TODAY()", "NOW()", "YEAR(", "DATEDIF(",
        "WEEKDAY(", "CHOOSE(", "ROUND(", "ROUNDUP(", "MOD(", "CHAR(", "\"dd/mm/yyyy hh:ss\"", "\"0.0;\"", "\"*?\"", " ", "đ", "#",
    ];

    private static readonly double[] Numbers = [0, 1, -1, 2.5, 1e-9, 1e15, -1e15, 9999999, 2958465, 2958466, 1e300, double.MaxValue, double.Epsilon];

    private static readonly Gen<string> Junk = Gen.ListOf(Gen.Elements(Pieces)).Select(pieces => "=" + string.Concat(pieces));

    private static readonly Gen<FormulaValue> Values = Gen.OneOf(
        Gen.Elements(Numbers).Select(FormulaValue.Of),
        Gen.Elements("", "a", "12", "TRUE", "1E400", "31/05/2025", "\0", new string('x', 300)).Select(FormulaValue.Of),
        Gen.Elements(FormulaValue.Blank, FormulaValue.True, FormulaValue.False, FormulaValue.BadNumber));

    /// <summary>Calls that are well formed, of every function with values of every kind.</summary>
    private static readonly Gen<string> Calls =
        from function in Gen.Elements(LogicFunctions.All.Concat(TextFunctions.All).Concat(NumberFunctions.All).Concat(DateFunctions.All).ToArray())
        from more in Gen.Choose(0, 3)
        from signs in Gen.ArrayOf(Gen.Elements("", "-", "1/"), 8)
        let count = Math.Min(function.Most, function.Least + more)
        select $"={function.Name}({string.Join(',', Enumerable.Range(0, count).Select(i => $"{signs[i % 8]}[F{i}]"))})";

    [Fact]
    public void Any_Text_Is_Refused_In_A_Sentence_Or_Has_A_Value() => Prop.ForAll(Junk.ToArbitrary(), text =>
    {
        try
        {
            Sound(Formula.Parse(text), _ => FormulaValue.Of(3));
        }
        catch (FormulaException refusal)
        {
            Assert.StartsWith("The formula contains a syntax error or is not supported: ", refusal.Message, StringComparison.Ordinal);
            Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Every_Function_Has_A_Value_For_All_Values() => Prop.ForAll(
        (from call in Calls from values in Gen.ArrayOf(Values, 8) select (call, values)).ToArbitrary(),
        one => Sound(Formula.Parse(one.call), name => one.values[(name[^1] - '0') % 8])).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Numbers_Add_Up_Like_Numbers() => Prop.ForAll(
        (from left in Gen.Choose(-100000, 100000) from right in Gen.Choose(-100000, 100000) select (left, right)).ToArbitrary(),
        pair =>
        {
            var value = Formula.Parse("=[L]+[R]-[L]*2").Evaluate(name => FormulaValue.Of(name == "L" ? pair.left : pair.right), default);
            Assert.Equal(pair.left + pair.right - (pair.left * 2), value.ToNumber());
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Days_Go_There_And_Back() => Prop.ForAll(Gen.Choose(0, 80000).ToArbitrary(), days =>
    {
        var day = new DateTime(1900, 1, 1).AddDays(days);
        var there = Formula.Parse("=DATE(YEAR([D]),MONTH([D]),DAY([D]))").Evaluate(_ => FormulaValue.Of(day), default);
        Assert.Equal(day, there.ToMoment());
    }).QuickCheckThrowOnFailure();

    private static void Sound(Formula formula, Func<string, FormulaValue> field)
    {
        var value = formula.Evaluate(field, new DateTimeOffset(2025, 5, 12, 9, 30, 0, TimeSpan.FromHours(7)));
        Assert.True(value.ToText().Length <= FormulaValue.Longest);
        Assert.Equal(value.IsError, value.ToText().StartsWith('#') && value.ToNumber() is null && value.Kind == FormulaKind.Error);
    }
}
