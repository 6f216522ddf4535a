using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Files;

/// <summary>An upload under way. <c>Total</c> is 0 until the first part tells it; <c>Received</c> is where the next part begins.</summary>
internal sealed record Upload(
    string Id, string Drive, FilePlace Place, Caller Caller, bool Deferred, long Total, long Received, string Expires)
{
    /// <summary>A part must be smaller than this.</summary>
    public const int MostInPart = 60 * 1024 * 1024;

    /// <summary>Every part but the last is a multiple of this.</summary>
    public const int Step = 320 * 1024;

    /// <summary>More than this the database cannot hold in one piece; Microsoft's own limit is 250 GB.</summary>
    public const long MostInAll = 900L * 1024 * 1024;

    public bool IsWhole => Total > 0 && Received == Total;

    public JsonObject ToJson() => new()
    {
        ["expirationDateTime"] = Expires,
        ["nextExpectedRanges"] = IsWhole ? [] : new JsonArray(string.Create(CultureInfo.InvariantCulture, $"{Received}-")),
    };

    /// <summary>Refuses a part that does not continue this upload.</summary>
    public void Check(UploadRange part)
    {
        if (part.Total > MostInAll) throw Full();
        if (Total > 0 && part.Total != Total) throw Refused.Invalid("The total size in the Content-Range header is not that of the parts before.");
        if (part.First != Received || IsWhole) throw new Refused(416, "invalidRange", "The uploaded fragment overlaps with data that has already been received, or does not follow it.");
        if (part.Length >= MostInPart) throw new Refused(413, "requestEntityTooLarge", "A part of an upload must be smaller than 60 MiB.");
        if (part.Last + 1 < part.Total && part.Length % Step != 0) throw Refused.Invalid("The size of every part but the last must be a multiple of 320 KiB.");
    }

    public static Refused Full() => new(507, "quotaLimitReached", "The file is larger than the storage that is left.");
}

/// <summary>Which bytes a part is, and of how many: <c>bytes 0-327679/1048576</c>.</summary>
internal sealed partial record UploadRange(long First, long Last, long Total)
{
    public long Length => Last - First + 1;

    public static UploadRange Read(string header)
    {
        var match = Pattern().Match(header);
        if (!match.Success) throw Refused.Invalid("The Content-Range header is missing or malformed: bytes FIRST-LAST/TOTAL.");
        var range = new UploadRange(Number(match, 1), Number(match, 2), Number(match, 3));
        return range.First <= range.Last && range.Last < range.Total ? range : throw Refused.Invalid("The Content-Range header names bytes that the file does not have.");
    }

    private static long Number(Match match, int group) => long.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^bytes (\d{1,15})-(\d{1,15})/(\d{1,15})$")]
    private static partial Regex Pattern();
}
