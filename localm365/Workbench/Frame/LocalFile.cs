namespace EmulationM365.LocalM365.Workbench.Frame;

/// <summary>Files of this tenant that a page shows by address. Pages show nothing else: no address elsewhere, and nothing here that does more than show a file.</summary>
internal static class LocalFile
{
    /// <summary>The path of the file on this machine, or null when the address names something else.</summary>
    public static string? Path(Tenant tenant, string? address)
    {
        var origin = new Uri(tenant.Origin);
        if (string.IsNullOrWhiteSpace(address) || !Uri.TryCreate(origin, address, out var found)) return null;
        // what was written while the tenant ran on another port is still its own
        if (found.Scheme is not ("http" or "https") || (!found.IsLoopback && found.Authority != origin.Authority)) return null;
        return found.Segments is ["/", "sites/", _, var place, ..] && !place.StartsWith('_') ? found.AbsolutePath : null;
    }
}
