namespace EmulationM365.Provisioning.Lint;

/// <summary>Something in a plan that somebody should look at.</summary>
/// <param name="Line">Line of the file; in a Word document the number of the paragraph.</param>
/// <param name="Kind"><c>wrongYear</c>, <c>repeatedNumber</c>, <c>unknownUnit</c>, <c>twoNames</c> or <c>noDate</c>.</param>
/// <param name="Quoted">The words.</param>
/// <param name="Advice">What to do.</param>
public sealed record Finding(int Line, string Kind, string Quoted, string Advice);
