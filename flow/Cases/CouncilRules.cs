using System.Globalization;

namespace EmulationM365.Cases;

/// <summary>A share as people write it: "80" percent, or "2/3". Compared in whole numbers, never rounded.</summary>
/// <param name="Part">Upper number.</param>
/// <param name="Whole">Lower number.</param>
public sealed record Share(int Part, int Whole)
{
    /// <summary>Reads a share; null when it is none between nothing and all.</summary>
    public static Share? Read(string text)
    {
        var parts = text.Trim().TrimEnd('%').Split('/');
        if (parts.Length > 2 || !int.TryParse(parts[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var part)) return null;
        var whole = 100;
        if (parts.Length == 2 && !int.TryParse(parts[1].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out whole)) return null;
        return part > 0 && part <= whole ? new Share(part, whole) : null;
    }

    /// <summary>So many of so many are at least this share.</summary>
    public bool Reached(int count, int of) => of > 0 && (long)count * Whole >= (long)of * Part;

    /// <inheritdoc />
    public override string ToString() => Whole == 100 ? $"{Part}%" : $"{Part}/{Whole}";
}

/// <summary>The council's own rules as its settings have them; kept with the outcome, because settings change.</summary>
/// <param name="Quorum">Share of the members who must be present.</param>
/// <param name="Denominator">
/// Votes count out of <c>members</c>, of those <c>present</c>, or of the <c>votes</c> that were possible. Where the absent may vote in writing, those who did are
/// among the present: their votes are counted, so they are counted out of.
/// </param>
/// <param name="WrittenVotes">Absent members may vote in writing.</param>
/// <param name="OwnLineBarred">A member does not vote on the own line.</param>
/// <param name="Thresholds">Share of votes that passes, by award.</param>
public sealed record CouncilRules(Share Quorum, string Denominator, bool WrittenVotes, bool OwnLineBarred, IReadOnlyDictionary<string, Share> Thresholds)
{
    /// <summary>Reads the rules for the awards of a session.</summary>
    /// <param name="setting">A setting's value by key; empty when there is none.</param>
    /// <param name="thresholdKey">Key of the setting that holds an award's threshold; empty when none is named.</param>
    /// <param name="awards">Awards on the list.</param>
    /// <param name="missing">Keys of settings that are missing or cannot be read.</param>
    /// <returns>The rules; null when something is missing: nothing is assumed where votes are counted.</returns>
    public static CouncilRules? Read(Func<string, string> setting, Func<string, string> thresholdKey, IEnumerable<string> awards, out IReadOnlyList<string> missing)
    {
        var faults = new List<string>();
        var quorum = Need("council.quorumPercent");
        var thresholds = awards.Distinct().Order(StringComparer.Ordinal)
            .Select(award => (award, Share: Need(thresholdKey(award) is { Length: > 0 } key ? key : $"council.thresholdPercent.{award}"))).ToList();
        var denominator = setting("council.denominator");
        if (denominator is not ("members" or "present" or "votes")) faults.Add("council.denominator");
        missing = [.. faults.Distinct()];
        return faults.Count > 0 ? null : new CouncilRules(
            quorum!, denominator, setting("council.absentByWriting") == "yes", setting("council.conflictOfInterest") != "no", thresholds.ToDictionary(pair => pair.award, pair => pair.Share!));

        Share? Need(string key)
        {
            var share = Share.Read(setting(key));
            if (share is null) faults.Add(key);
            return share;
        }
    }

    /// <summary>Out of how many the votes for a line count.</summary>
    /// <param name="sitting">The sitting.</param>
    /// <param name="ownLine">The line is of a member, who does not vote on it.</param>
    public int Of(CouncilSitting sitting, bool ownLine) =>
        (Denominator == "members" ? sitting.Members : Possible(sitting)) - (ownLine && OwnLineBarred ? 1 : 0);

    /// <summary>How many votes there can be at most.</summary>
    public int Possible(CouncilSitting sitting) => sitting.Present + (WrittenVotes ? sitting.Written : 0);
}
