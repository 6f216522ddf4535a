using EmulationM365.Cases;
using EmulationM365.Rules;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Cases;

/// <summary>One return by itself, with what the worlds do not play: taken back, sent back, edited, deleted, asked of somebody else, letters of praise, collectives whose titles are counted.</summary>
internal static class GoldenReturn
{
    private static readonly Actor Deputy = new("o-deputy", "Cán bộ mẫu Phó", "nv07", "u1", ["staff"]) { StandsIn = [new StandIn("nv02", "o-head", "Cán bộ mẫu Trưởng", "u1", "head")] };

    private static readonly Actor Named = new("o-named", "Cán bộ mẫu Được giao", "nv09", "u1", ["staff"]);

    private static readonly Actor Second = new("o-head2", "Cán bộ mẫu Trưởng hai", "nv06", "u1", ["head"]);

    private static readonly string[] Kinds = ["round", "round", "sudden", "letter", "letter"];

    /// <summary>The events to which a random walk comes.</summary>
    public static IReadOnlyList<RecordedEvent> Play(Random random)
    {
        var returns = new Returns();
        for (var act = 1; act <= random.Next(3, 16); act++) returns.Take(Next(returns.State, random, $"g{act}", Returns.Start.AddHours(act * 5)));
        return returns.Events;
    }

    private static Command Next(ReturnState state, Random random, string id, DateTimeOffset at) => random.Next(20) switch
    {
        2 or 3 => Edit(state, random, id, at),
        8 when state.Request is { } request => Hand(request, random, id, at),
        4 when random.Next(2) == 0 => new RemoveReturn(id, Actor.System, "list", at, state.Sendings, random.Next(2) == 0 ? "item" : "lines"),
        5 or 6 when state.Request is { } request => Move(request, random, at),
        7 when state.Lines.Count > 0 => Reassess(state, id, at),
        0 => new WithdrawReturn(id, Returns.Clerk, "list", at),
        1 when state.Lines.FirstOrDefault(line => line.Line.Collective) is { } collective =>
            new RecheckCollective(id, Actor.System, "case", at, new TitleCount(random.Next(12), random.Next(3)).Judge(collective)),
        _ when state.Request is { } request => Answer(state, request, random, id, at),
        _ => Submit(random, id, at),
    };

    /// <summary>The registers ask about every line now.</summary>
    private static ReassessLines Reassess(ReturnState state, string id, DateTimeOffset at) => new(id, Actor.System, "case", at, state.Sendings,
        [.. state.Lines.Select(line => new LineVerdict(line.Line.Id, line.Line.Verdict with { Standing = Standing.NeedsEvidence, Reasons = [Reason.Of("register.askStanding")] }))]);

