using EmulationM365.Rules;
using EmulationM365.Texts;
using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>An award of the register that is to be cancelled, as it stood there when that was asked for.</summary>
/// <param name="Key">Its key in the register.</param>
/// <param name="Year">Year of merit.</param>
/// <param name="Number">Number of the decision that gave it.</param>
/// <param name="Date">Day of that decision; null where the register has none.</param>
/// <param name="Authority">Body that gave it; empty where the register has none.</param>
/// <param name="SourceCase">Case on which the decision was entered; empty for a row that was imported or typed.</param>
public sealed record GivenAward(string Key, int Year, string Number, DateOnly? Date, string Authority, string SourceCase);

/// <summary>What a submission asks for that cancels awards (Law 06/2022/QH15 Art. 93).</summary>
/// <param name="Ground">Point of Art. 93(2): <c>a</c> false declaration, <c>b</c> forged papers, <c>c</c> a procedure against the law, <c>d</c> a standard not met.</param>
/// <param name="Because">What was found, and by whom.</param>
/// <param name="Decided">The competent body has cancelled them already: only its decision is to be entered.</param>
/// <param name="Awards">The awards, in the order of the lines.</param>
public sealed record Revoking(string Ground, string Because, bool Decided, IReadOnlyList<GivenAward> Awards)
{
    /// <summary>The points of Art. 93(2), in order.</summary>
    public static IReadOnlyList<string> Grounds { get; } = ["a", "b", "c", "d"];
}

/// <summary>Objects and money of cancelled awards came back, or the office has said why they do not.</summary>
/// <param name="Numbers">Lines of which nothing is left to recover.</param>
/// <param name="Comment">How: receipts, dates.</param>
public sealed record AwardsRecovered(IReadOnlyList<int> Numbers, string Comment) : CaseEvent;

/// <summary>
/// What is asked of a submission that cancels awards, beside what is asked of every other. The body that gave an award cancels it (Art. 93(8)). Pure.
/// </summary>
public static class Revocations
{
    /// <summary>Why it cannot be brought in; null when it can.</summary>
    public static Ruling? Fault(MakeSubmission command, Revoking revoking)
    {
        if (!Revoking.Grounds.Contains(revoking.Ground)) return Ruling.Refuse("refuse.noGround");
        if (revoking.Because.Trim().Length == 0) return Ruling.Refuse("refuse.noFinding");
        return Stranger(command.Lines, revoking, command.Addressee);
    }

    /// <summary>What is wrong with a decision that cancels them; null when nothing is.</summary>
    /// <param name="state">The submission.</param>
    /// <param name="paper">The decision.</param>
    /// <param name="outcomes">What it says of each line.</param>
    public static Ruling? Fault(SubmissionState state, DecisionPaper paper, IReadOnlyList<LineOutcome> outcomes)
    {
        if (state.Revoking is not { } revoking) return null;
        if (outcomes.Any(outcome => outcome.Result == "reduced")) return Ruling.Refuse("refuse.revocationReduced");
        var cancelled = state.Lines.Where(line => outcomes.Any(outcome => outcome.Number == line.Number && outcome.Result == "granted")).ToList();
        foreach (var line in cancelled)
        {
            if (revoking.Awards[line.Number - 1].Date is { } given && paper.Date < given)
                return Ruling.Refuse("refuse.cancelledBeforeGiven", Campaigns.VietnamTime.Write(paper.Date), line.Line.Name, Campaigns.VietnamTime.Write(given));
        }

        var mine = revoking with { Awards = [.. cancelled.Select(line => revoking.Awards[line.Number - 1])] };
        return Stranger([.. cancelled.Select(line => line.Line)], mine, paper.Authority);
    }

    /// <summary>
    /// An award that a body of another kind gave. Bodies are renamed and merged, so a Sở may cancel what another Sở gave; where words do not tell the kind, people judge.
    /// </summary>
    private static Ruling? Stranger(IReadOnlyList<ListedLine> lines, Revoking revoking, string authority)
    {
        foreach (var (line, award) in lines.Zip(revoking.Awards))
        {
            var (gave, cancels) = (Authorities.Of(award.Authority), Authorities.Of(authority));
            if (Letters.Same(award.Authority, authority) || gave == Authority.Unknown || cancels == Authority.Unknown || gave == cancels) continue;
            return Ruling.Refuse("refuse.otherAuthority", line.Name, award.Authority, authority);
        }

        return null;
    }

    /// <summary>What the office's word on objects and money comes to: the lines that are ticked are still open.</summary>
    internal static Ruling Recover(SubmissionState state, AnswerRequest command)
    {
        var done = state.Asked.Where(line => line.Alive && !command.Exceptions.Contains(line.Number)).Select(line => line.Number).ToList();
        if (done.Count == 0) return Ruling.Refuse("refuse.nothingRecovered");
        return command.Comment.Trim().Length == 0 ? Ruling.Refuse("refuse.recoveryComment") : Ruling.Accept(new AwardsRecovered(done, command.Comment.Trim()));
    }
}
