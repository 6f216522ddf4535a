namespace EmulationM365.LocalM365.Contract;

/// <summary>The many ways to one resource, brought to the one that the contract lists.</summary>
internal static class CanonicalPath
{
    private const string Some = "~";

    /// <summary>The segments below <c>/v1.0</c> of a path in the route table's spelling.</summary>
    public static IReadOnlyList<string> Segments(string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries)[1..];
        string[] spelt = segments is ["me", ..] ? ["users", .. segments] : segments;
        return spelt switch
        {
            ["sites" or "users" or "groups", _, "drive", _, ..] => ["drives", Some, .. spelt[3..]],
            ["sites", _, "lists", _, "drive", _, ..] => ["drives", Some, .. spelt[5..]],
            ["drives", _, "list", _, ..] => ["sites", Some, "lists", Some, .. spelt[3..]],
            ["sites", _, "lists", _, "items", _, "driveItem", _, ..] => ["drives", Some, "items", Some, .. spelt[7..]],
            // the name of an action may be written in full
            ["users", _, "microsoft.graph.sendMail"] => [.. spelt[..2], "sendMail"],
            _ => spelt,
        };
    }
}
