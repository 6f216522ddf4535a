using EmulationM365.LocalM365.Batch;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>Some requests inside a batch fail while the batch succeeds; which status each gets is thrown by the seed.</summary>
internal sealed class BatchFault(IReadOnlyList<int> statuses, string retryAfter) : RequestFault("batch")
{
    public static BatchFault Read(RuleMembers members) => new(members.Statuses("statuses") ?? [429, 503, 504], members.TextOrNumber("retryAfter") ?? "5");

    public override bool Concerns(HttpContext http) => http.Items.ContainsKey(typeof(BatchStep));

    public override async Task<Fate> StrikeAsync(Struck struck)
    {
        var status = statuses[struck.Dice.Below(statuses.Count)];
        var fate = await struck.RefuseAsync(new Refused(status, StatusFault.Code(status), "A fault that was asked for."));
        if (status is 429 or 503) struck.Http.Response.Headers.RetryAfter = retryAfter;
        return fate;
    }
}
