using System.Buffers.Text;
using System.Text;

namespace EmulationM365.LocalM365.Delta;

/// <summary>
/// Where a reader of changes stands: after write number <c>Since</c>. While the first enumeration runs, tombstones up to
/// <c>Started</c> are left out, because the reader never saw those items.
/// </summary>
internal sealed record DeltaToken(string List, long Generation, long Since, long Started)
{
    public override string ToString() => Base64Url.EncodeToString(Encoding.ASCII.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{List};{Generation};{Since};{Started}")));

    public static DeltaToken? Read(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.ASCII.GetString(Base64Url.DecodeFromChars(text)).Split(';');
        return parts.Length == 4 && long.TryParse(parts[1], out var generation) && long.TryParse(parts[2], out var since) && long.TryParse(parts[3], out var started)
            ? new DeltaToken(parts[0], generation, since, started) : null;
    }
}
