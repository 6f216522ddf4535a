using EmulationM365.LocalM365.Recording;

namespace EmulationM365.LocalM365.Faults;

/// <summary>What a fault has before it. The answer is a buffer until the fault is done.</summary>
internal sealed record Struck(HttpContext Http, string Api, Tenant Tenant, Stroke Stroke)
{
    public Dice Dice => Stroke.Dice;

    /// <summary>Answers as the API would refuse.</summary>
    public async Task<Fate> RefuseAsync(Refused refused)
    {
        Clear();
        await Admission.RefuseAsync(Http, refused, Api, Tenant);
        return Fate.Answered;
    }

    /// <summary>Takes away what has been answered so far.</summary>
    public void Clear()
    {
        Http.Response.Body.SetLength(0);
        Http.Response.ContentLength = null;
        foreach (var header in new[] { "Location", "ETag", "Retry-After" }) Http.Response.Headers.Remove(header);
    }
}
