namespace EmulationM365.LocalM365.Faults;

/// <summary>One stroke of a fault at a request.</summary>
internal sealed record Stroke(FaultRule Rule, Dice Dice)
{
    /// <summary>How much of an answer is sent that is torn.</summary>
    public double Share { get; set; } = 1;

    public async Task<Fate> FallAsync(HttpContext http, string api, Tenant tenant)
    {
        try
        {
            return await ((RequestFault)Rule.Kind).StrikeAsync(new Struck(http, api, tenant, this));
        }
        catch (Refused refused)
        {
            Rule.Failed = refused.Message;
            return Fate.GoesOn;
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            return Fate.Lost;
        }
    }
}
