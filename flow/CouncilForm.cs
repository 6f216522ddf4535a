using EmulationM365.Cases;
using EmulationM365.Texts;

namespace EmulationM365;

/// <summary>The outcome of a sitting as somebody entered it, in the list or on a page.</summary>
/// <param name="Day">Day of the sitting.</param>
/// <param name="Members">Members; null = as many as the list of members names.</param>
/// <param name="Present">Members present.</param>
/// <param name="Written">Absent members who voted in writing.</param>
/// <param name="Votes">Votes in favour by line.</param>
/// <param name="Tally">Name of the scanned tally in the library of documents.</param>
public sealed record CouncilForm(DateOnly? Day, int? Members, int? Present, int Written, IReadOnlyDictionary<int, int> Votes, string Tally);

/// <summary>What the upper level decided as somebody entered it.</summary>
/// <param name="Refused">Lines refused.</param>
/// <param name="Reduced">Lines that got a lower award.</param>
/// <param name="Later">Lines that still wait.</param>
/// <param name="Granted">Lines granted, where each line is answered by itself: one that was not answered still waits. Null where those that are not named are granted.</param>
public sealed record OutcomeForm(IReadOnlyCollection<int> Refused, IReadOnlyDictionary<int, string> Reduced, IReadOnlyCollection<int> Later, IReadOnlyCollection<int>? Granted = null)
{
    /// <summary>Lines that still wait among those that are asked about.</summary>
    public IReadOnlyCollection<int> Waiting(IEnumerable<int> asked) =>
        Granted is null ? Later : [.. Later, .. asked.Where(number => !Granted.Contains(number) && !Refused.Contains(number) && !Reduced.ContainsKey(number) && !Later.Contains(number))];
}

/// <summary>What was entered with an answer, complete: files found, rules read.</summary>
/// <param name="Paper">The paper, with its signed file.</param>
/// <param name="Part">The table.</param>
/// <param name="Fault">Why it cannot be used; null when it can.</param>
public sealed record Entered(DecisionPaper? Paper, AnswerPart? Part, Reason? Fault);
