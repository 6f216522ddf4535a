using System.Globalization;

namespace EmulationM365.Cases;

/// <summary>One of several whose agreement is needed has agreed; the request goes on waiting for the others.</summary>
/// <param name="RequestKey">The request.</param>
/// <param name="Answer">What was answered: the answer that moves the case on.</param>
/// <param name="Exceptions">Numbers of the lines ticked as exceptions.</param>
/// <param name="Comment">Remarks.</param>
public sealed record RequestEndorsed(string RequestKey, string Answer, IReadOnlyList<int> Exceptions, string Comment) : CaseEvent;

/// <summary>An agreement that stands while others are waited for.</summary>
/// <param name="RequestKey">Request, under the key that it had before it moved.</param>
/// <param name="ActorId">Who, as object id.</param>
/// <param name="ActorName">Who.</param>
/// <param name="PrincipalId">In whose right: the own object id, or that of the person for whom the actor stood in.</param>
/// <param name="At">When.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Exceptions">Numbers of the lines ticked as exceptions.</param>
public sealed record Endorsement(string RequestKey, string ActorId, string ActorName, string PrincipalId, DateTimeOffset At, string Channel, IReadOnlyList<int> Exceptions);

/// <summary>Somebody who may answer now, and in whose right.</summary>
/// <param name="ObjectId">Who.</param>
/// <param name="PrincipalId">In whose right: the own object id, or that of the person for whom they stand in.</param>
public sealed record Voice(string ObjectId, string PrincipalId);

/// <summary>
/// How many must agree before a request is met: one, several, or all who are asked, by a setting of the moment it was opened. Whoever gives it back ends it at once; exceptions of
/// anybody count. Nobody's agreement counts twice, and a request never waits for people who are not there. Pure.
/// </summary>
public static class Endorsing
{
    /// <summary>Everybody who is asked.</summary>
    public const string All = "all";

    /// <summary>The kind can be agreed to by several: those that enter a paper or a count are entered once.</summary>
    public static bool Applies(string kind) => kind is "confirm" or "receive" or "appraise" or "direct" or "sign";

    /// <summary>What a setting says of it: <c>all</c>, or a number of 2 and more; null when one is enough or it cannot be read.</summary>
    public static string? Read(string text) => Texts.Letters.Same(text.Trim(), All) || Texts.Letters.Same(text.Trim(), "tất cả") ? All
        : int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1 ? number.ToString(CultureInfo.InvariantCulture) : null;

    /// <summary>Rules on an answer: it meets the request, or is one of several.</summary>
    /// <param name="state">The case.</param>
    /// <param name="command">The answer.</param>
    /// <param name="rule">What the answer comes to when one is enough.</param>
    public static Ruling On(CaseState state, AnswerRequest command, Func<AnswerRequest, Ruling> rule)
    {
        if (state.Request is not { Needs: { } needs } request || request.Key != command.RequestKey || command.Answer == "send_back") return rule(command);
        if (state.Endorsed.Any(one => one.ActorId == command.Actor.ObjectId)) return Ruling.Again;
        var ruling = rule(command with { Exceptions = [.. state.Endorsed.SelectMany(one => one.Exceptions).Concat(command.Exceptions).Distinct().Order()] });
        if (ruling.Event is null) return ruling;
        return Left(state, needs, PrincipalOf(state, request, command.Actor), command.Voices) == 0 ? ruling
            : Ruling.Accept(new RequestEndorsed(command.RequestKey, command.Answer, command.Exceptions, command.Comment));
    }

    /// <summary>The agreement in whose right this actor speaks was given already.</summary>
    public static bool IsGiven(CaseState state, OpenRequest request, Actor actor) => request.Needs is not null && state.Endorsed.Any(one => one.PrincipalId == PrincipalOf(state, request, actor));

    /// <summary>How many more must agree, when this one has.</summary>
    /// <param name="state">The case.</param>
    /// <param name="needs">How many are needed.</param>
    /// <param name="principal">In whose right this one speaks.</param>
    /// <param name="voices">Who may answer now.</param>
    private static int Left(CaseState state, string needs, string principal, IReadOnlyList<Voice> voices)
    {
        var given = state.Endorsed.Select(one => one.PrincipalId).Append(principal).ToHashSet();
        var others = voices.Select(voice => voice.PrincipalId).Distinct().Count(id => !given.Contains(id));
        return needs == All ? others : Math.Clamp(int.Parse(needs, CultureInfo.InvariantCulture) - given.Count, 0, others);
    }

    /// <summary>In whose right an actor answers.</summary>
    public static string PrincipalOf(CaseState state, OpenRequest request, Actor actor) => Asking.ActsFor(state, request, actor)?.ObjectId ?? actor.ObjectId;

    /// <summary>The state with one more agreement.</summary>
    public static IReadOnlyList<Endorsement> With(CaseState state, RequestEndorsed endorsed, RecordedEvent recorded) => [.. state.Endorsements,
        new(Moving.BaseOf(endorsed.RequestKey), recorded.ActorId, recorded.ActorName, recorded.ActedFor?.ObjectId ?? recorded.ActorId, recorded.At, recorded.Channel, endorsed.Exceptions)];
}
