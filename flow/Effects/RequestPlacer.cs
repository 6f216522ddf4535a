using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>Puts a request into the list of requests, where its Decision column is one way to answer it.</summary>
public sealed class RequestPlacer(ListStore requests, Uri publicBase)
{
    /// <summary>A request was placed that asks nobody: it is to be looked at before the day is over.</summary>
    public bool Unasked { get; set; }

    /// <summary>Sees to it that the request is there.</summary>
    public Task PlaceAsync(CaseState state, OpenRequest request, Reference reference, CancellationToken cancellationToken)
    {
        var asked = AskedOf(state, request, reference);
        if (asked.Count == 0) Unasked = true;
        return requests.EnsureAsync(Item(state, request, asked, reference), cancellationToken);
    }

    private Fields Item(CaseState state, OpenRequest request, IReadOnlyList<StaffMember> asked, Reference reference) => new()
    {
        Title = FieldMapper.Cut(Headings.Title(state, request.Kind, reference), 255),
        [Requests.RequestKey] = request.Key,
        [Requests.CaseId] = state.CaseId,
        [Requests.Kind] = request.Kind,
        [Requests.UnitKey] = state.OwnerUnit.Length > 0 ? state.OwnerUnit : null,
        [Requests.AssignedTo] = asked.Select(member => member.Account!.SiteUserId).ToArray(),
        [Requests.Due] = Headings.Due(state, request, reference),
        [Requests.Summary] = Words.Summary(state),
        [Requests.Status] = "pending",
        [Requests.Link] = Locator.Address(publicBase, request).ToString(),
        [Requests.Locator] = Locator.Of(request),
        [Requests.DecisionAuthority] = Asking.WantsPaper(request.Kind) ? Headings.Authority(state, reference) : null,
    };

    /// <summary>Who is asked now: those who hold the role, or stand in for them, with an enabled account and no interest in the case.</summary>
    public static IReadOnlyList<StaffMember> AskedOf(CaseState state, OpenRequest request, Reference reference) => reference.Behind(reference.Roster().Asked(state, request));
}
