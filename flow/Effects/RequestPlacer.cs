using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Puts a request into the list of requests, where its Decision column is one way to answer it.</summary>
public sealed class RequestPlacer(ListStore requests, Uri publicBase)
{
    /// <summary>Sees to it that the request is there.</summary>
    public Task PlaceAsync(ReturnState state, OpenRequest request, Reference reference, CancellationToken cancellationToken) => requests.EnsureAsync(new Fields
    {
        Title = Title(state, request.Kind, reference),
        [Requests.RequestKey] = request.Key,
        [Requests.CaseId] = state.CaseId,
        [Requests.Kind] = request.Kind,
        [Requests.UnitKey] = state.UnitKey,
        [Requests.AssignedTo] = Asked(request.Kind, state.UnitKey, reference).Select(member => member.Account!.SiteUserId).ToArray(),
        [Requests.Due] = Due(request, reference),
        [Requests.Summary] = Words.Summary(state),
        [Requests.Status] = "pending",
        [Requests.Link] = Locator.Address(publicBase, request).ToString(),
        [Requests.Locator] = Locator.Of(request),
        [Requests.DecisionAuthority] = request.Kind == "record_decision" ? Authority(state, reference) : null,
    }, cancellationToken);

    /// <summary>The body expected to decide, by the settings; empty when the lines belong to several.</summary>
    public static string Authority(ReturnState state, Reference reference)
    {
        var bodies = state.Lines.Where(line => line.Alive).Select(line => reference.Setting($"decidingAuthority.{line.Line.Award}", "")).Distinct().ToList();
        return bodies.Count == 1 ? bodies[0] : "";
    }

    /// <summary>What the request is called.</summary>
    public static string Title(ReturnState state, string kind, Reference reference) =>
        Text.Vi($"request.title.{kind}", reference.UnitName(state.UnitKey), RoundName(state, reference));

    /// <summary>Name of the round of a return.</summary>
    public static string RoundName(ReturnState state, Reference reference) => state.Kind is "sudden" or "letter"
        ? Text.Vi($"round.{state.Kind}") : reference.Rounds.TryGetValue(state.RoundKey, out var round) ? round.Name : state.RoundKey;

    /// <summary>Who is asked: the unit's head, the standing office, or the director.</summary>
    public static IReadOnlyList<StaffMember> Asked(string kind, string unitKey, Reference reference) =>
        reference.Holding(ReturnRoute.RoleOf(kind), ReturnRoute.UnitOf(kind, unitKey));

    /// <summary>The day by which an answer is hoped for; none for a decision, which the upper level takes in its own time.</summary>
    public static DateOnly? Due(OpenRequest request, Reference reference) =>
        request.Kind == "record_decision" ? null : VietnamTime.DayOf(request.OpenedAt).AddDays(reference.Days("request.answerDays", 7));

    /// <summary>The instant at which the link in the mail ends; a decision may come months later.</summary>
    public static DateTimeOffset LinkEnds(OpenRequest request, Reference reference) => request.OpenedAt.AddDays(
        request.Kind == "record_decision" ? reference.Days("request.decisionLinkDays", 365) : reference.Days("request.linkDays", 30));
}