    private static SubmitReturn Submit(Random random, string id, DateTimeOffset at)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        Line[] lines = kind switch
        {
            "letter" => [Returns.Line("11", award: "thu_khen")],
            "sudden" => [Returns.Line("11", award: "giay_khen")],
            _ => [Returns.Line("11"), Returns.Line("12", "Cán bộ mẫu B", "nv22", "giay_khen") with { Votes = 7, AchievementId = random.Next(2) == 0 ? "TT-2025-01" : null }, Returns.Line("13", "Phòng mẫu", award: "ttldtt") with { Collective = true, Members = 10 }],
        };
        var nothing = kind == "round" && random.Next(6) == 0;
        return Returns.Submit(id, at: at, lines: lines) with
        {
            Kind = kind, Nothing = nothing, Lines = nothing ? [] : lines, Meeting = random.Next(2) == 0 ? new Meeting(new DateOnly(2025, 11, 18), 9, 8) : null,
            Dossier = Papers(random, null),
            // One time in three the heads of the unit must agree, all or two of them.
            Used = random.Next(3) == 0 ? new Dictionary<string, string> { [SettingsUsed.Needs("confirm")] = random.Next(2) == 0 ? "2" : Endorsing.All } : null,
            Trace = random.Next(2) == 0 ? $"{random.Next():x32}" : null,
        };
    }

    /// <summary>What lay in the dossier; nothing is known of it one time in three.</summary>
    private static DossierReading? Papers(Random random, string? hash) => random.Next(3) == 0 ? null : new DossierReading(
        new Dossier([.. Enumerable.Range(1, random.Next(4)).Select(number => new DossierFile($"{number}.pdf", 100 + number, number == 1 ? "minutes" : "report", $"m{random.Next(3)}", hash))],
            random.Next(2) == 0 ? [] : [new MissingPaper("report", 1, "Cán bộ mẫu A", "84.1")]) { Doubts = random.Next(4) == 0 ? ["hoc vien.pdf"] : null }, []);

    private static AnswerRequest Answer(ReturnState state, OpenRequest request, Random random, string id, DateTimeOffset at)
    {
        var actor = request.Named ? Named : request.Needs is not null && state.Endorsed.Count > 0 ? Second : Asking.RoleOf(request) switch { "head" => request.To?.Contains(Deputy.ObjectId) == true ? Deputy : Returns.Head, "director" => Returns.Director, _ => Returns.Office };
        var answer = request.Kind is not "record_decision" && random.Next(6) == 0 ? "send_back" : Asking.AnswerOf(request.Kind);
        int[] exceptions = answer != "send_back" && random.Next(3) == 0 ? [random.Next(1, 3)] : [];
        return new AnswerRequest(id, actor, random.Next(2) == 0 ? "page" : "list", at, request.Key, answer, exceptions, "Lý do mẫu", state.ContentHash, null,
            request.Kind == "record_decision" ? Returns.Paper : null) { Dossier = request.Kind is "receive" or "appraise" ? Papers(random, new string('a', 64)) : null, Voices = [new Voice(Returns.Head.ObjectId, Returns.Head.ObjectId), new Voice(Second.ObjectId, Second.ObjectId)] };
    }

    /// <summary>Handed to somebody by name, with the reason; or opened again after its link had ended.</summary>
    private static Command Hand(OpenRequest request, Random random, string id, DateTimeOffset at)
    {
        var actor = Asking.RoleOf(request) switch { "head" => Returns.Head, "director" => Returns.Director, _ => Returns.Office };
        return random.Next(3) == 0
            ? new ReopenRequest(id, actor, "page", at, request.Key, [new Addressee(actor.ObjectId, actor.Name)], at.AddDays(-1))
            : new HandOver(id, Returns.Office, random.Next(2) == 0 ? "page" : "list", at, request.Key, Asking.RoleOf(request) == "head" ? Named : Named with { UnitKey = "u2", Roles = [Asking.RoleOf(request)] }, "Đi công tác");
    }

    private static ReviseReturn Edit(ReturnState state, Random random, string id, DateTimeOffset at)
    {
        var lines = state.Lines.Select(line => line.Line).Append(Returns.Line($"2{random.Next(5)}", $"Cán bộ mẫu {random.Next(5)}", award: "thu_khen")).Take(1 + random.Next(4)).ToList();
        return new ReviseReturn(id, Returns.Clerk, "list", at, state.Sendings, lines, $"c0ffee{random.Next(9)}", [new LineChange(lines[^1].Name, "changed", ["Award", "Achievement"])], [Returns.Clerk])
        {
            Kind = state.Kind, Meeting = state.Meeting, Marks = new Dictionary<string, string> { [lines[^1].Id] = "m1" },
        };
    }

    /// <summary>To whoever stands in for the head, or, where a head is missing, to the office.</summary>
    private static MoveRequest Move(OpenRequest request, Random random, DateTimeOffset at) => random.Next(3) == 0 && request.Kind == "confirm"
        ? new MoveRequest(MoveRequest.IdOf(request.Key), at, request.Key, [new Addressee("o-office", "Cán bộ mẫu Trực")], "office")
        : new MoveRequest(MoveRequest.IdOf(request.Key), at, request.Key, [new Addressee(Deputy.ObjectId, Deputy.Name, "Cán bộ mẫu Trưởng")], null);
}
