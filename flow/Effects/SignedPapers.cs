using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>
/// Finds the signed file that somebody named in the library of documents, and takes its hash: what a decision rests on can be told from a file that was put
/// there later.
/// </summary>
public sealed class SignedPapers(FileDesk files, ListAddress documents)
{
    /// <summary>The file, or why it cannot be used: not there, several of that name, too large, no PDF.</summary>
    /// <exception cref="M365Exception">The library cannot be read.</exception>
    public async Task<(SignedFile? File, Reason? Fault)> FindAsync(string named, CancellationToken cancellationToken)
    {
        var search = await files.FindAsync(documents, named, cancellationToken);
        if (search.File is not { } file) return (null, search.Refusal ?? Reason.Of("refuse.fileMissing", named));
        return file.Pdf ? (new SignedFile(file.Name, file.Length, file.Sha256), null) : (null, Reason.Of("refuse.fileNotPdf", file.Name));
    }
}
