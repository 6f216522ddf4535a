using EmulationM365.Cases;

namespace EmulationM365.Tests.Cases;

/// <summary>One return by itself, with what the worlds do not play: taken back, sent back, proposing nobody, letters of praise, collectives whose titles are counted.</summary>
internal static class GoldenReturn
{
    private static readonly string[] Kinds = ["round", "round", "sudden", "letter", "letter"];

    /// <summary>The events to which a random walk comes.</summary>
    public static IReadOnlyList<RecordedEvent> Play(Random random)
    {
        var returns = new Returns();
        for (var act = 1; act <= random.Next(3, 16); act++) returns.Take(Next(returns.State, random, $"g{act}", Returns.Start.AddHours(act * 5)));
        return returns.Events;
    }

    private static Command Next(ReturnState state, Random random, string id, DateTimeOffset at) => random.Next(14) switch
    {
        0 => new WithdrawReturn(id, Returns.Clerk, "list", at),
        1 when state.Lines.FirstOrDefault(line => line.Line.Collective) is { } collective =>
            new RecheckCollective(id, Actor.System, "case", at, new TitleCount(random.Next(12), random.Next(3)).Judge(collective)),
        _ when state.Request is { } request => Answer(request, random, id, at),
        _ => Submit(random, id, at),
    };

    private static SubmitReturn Submit(Random random, string id, DateTimeOffset at)
    {
        var kind = Kinds[random.Next(Kinds.Length)];
        Line[] lines = kind switch
        {
            "letter" => [Returns.Line("11", award: "thu_khen")],
            "sudden" => [Returns.Line("11", award: "giay_khen")],
            _ => [Returns.Line("11"), Returns.Line("12", "Cán bộ mẫu B", "nv22", "giay_khen") with { Votes = 7 }, Returns.Line("13", "Phòng mẫu", award: "ttldtt") with { Collective = true, Members = 10 }],
        };
        var nothing = kind == "round" && random.Next(6) == 0;
        return Returns.Submit(id, at: at, lines: lines) with { Kind = kind, Nothing = nothing, Lines = nothing ? [] : lines, Meeting = random.Next(2) == 0 ? new Meeting(new DateOnly(2025, 11, 18), 9, 8) : null };
    }

    private static AnswerRequest Answer(OpenRequest request, Random random, string id, DateTimeOffset at)
    {
        var actor = request.Kind switch { "confirm" => Returns.Head, "direct" => Returns.Director, _ => Returns.Office };
        var answer = request.Kind is not "record_decision" && random.Next(6) == 0 ? "send_back" : Asking.AnswerOf(request.Kind);
        int[] exceptions = answer != "send_back" && random.Next(3) == 0 ? [random.Next(1, 3)] : [];
        return new AnswerRequest(id, actor, random.Next(2) == 0 ? "page" : "list", at, request.Key, answer, exceptions, "Lý do mẫu", Returns.Content, null,
            request.Kind == "record_decision" ? Returns.Paper : null);
    }
}
