namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>A delta token is not known any more: 410, with the address to begin again at. Concerns only requests that bring a token.</summary>
internal sealed class GoneFault() : RequestFault("gone")
{
    public override string Only => "before";

    public override bool Concerns(HttpContext http) => HttpMethods.IsGet(http.Request.Method)
        && http.Request.Path.Value!.EndsWith("/delta", StringComparison.OrdinalIgnoreCase)
        && http.Request.Query.TryGetValue("token", out var token) && token != "latest";

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        var request = struck.Http.Request;
        var query = QueryString.Create(request.Query.Where(option => option.Key != "token"));
        return struck.RefuseAsync(new Refused(410, "resyncChangesApplyDifferences", "Resync required. Start again at the address of the Location header.")
        {
            Location = struck.Tenant.Origin + request.Path.ToUriComponent() + query,
        });
    }
}
