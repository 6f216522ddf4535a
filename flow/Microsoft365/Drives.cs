using Microsoft.Graph.Models;

namespace EmulationM365.Microsoft365;

/// <summary>The drive behind a library, and addresses within it. They are written here: the library of Graph would take a brace in a name for a place to fill.</summary>
internal static class Drives
{
    /// <summary>Looks up the drive of a library.</summary>
    public static Task<Drive> OpenAsync(Tenancy tenancy, ListAddress library, CancellationToken cancellationToken) => Failures.Named($"open library {library.Schema.Name}", async () =>
        Failures.Held(await tenancy.Graph.Sites[library.SiteId].Lists[library.ListId].Drive.GetAsync(cancellationToken: cancellationToken)), cancellationToken);

    /// <summary>Address of what stands at a path, letter for letter.</summary>
    public static string At(Tenancy tenancy, string drive, IEnumerable<string> names) => $"{Of(tenancy, drive)}/root:/{string.Join('/', names.Select(Uri.EscapeDataString))}";

    /// <summary>Address of the drive.</summary>
    public static string Of(Tenancy tenancy, string drive) => $"{tenancy.Options.GraphBaseUrl.ToString().TrimEnd('/')}/drives/{drive}";
}
