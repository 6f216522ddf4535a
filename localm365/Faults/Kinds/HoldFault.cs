namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>A slow answer: it waits, before the effect or after it, until <c>POST /_local/faults/release</c>.</summary>
internal sealed class HoldFault() : RequestFault("hold")
{
    public override async Task<Fate> StrikeAsync(Struck struck)
    {
        await struck.Tenant.Faults.Gate.WaitAsync(struck.Http.RequestAborted);
        return Fate.GoesOn;
    }
}
