namespace EmulationM365.LocalM365.Recording;

/// <summary>Why an exchange does not belong into a recording of good traffic.</summary>
internal static class Wrong
{
    /// <summary>A fault that was asked for touched it.</summary>
    public const string Fault = "fault";

    /// <summary>The request does not keep the contract of Graph, and was refused for that.</summary>
    public const string Malformed = "malformed";

    /// <summary>localm365 answers it as Graph would, but the metadata that recordings are checked by has no such path, option or parameter, so nobody can say whether it is kept.</summary>
    public const string Uncontracted = "uncontracted";
}
