using System.Globalization;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Cases;

/// <summary>Titles of a unit's members: granted by a decision, and still waiting for one.</summary>
/// <param name="Granted">Members who are Lao động tiên tiến.</param>
/// <param name="Waiting">Members whose proposal is on its way.</param>
public sealed record TitleCount(int Granted, int Waiting)
{
    /// <summary>The line is of a collective whose title stands on those of its members, and is not settled against it.</summary>
    public static bool Applies(LineState line) => line.Line is { Collective: true, Members: > 0 } && MemberTitles.StandsOnMembers(line.Line.Award) && (line.Alive || line.Stage == LineStage.Granted);

    /// <summary>Counts by the unit's returns and the register; a member who is in both counts once.</summary>
    /// <param name="states">Returns of the unit.</param>
    /// <param name="registered">Staff numbers of those in the register.</param>
    public static TitleCount Of(IEnumerable<ReturnState> states, IEnumerable<string> registered)
    {
        var lines = states.SelectMany(state => state.Lines).Where(line => !line.Line.Collective && MemberTitles.OfMembers(line.Line.Award)).ToList();
        var granted = lines.Where(line => line.Stage == LineStage.Granted).Select(Key).Concat(registered).ToHashSet();
        return new TitleCount(granted.Count, lines.Where(line => line.Alive).Select(Key).Distinct().Count(key => !granted.Contains(key)));
    }

    /// <summary>
    /// What the share comes to: 70 percent in whole numbers, never rounded up. As long as decisions that wait could still fill it, nothing is concluded. Where the
    /// proposal itself lacked something, the titles do not supply it: in whatever order decisions come, they are added to what was said of the proposal.
    /// </summary>
    public CollectiveRechecked Judge(LineState state)
    {
        var members = state.Line.Members!.Value;
        var standing = Enough(Granted, members) ? Standing.Eligible : Enough(Granted + Waiting, members) ? Standing.NeedsEvidence : Standing.Ineligible;
        var reason = Reason.Of(standing switch { Standing.Eligible => "recheck.holds", Standing.NeedsEvidence => "recheck.waits", _ => "recheck.broken" }, Number(Granted), Number(members), Number(Waiting));
        var proposed = state.Proposed ?? state.Line.Verdict;
        var both = proposed.Standing == Standing.Ineligible || standing == Standing.Eligible ? proposed.Standing : standing;
        var verdict = proposed with { Standing = both, Reasons = proposed.Standing == Standing.Eligible ? [reason] : [reason, .. proposed.Reasons] };
        return new CollectiveRechecked(state.Line.Id, Granted, Waiting, members, verdict);
    }

    private static bool Enough(int count, int members) => (long)count * 10 >= (long)members * 7;

    private static string Key(LineState line) => line.Line.StaffKey is { Length: > 0 } key ? key : Letters.Folded(line.Line.Name);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
