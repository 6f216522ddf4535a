using EmulationM365.Texts;

namespace EmulationM365.Rules;

/// <summary>A paper or a word of somebody that proves a fact: either only known to be there or not, or known by its wording. Null in its place = unknown.</summary>
/// <param name="There">It is there, or it is not; null = known by its wording.</param>
/// <param name="Wording">What it says.</param>
public sealed record Evidence(bool? There, string? Wording)
{
    /// <summary>It is there and does not speak against what it should prove. Wording that denies is for people to read, never a "yes".</summary>
    public bool Proves => There ?? (!string.IsNullOrWhiteSpace(Wording) && !WordsOf.Deny(Wording));

    /// <summary>Evidence known by its wording.</summary>
    public static implicit operator Evidence?(string? wording) => wording is null ? null : new Evidence(null, wording);

    /// <summary>Evidence known to be there or not.</summary>
    public static implicit operator Evidence?(bool? there) => there is null ? null : new Evidence(there, null);
}

/// <summary>A move from one unit to another within the year.</summary>
/// <param name="OldUnitMonths">Months at the former unit.</param>
/// <param name="NewUnitMonths">Months at the present unit.</param>
/// <param name="OldUnitOpinion">Written opinion of the former unit; null = not there.</param>
public sealed record Transfer(int? OldUnitMonths, int? NewUnitMonths, Evidence? OldUnitOpinion);

/// <summary>The initiative put forward.</summary>
/// <param name="Status"><c>none</c>, <c>submitted</c>, <c>recognised</c>.</param>
/// <param name="Scope">For which its effect was recognised: <c>unit</c>, <c>province</c>, <c>nation</c>.</param>
/// <param name="CertificateFile">Its certificate is there.</param>
public sealed record Initiative(string? Status, string? Scope, bool? CertificateFile);

/// <summary>The scientific topic, project or work put forward.</summary>
/// <param name="Status"><c>đã nghiệm thu</c> = accepted.</param>
/// <param name="File">The paper of its acceptance is there.</param>
public sealed record ScientificWork(string? Status, bool? File);

/// <summary>
/// Ratings and awards of former years. A list that is there is complete, but for what its <see cref="History.Coverage"/> leaves open; a list that is null was not looked up.
/// </summary>
public sealed record History
{
    /// <summary>Years with the title Chiến sĩ thi đua cơ sở.</summary>
    public IReadOnlyList<int>? CstdCs { get; init; }

    /// <summary>Years with the title Chiến sĩ thi đua cấp tỉnh.</summary>
    public IReadOnlyList<int>? CstdTinh { get; init; }

    /// <summary>Years with the provincial Bằng khen.</summary>
    public IReadOnlyList<int>? BkTinh { get; init; }

    /// <summary>Years with the Bằng khen of the Prime Minister.</summary>
    public IReadOnlyList<int>? BkThuTuong { get; init; }

    /// <summary>Years whose award was cancelled afterwards.</summary>
    public IReadOnlyList<int>? Cancelled { get; init; }

    /// <summary>Rating by year; a year that is not among them is unknown.</summary>
    public IReadOnlyDictionary<int, string?>? Ratings { get; init; }

    /// <summary>The register confirms that the awards follow each other, although years lie between.</summary>
    public bool? ConsecutiveAwards { get; init; }

    /// <summary>How far the register can be relied on; null = its lists are complete.</summary>
    public Coverage? Coverage { get; init; }
}

/// <summary>What a register of awards does not tell, and what it tells beside the years that count.</summary>
/// <param name="OpenBefore">Before this year an award that is not listed may still have been given.</param>
/// <param name="NotSigned">Years, by award, that are entered without a signed decision: they may come to count.</param>
/// <param name="Revoked">Years, by award, whose decision was cancelled: they do not count, however incomplete the register is.</param>
public sealed record Coverage(int OpenBefore, IReadOnlyDictionary<string, IReadOnlyList<int>> NotSigned, IReadOnlyDictionary<string, IReadOnlyList<int>> Revoked)
{
    private const int Longest = 60;

    /// <summary>Years of an award that are not listed and may count all the same.</summary>
    /// <param name="award">The award.</param>
    /// <param name="last">Last year that is asked about.</param>
    public IEnumerable<int> Open(string award, int last) => Enumerable.Range(last - Longest, Longest + 1).Where(year => year < OpenBefore)
        .Concat(NotSigned.GetValueOrDefault(award, [])).Where(year => year <= last).Except(RevokedOf(award));

    /// <summary>Years of an award whose decision was cancelled.</summary>
    public IReadOnlyList<int> RevokedOf(string award) => Revoked.GetValueOrDefault(award, []);
}

/// <summary>A thematic movement and the place reached in it.</summary>
/// <param name="Type">Kind of movement: <c>chuyên đề</c>, …</param>
/// <param name="Stage">Review at which it is judged: <c>sơ kết</c>, <c>tổng kết</c>.</param>
/// <param name="Rank">Place reached.</param>
/// <param name="Years">Years it has run.</param>
public sealed record Movement(string? Type, string? Stage, int? Rank, int? Years);

/// <summary>Votes of the council.</summary>
/// <param name="Members">Members named in its decision.</param>
/// <param name="Present">Of them, present.</param>
/// <param name="AbsentBallots">Absent members who voted in writing.</param>
/// <param name="Yes">Votes in favour.</param>
/// <param name="ThresholdPercent">Share of all members that passes, from the council's own regulation.</param>
public sealed record CouncilCount(int? Members, int? Present, int? AbsentBallots, int? Yes, decimal? ThresholdPercent);

/// <summary>An award that an achievement has already earned.</summary>
/// <param name="Award">Key of the award, or its name where it is none of ours.</param>
/// <param name="AchievementId">The achievement.</param>
public sealed record Reward(string? Award, string? AchievementId);
