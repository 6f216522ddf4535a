using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Effects;

/// <summary>Puts a request into the list of requests, where its Decision column is one way to answer it.</summary>
public sealed class RequestPlacer(ListStore requests, Uri publicBase)
{
    /// <summary>Sees to it that the request is there.</summary>
    public Task PlaceAsync(CaseState state, OpenRequest request, Reference reference, CancellationToken cancellationToken) => requests.EnsureAsync(new Fields
    {
        Title = FieldMapper.Cut(Headings.Title(state, request.Kind, reference), 255),
        [Requests.RequestKey] = request.Key,
        [Requests.CaseId] = state.CaseId,
        [Requests.Kind] = request.Kind,
        [Requests.UnitKey] = state.OwnerUnit.Length > 0 ? state.OwnerUnit : null,
        [Requests.AssignedTo] = AskedOf(request.Kind, state.OwnerUnit, reference).Select(member => member.Account!.SiteUserId).ToArray(),
        [Requests.Due] = Headings.Due(state, request, reference),
        [Requests.Summary] = Words.Summary(state),
        [Requests.Status] = "pending",
        [Requests.Link] = Locator.Address(publicBase, request).ToString(),
        [Requests.Locator] = Locator.Of(request),
        [Requests.DecisionAuthority] = Asking.WantsPaper(request.Kind) ? Headings.Authority(state, reference) : null,
    }, cancellationToken);

    /// <summary>Who is asked: the unit's head, the standing office, or the director.</summary>
    public static IReadOnlyList<StaffMember> AskedOf(string kind, string unitKey, Reference reference) =>
        reference.Holding(Asking.RoleOf(kind), Asking.UnitOf(kind, unitKey));
}
