using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>A request went from those who were asked to others. What was answered before stands.</summary>
/// <param name="RequestKey">The request that is closed by this.</param>
/// <param name="To">Who is asked from now on; empty never.</param>
/// <param name="Role">The role to which it fell because nobody else could be asked; null when its kind says who is asked.</param>
public sealed record RequestMoved(string RequestKey, IReadOnlyList<Addressee> To, string? Role = null) : CaseEvent
{
    /// <summary>True: these people are asked by name, whoever holds the role. Null = the role is asked.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public bool? Named { get; init; }

    /// <summary>The reason that somebody gave, or <see cref="Handing.Reopened"/>; null where the system moved it.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Why { get; init; }
}

/// <summary>Those who are asked are no longer those who were: the system moves the request.</summary>
/// <param name="Id">See <see cref="Command"/>.</param>
/// <param name="At">See <see cref="Command"/>.</param>
/// <param name="RequestKey">The request.</param>
/// <param name="To">Who is asked now.</param>
/// <param name="Role">See <see cref="RequestMoved"/>.</param>
public sealed record MoveRequest(string Id, DateTimeOffset At, string RequestKey, IReadOnlyList<Addressee> To, string? Role) : Command(Id, Actor.System, "case", At)
{
    /// <summary>They are asked by name: the one who was named is away, and somebody stands in.</summary>
    public bool Named { get; init; }

    /// <summary>The move of a request: it can only be made once, whoever finds the need for it.</summary>
    public static string IdOf(string requestKey) => $"move:{requestKey}";
}

/// <summary>Moves requests from person to person, alike for every kind of case. Pure.</summary>
public static class Moving
{
    private const string Mark = "-m";

    /// <summary>What a move comes to: only what still waits is moved, and never to nobody.</summary>
    public static Ruling On(CaseState state, MoveRequest command) =>
        state.Request?.Key != command.RequestKey ? Ruling.Refuse("refuse.requestClosed")
        : command.To.Count == 0 ? Ruling.Refuse("refuse.nobodyToAsk") : Ruling.Accept(new RequestMoved(command.RequestKey, command.To, command.Role) { Named = command.Named ? true : null });

    /// <summary>The case after a move: the same question under another key. A move of what no longer waits changes nothing.</summary>
    public static CaseState Next(CaseState state, RequestMoved moved, RecordedEvent recorded)
    {
        if (state.Request is not { } request || request.Key != moved.RequestKey) return state;
        var key = $"{BaseOf(request.Key)}{Mark}{(state.Moves.Count + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return state with
        {
            Request = new OpenRequest(key, request.Kind, recorded.Hash, recorded.At) 
            {
                Role = moved.Role, To = [.. moved.To.Select(person => person.ObjectId)], Named = moved.Named == true, Needs = request.Needs,
                AnswerDays = request.AnswerDays, WorkingDays = request.WorkingDays, LinkDays = request.LinkDays,
            },
            Moves = new Dictionary<string, IReadOnlyList<Addressee>>(state.Moves) { [request.Key] = moved.To },
        };
    }

    /// <summary>For whom the actor of a command answers; null when in their own right, or when it is no answer.</summary>
    public static StandIn? ActsFor(CaseState state, Command command) => command is AnswerRequest && state.Request is { } request ? Asking.ActsFor(state, request, command.Actor) : null;

    /// <summary>Those to whom a request moved, for people to read.</summary>
    public static string Names(IEnumerable<Addressee> people) => string.Join(", ", people.Select(person => person.Name));

    /// <summary>The key that a request had before it moved.</summary>
    internal static string BaseOf(string key) => key.LastIndexOf(Mark, StringComparison.Ordinal) is var at and > 0 && key[(at + Mark.Length)..].All(char.IsAsciiDigit) ? key[..at] : key;
}
