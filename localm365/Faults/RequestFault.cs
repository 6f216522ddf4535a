namespace EmulationM365.LocalM365.Faults;

/// <summary>A fault of requests.</summary>
internal abstract class RequestFault(string name) : IFault
{
    public string Name => name;

    public virtual bool IsLasting => false;

    /// <summary>The only moment the fault can strike at (<c>before</c> or <c>after</c> the effect); null for either.</summary>
    public virtual string? Only => null;

    /// <summary>Whether a request is one that the fault can be about; others are not even counted.</summary>
    public virtual bool Concerns(HttpContext http) => true;

    public abstract Task<Fate> StrikeAsync(Struck struck);
}
