using System.Collections.Frozen;

namespace EmulationM365.LocalM365.Formulas;

/// <summary>
/// The functions that SharePoint has; of Excel's others (SUBSTITUTE, EOMONTH, NETWORKDAYS, VLOOKUP …) it knows nothing, and refuses the formula.
/// </summary>
internal static class FormulaFunctions
{
    private static readonly FrozenDictionary<string, FormulaFunction> _all =
        LogicFunctions.All.Concat(TextFunctions.All).Concat(NumberFunctions.All).Concat(DateFunctions.All)
            .ToFrozenDictionary(function => function.Name, StringComparer.OrdinalIgnoreCase);

    public static FormulaFunction? Find(string name) => _all.GetValueOrDefault(name);
}
