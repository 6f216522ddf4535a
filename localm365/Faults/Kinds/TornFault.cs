namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>A time-out in the middle of an answer: headers and the first part of the body go out, the rest never comes.</summary>
internal sealed class TornFault(double share) : RequestFault("torn")
{
    public override string Only => "after";

    public static TornFault Read(RuleMembers members) => new(members.Share("share") ?? 0.5);

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        struck.Stroke.Share = share;
        return Task.FromResult(Fate.Torn);
    }
}
