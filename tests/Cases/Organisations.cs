using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>An invented organisation with a case that waits in it, made of a seed: people, roles, accounts, delegations of all kinds, nominees, whoever brought the case in.</summary>
internal sealed class Organisation
{
    private static readonly string[] Kinds = ["confirm", "receive", "appraise", "direct", "record_decision", "council", "sign", "dispatch", "upper_decision", "recover"];
    private static readonly string[] Roles = ["staff", "staff", "clerk", "head", "head", "office", "office", "director"];
    private readonly Random _random;

    public Organisation(int seed)
    {
        _random = new Random(seed);
        Staff = [.. Enumerable.Range(1, _random.Next(2, 10)).Select(number => new Holder(
            $"nv{number}", _random.Next(20) == 0 ? "" : $"o-{number}", $"Cán bộ mẫu {number}", $"u{_random.Next(1, 3)}", Pick(Roles), _random.Next(6) > 0))];
        Delegations = [.. Enumerable.Range(1, _random.Next(0, 5)).Select(number => new Delegation($"{number}", Someone(), Someone(), Day(-3, 2), Day(-1, 4), ""))];
        Nominees = [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => Someone())];
        Kind = Pick(Kinds);
        BroughtIn = Pick(Staff).ObjectId is { Length: > 0 } id ? id : "o-gone";
        State = Make();
    }

    public static DateOnly Today { get; } = new(2025, 12, 31);

    public IReadOnlyList<Holder> Staff { get; }

    public IReadOnlyList<Delegation> Delegations { get; }

    public IReadOnlyList<string> Nominees { get; }

    public string Kind { get; }

    public string BroughtIn { get; }

    public CaseState State { get; }

    public Roster Roster => new(Staff, Delegations, Today);

    /// <summary>An answer of somebody that is right in all but perhaps who gives it.</summary>
    public AnswerRequest AnswerOf(Holder person) => new(
        "a1", Roster.ActorOf(person.ObjectId, person.Name), "page", Returns.Start, State.Request!.Key, Asking.AnswerOf(Kind), [], "", State.ContentHash, null, null);

    private CaseState Make()
    {
        var request = new OpenRequest("k", Kind, "h", Returns.Start);
        var lines = Nominees.Select((key, index) => Sessions.Listed($"{index}", $"Mẫu {index}", key)).ToList();
        return Kind switch
        {
            "council" => new SessionState("s-2025-000001") { Request = request, SubmittedBy = BroughtIn, Lines = [.. lines.Select((line, index) => new SessionLine(index + 1, line, null, null))] },
            "sign" or "dispatch" or "upper_decision" => new SubmissionState("t-2025-000001")
            {
                Request = request, SubmittedBy = BroughtIn, Lines = [.. lines.Select((line, index) => new SubmissionLine(index + 1, line, LineStage.Submitted))],
            },
            "recover" => new SubmissionState("t-2025-000001")
            {
                Request = request, SubmittedBy = BroughtIn, Stage = SubmissionStage.AwaitingRecovery, Lines = [.. lines.Select((line, index) => new SubmissionLine(index + 1, line, LineStage.Revoked))],
            },
            _ => new ReturnState("r-2025-000001")
            {
                Request = request, SubmittedBy = BroughtIn, UnitKey = "u1",
                Lines = [.. Nominees.Select((key, index) => new LineState(index + 1, Returns.Line($"{index}", $"Mẫu {index}", key), LineStage.Open, false))],
            },
        };
    }

    private string Someone() => _random.Next(12) == 0 ? "nv99" : Pick(Staff).StaffKey;

    private DateOnly? Day(int from, int to) => _random.Next(4) == 0 ? null : Today.AddDays(_random.Next(from, to));

    private T Pick<T>(IReadOnlyList<T> all) => all[_random.Next(all.Count)];
}
