using EmulationM365.Campaigns;
using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>
/// An invented organisation with a case that waits in it, made of a seed: people, roles, accounts, delegations of all kinds, families, nominees, whoever brought the case in,
/// and whether families and heads of units count.
/// </summary>
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
        (FamilyCounts, HeadsBarred) = (_random.Next(2) == 0, _random.Next(2) == 0);
        Families = [.. Enumerable.Range(0, _random.Next(0, 4)).Select(_ => new Kinship(Someone(), Someone()))];
        Comment = new PostingComment(1, Pick(Staff).ObjectId, "?", Returns.Start, "Ý kiến");
        State = Make();
        // Where the settings do not say that families count, their list is not even read.
        Roster = new Roster(Staff, Delegations, Today, new Ties(Staff, FamilyCounts ? Families : [], HeadsBarred));
    }

    public static DateOnly Today { get; } = new(2025, 12, 31);

    public IReadOnlyList<Holder> Staff { get; }

    public IReadOnlyList<Delegation> Delegations { get; }

    public IReadOnlyList<string> Nominees { get; }

    public IReadOnlyList<Kinship> Families { get; }

    public bool FamilyCounts { get; }

    public bool HeadsBarred { get; }

    public string Kind { get; }

    public string BroughtIn { get; }

    /// <summary>A comment on the list, where it is one that was posted.</summary>
    public PostingComment Comment { get; }

    public CaseState State { get; }

    public Roster Roster { get; }

    /// <summary>Unit of each line: a return's is its own, on other lists they come from everywhere.</summary>
    public string UnitOf(int line) => State is ReturnState || line % 2 == 0 ? "u1" : "u2";

    /// <summary>An answer of somebody that is right in all but perhaps who gives it.</summary>
    public AnswerRequest AnswerOf(Holder person) => new(
        "a1", Roster.ActorOf(person.ObjectId, person.Name), "page", Returns.Start, State.Request!.Key, Asking.AnswerOf(Kind), [], "", State.ContentHash, null, null);

    /// <summary>Every act on this list of people that is no answer, right in all but perhaps who does it.</summary>
    public IEnumerable<(string What, Ruling Ruling)> ActsOf(Holder person)
    {
        var (actor, lines) = (Roster.ActorOf(person.ObjectId, person.Name), Listed().ToArray());
        var posted = new SessionState("s-2025-000001")
        {
            Stage = SessionStage.Posted, To = Today, Comments = [Comment], Lines = [.. lines.Select((line, index) => new SessionLine(index + 1, line, null, null))],
        };
        var draft = new SubmissionState("t-2025-000001");
        yield return ("post", DecideSession.On(new SessionState("s-2025-000001"), Sessions.Post(lines) with { Actor = actor }));
        yield return ("take off", DecideSession.On(posted, Sessions.TakeOff([1], actor: actor)));
        yield return ("reply", DecideSession.On(posted, Sessions.Reply(1, "Đã xem", actor: actor)));
        yield return ("submit", DecideSubmission.On(draft, Submissions.Make(lines) with { Actor = actor }));
        yield return ("submit again", DecideSubmission.On(draft with { Stage = SubmissionStage.SentBack }, Submissions.Make(lines) with { Actor = actor }));
        var given = new GivenAward("k", 2025, "88/QĐ", new DateOnly(2025, 11, 20), "Sở mẫu", "");
        yield return ("cancel", DecideSubmission.On(draft, Submissions.Make(lines) with { Actor = actor, Revoking = new Revoking("a", "Kết luận mẫu", false, [.. lines.Select(_ => given)]) }));
    }

    private IEnumerable<ListedLine> Listed() => Nominees.Select((key, index) => Sessions.Listed($"{index}", $"Mẫu {index}", key, unit: index % 2 == 0 ? "u1" : "u2"));

    private CaseState Make()
    {
        var request = new OpenRequest("k", Kind, "h", Returns.Start);
        var lines = Listed().ToList();
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
