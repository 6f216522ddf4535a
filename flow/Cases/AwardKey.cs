namespace EmulationM365.Cases;

/// <summary>The key under which an award stands in the register: the return and the line it came from.</summary>
public static class AwardKey
{
    private const string LineMark = "-line-";

    /// <summary>The key.</summary>
    public static string Of(string returnCase, string lineId) => $"{returnCase}{LineMark}{lineId}";

    /// <summary>The return and the line; null of a row that was imported or typed.</summary>
    public static (string ReturnCase, string LineId)? Parts(string key) => key.LastIndexOf(LineMark, StringComparison.Ordinal) is > 0 and var at && AnyCase.IsId(key) ? (key[..at], key[(at + LineMark.Length)..]) : null;
}
