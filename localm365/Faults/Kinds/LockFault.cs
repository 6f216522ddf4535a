namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>Somebody has the file open: 423 as Graph says it.</summary>
internal sealed class LockFault(string? retryAfter) : RequestFault("lock")
{
    public override string Only => "before";

    public static LockFault Read(RuleMembers members) => new(members.TextOrNumber("retryAfter"));

    public override async Task<Fate> StrikeAsync(Struck struck)
    {
        var fate = await struck.RefuseAsync(new Refused(423, "resourceLocked", "The resource you are attempting to access is locked"));
        if (retryAfter is not null) struck.Http.Response.Headers.RetryAfter = retryAfter;
        return fate;
    }
}
