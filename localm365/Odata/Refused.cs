namespace EmulationM365.LocalM365.Odata;

/// <summary>A request that Microsoft 365 would refuse, in the words it uses. Written to the wire in one place, at the door.</summary>
internal sealed class Refused(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    /// <summary>Where the caller should go on, for answers that say so (410 of a dead delta token).</summary>
    public string? Location { get; init; }

    /// <summary>Whether the request itself is wrong, whatever the tenant holds: it does not keep the contract of Graph.</summary>
    public bool IsMalformed { get; init; }

    public static Refused Invalid(string message) => new(400, "invalidRequest", message);

    public static Refused NotFound(string message = "The resource could not be found.") => new(404, "itemNotFound", message);

    public static Refused Denied() => new(403, "accessDenied", "Access denied");

    public static Refused Taken(string message) => new(409, "nameAlreadyExists", message);

    public static Refused Changed() => new(412, "resourceModified", "ETag does not match current item's value");
}
