using EmulationM365.Cases;
using EmulationM365.Rules;

namespace EmulationM365.Tests.Cases;

/// <summary>A council session with people around it, for tests: posted on 20 November until the 27th, held on 1 December, entered the day after.</summary>
internal sealed class Sessions() : Played<SessionState>(new SessionState(CaseId))
{
    public const string CaseId = "s-2025-000003";
    public static readonly DateOnly To = new(2025, 11, 27);
    public static readonly DateOnly Day = new(2025, 12, 1);
    public static readonly DateTimeOffset Entered = new(2025, 12, 2, 2, 0, 0, TimeSpan.Zero);
    public static readonly SignedFile Tally = new("kiem-phieu.pdf", 4096, "7a11");

    /// <summary>Nine members, of whom seven are present and two vote in writing.</summary>
    public static readonly CouncilSitting Sitting = new(Day, 9, 7, 2);

    /// <summary>Out of all members, written votes count, a member does not vote on the own line.</summary>
    public static readonly CouncilRules Regulation = new(new Share(67, 100), "members", true, true, new Dictionary<string, Share> { ["ldtt"] = new(80, 100), ["giay_khen"] = new(2, 3) });

    public static ListedLine Listed(string id, string name = "Cán bộ mẫu A", string? staff = null, string award = "ldtt", string returnCase = Returns.CaseId, string unit = "u1") =>
        new(returnCase, id, name, staff, unit, award, Standing.Eligible, false);

    public static PostSession Post(params ListedLine[] lines) => new(
        "p1", Returns.Office, "list", Returns.Start, "Phiên 1", To, Day, lines.Length > 0 ? lines : [Listed("11"), Listed("12", "Cán bộ mẫu B", "nv22", "giay_khen")]);

    public static CommentOnPosting Comment(string text, string id = "c1", Actor? actor = null, DateTimeOffset? at = null) =>
        new(id, actor ?? Returns.Clerk, "page", at ?? Returns.Start.AddHours(1), text);

    public static ReplyToComment Reply(int number, string text, string id = "y1", Actor? actor = null) => new(id, actor ?? Returns.Office, "list", Returns.Start.AddHours(2), number, text);

    public static TakeOffLines TakeOff(IReadOnlyList<int> numbers, string id = "o1", Actor? actor = null, string because = "Có kiến nghị") =>
        new(id, actor ?? Returns.Office, "list", Returns.Start.AddHours(3), numbers, because);

    /// <summary>The outcome, with so many votes for the first line, the second, and so on.</summary>
    public static AnswerRequest Hold(SessionState state, params int[] votes) => Hold(state, Table(votes));

    public static AnswerRequest Hold(SessionState state, AnswerPart? part, string id = "h1") =>
        new(id, Returns.Office, "list", Entered, $"{CaseId}-01-council", "recorded", [], "", state.ContentHash, null, null, part);

    public static CouncilTable Table(params int[] votes) => new(Sitting, Votes(votes), Regulation, [], new HashSet<string>(), Tally);

    public static IReadOnlyDictionary<int, int> Votes(params int[] votes) => votes.Select((given, index) => (Number: index + 1, given)).ToDictionary(pair => pair.Number, pair => pair.given);

    /// <summary>A session on which these commands were taken, one after the other; each must be accepted.</summary>
    public static Sessions After(params Command[] commands)
    {
        var session = new Sessions();
        session.TakeAll(commands);
        return session;
    }

    public static Sessions Posted(params ListedLine[] lines) => After(Post(lines));

    /// <summary>A session whose first line passed with nine votes and whose second one failed with three.</summary>
    public static Sessions Held()
    {
        var session = Posted();
        Assert.Null(session.Take(Hold(session.State, 9, 3)));
        return session;
    }
}
