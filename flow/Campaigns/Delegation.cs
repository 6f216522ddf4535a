namespace EmulationM365.Campaigns;

/// <summary>Ủy quyền: somebody stands in for somebody else for some days, by a paper.</summary>
/// <param name="Key">What tells it from others: the id of its item.</param>
/// <param name="From">Staff number of who is away.</param>
/// <param name="To">Staff number of who stands in.</param>
/// <param name="ValidFrom">First day, as the unit lives it; null = always has.</param>
/// <param name="ValidTo">Last day; null = until further notice.</param>
/// <param name="Paper">The paper that says so.</param>
public sealed record Delegation(string Key, string From, string To, DateOnly? ValidFrom, DateOnly? ValidTo, string Paper)
{
    /// <summary>It holds on that day: from the first minute of its first day to the last of its last, in Vietnam.</summary>
    public bool HoldsOn(DateOnly day) => (ValidFrom is not { } from || from <= day) && (ValidTo is not { } to || day <= to);
}
