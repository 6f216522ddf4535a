namespace EmulationM365.Functions.Local;

/// <summary>Where a sign-in or sign-out may lead back to: a path of this host and nothing else.</summary>
internal static class LocalPath
{
    /// <summary>What a caller is told who wants to be led elsewhere.</summary>
    public const string Refusal = "After signing in or out you can only be led to a path of this address.";

    /// <summary>Whether the text is a path of this host. Browsers read <c>//</c> and <c>/\</c> as the start of another host, and drop control characters first.</summary>
    public static bool IsSafe(string target) =>
        target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal) && !target.Any(c => c == '\\' || char.IsControl(c) || c > 126);
}
