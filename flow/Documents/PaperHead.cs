namespace EmulationM365.Documents;

/// <summary>What stands at the head and at the end of a paper that goes to another body (Decree 30/2020/NĐ-CP, Annex I).</summary>
/// <param name="Parent">The body above; empty where there is none.</param>
/// <param name="Organisation">The body that issues it.</param>
/// <param name="Kind">Type of the paper, in capitals.</param>
/// <param name="About">What it is about.</param>
public sealed record PaperHead(string Parent, string Organisation, string Kind, string About)
{
    /// <summary>Whom it goes to and where it is kept, a line each.</summary>
    public IReadOnlyList<string> To { get; init; } = [];

    /// <summary>Who signs; number, day and signature are left for the records office and for whoever signs.</summary>
    public string Signer { get; init; } = "";
}

/// <summary>A picture in a paper.</summary>
/// <param name="Bytes">The picture.</param>
/// <param name="Kind"><c>jpg</c> or <c>png</c>.</param>
/// <param name="Width">Its width in pixels, as it is stored.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Degrees">By how much it is to be turned clockwise to stand upright: 0, 90, 180 or 270.</param>
/// <param name="Alt">What it shows.</param>
public sealed record PaperPicture(byte[] Bytes, string Kind, int Width, int Height, int Degrees, string Alt);
