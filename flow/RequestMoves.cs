using System.Collections.Concurrent;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>
/// Looks whether those who are asked are still those who were, and moves what waits to those who are: when a settings list changed, and once a day, because a delegation
/// begins and ends at midnight and an account is disabled where no list shows it. What nobody moved is not written.
/// </summary>
public sealed partial class RequestMoves(TimeProvider time, ILogger<RequestMoves> logger)
{
    private readonly ConcurrentDictionary<string, DateOnly> _lookedOn = new();
    private readonly ConcurrentDictionary<string, DateOnly> _peopleOn = new();

    /// <summary>One of the settings lists changed: look again at the next tick.</summary>
    public void Forget(SiteFlow flow)
    {
        flow.Reference.Forget();
        _lookedOn.TryRemove(flow.Site.Key, out _);
    }

    /// <summary>Looks, if it has not been done today or something changed since.</summary>
    public async Task TickAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var (today, key) = (VietnamTime.DayOf(time.GetUtcNow()), flow.Site.Key);
        if (_lookedOn.TryGetValue(key, out var looked) && looked == today && !flow.Placer.Unasked) return;
        flow.Placer.Unasked = false;
        if (!_peopleOn.TryGetValue(key, out var asked) || asked != today)
        {
            await flow.Reference.RefreshPeopleAsync(cancellationToken);
            _peopleOn[key] = today;
        }

        if (await LookAsync(flow, cancellationToken)) _lookedOn[key] = today;
    }

    /// <summary>Looks at everything that waits.</summary>
    /// <returns>All of it could be looked at.</returns>
    private async Task<bool> LookAsync(SiteFlow flow, CancellationToken cancellationToken)
    {
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var waiting = await flow.Stores["Requests"].FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken);
        var troubles = new List<Trouble>(StandingTroubles.Of(reference, waiting));
        var all = true;
        foreach (var item in waiting.Where(item => item.Text(Requests.Kind) != Requests.Attend))
        {
            try
            {
                if (await LookAtAsync(flow, item, reference, cancellationToken) is { } trouble) troubles.Add(trouble);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.Failed(logger, item.Id, failure.Message);
                all = false;
            }
        }

        await StandingTroubles.ShowAsync(flow.Attention, waiting, troubles, StandingTroubles.OfTheDay, all, cancellationToken);
        return all;
    }

    private async Task<Trouble?> LookAtAsync(SiteFlow flow, Item item, Reference reference, CancellationToken cancellationToken)
    {
        var (caseId, roster) = (item.Text(Requests.CaseId), reference.Roster());
        if (!roster.HangsOnCase && Plainly(item, reference)) return null;
        var state = AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken));
        if (state.Request is not { } request || request.Key != item.Text(Requests.RequestKey)) return null;
        var (people, role) = roster.AskedOrFallback(state, request, Escalation.Fallbacks(reference.Setting("request.fallbackRole", "head: office; office: director")));
        if (people.Count == 0) return Nobody(caseId, item.Title, "attention.nobody.why");
        var before = Before(item, request, reference);
        // Who has agreed where several must is not asked any more, and that moves nothing.
        before.ExceptWith(state.Endorsed.Select(one => one.ActorId));
        if (request.Role != role || !before.SetEquals(people.Select(person => person.ObjectId)))
        {
            var byName = request.Named && roster.Asked(state, request).Count > 0;
            var move = new MoveRequest(MoveRequest.IdOf(request.Key), time.GetUtcNow(), request.Key, people, role) { Named = byName };
            if ((await flow.Commands.TakeAsync(caseId, move, state.ContentHash, cancellationToken)).Refusal is null) await flow.Reconciler.ReconcileAsync(caseId, cancellationToken);
        }

        return role is null ? null : Nobody(caseId, item.Title, "attention.nobody.fell", Text.Vi($"choice.role.{role}"));
    }

    /// <summary>Nobody has delegated, and those who hold the role are those to whom the item was given: no case need be read to see that nothing changed.</summary>
    private static bool Plainly(Item item, Reference reference) => item.Text(Requests.Kind) is { Length: > 0 } kind && item.References(Requests.AssignedTo) is { Count: > 0 } given
        && given.ToHashSet().SetEquals(reference.Holding(Asking.RoleOf(kind), Asking.UnitOf(kind, item.Text(Requests.UnitKey))).Select(member => member.Account!.SiteUserId));

    /// <summary>Who was asked so far: by the event that moved it, else by the item as it was placed.</summary>
    private static HashSet<string> Before(Item item, OpenRequest request, Reference reference)
    {
        if (request.To is { } to) return [.. to];
        var accounts = reference.Staff.Select(member => member.Account).OfType<Person>().GroupBy(account => account.SiteUserId).ToDictionary(same => same.Key, same => same.First().ObjectId);
        return [.. item.References(Requests.AssignedTo).Select(id => accounts.GetValueOrDefault(id, $"site:{id.ToString(System.Globalization.CultureInfo.InvariantCulture)}"))];
    }

    private static Trouble Nobody(string caseId, string title, string why, params string[] places) =>
        new($"asked-{caseId}", caseId, Text.Vi("attention.nobody.title"), Text.Vi(why, [title, .. places]));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Could not see who is asked by item {Item}: {Why}")]
        public static partial void Failed(ILogger logger, string item, string why);
    }
}
