namespace EmulationM365.LocalM365.Formulas;

/// <summary>A formula that SharePoint would not store; the message is a sentence that says why.</summary>
internal sealed class FormulaException(string message) : Exception(message)
{
    /// <summary>SharePoint's words for whatever it cannot read, followed by what exactly it was.</summary>
    public static FormulaException Syntax(string what) => new($"The formula contains a syntax error or is not supported: {what}");
}
