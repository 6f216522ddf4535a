using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Intake;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>A request that waits for the visitor.</summary>
/// <param name="Locator">Where its page is.</param>
/// <param name="View">The request.</param>
/// <param name="Together">It can be answered together with others: it asks for one word on the whole list.</param>
public sealed record WaitingRequest(string Locator, RequestView View, bool Together);

/// <summary>What became of one of several that were answered together.</summary>
/// <param name="Title">What it is called.</param>
/// <param name="Notice">What is to be said.</param>
/// <param name="Taken">The answer is recorded.</param>
public sealed record TogetherResult(string Title, Reason Notice, bool Taken);

/// <summary>What waits for a visitor.</summary>
/// <param name="Requests">The requests, the most urgent first.</param>
/// <param name="Results">What became of those just answered.</param>
/// <param name="Doorbells">Lists to look at, so that what follows happens at once.</param>
public sealed record WaitingPage(IReadOnlyList<WaitingRequest> Requests, IReadOnlyList<TogetherResult> Results, IReadOnlyList<Doorbell> Doorbells)
{
    /// <summary>So many more wait than are shown.</summary>
    public int More { get; init; }

    /// <summary>Sites that could not be looked at: what waits there is not among these.</summary>
    public int Unread { get; init; }
}

/// <summary>One of several that are answered together.</summary>
/// <param name="Locator">The request.</param>
/// <param name="ContentHash">Hash of what the page showed of it.</param>
public sealed record Picked(string Locator, string ContentHash);

/// <summary>Shows a person everything that waits for them, on all sites, and takes one answer to several.</summary>
public sealed partial class WaitingDesk(SiteFlows flows, RequestDesk desk, TimeProvider time, ILogger<WaitingDesk> logger)
{
    /// <summary>Most requests that one page shows: each is read from its events.</summary>
    public const int Most = 50;

    /// <summary>Shows what waits; changes nothing.</summary>
    public Task<WaitingPage> ShowAsync(string objectId, string name, CancellationToken cancellationToken) => FindAsync(objectId, name, null, cancellationToken);

    /// <summary>Agrees to several, one after the other; each has its own result, and one that is refused stops no other.</summary>
    public async Task<WaitingPage> AgreeAsync(string objectId, string name, IReadOnlyList<Picked> picked, string? trace, CancellationToken cancellationToken)
    {
        // Only what was ticked is looked at before; everything is shown after.
        var waiting = (await FindAsync(objectId, name, picked.Select(one => one.Locator).ToHashSet(), cancellationToken)).Requests.ToDictionary(request => request.Locator);
        var (results, doorbells) = (new List<TogetherResult>(), new List<Doorbell>());
        foreach (var one in picked.DistinctBy(each => each.Locator))
        {
            // Answered meanwhile, by the same person perhaps: its own page says how it stands.
            var known = waiting.GetValueOrDefault(one.Locator);
            if (known is { Together: false }) continue;
            var form = new RequestForm(known is null ? "" : Asking.AnswerOf(known.View.Kind), [], "", one.ContentHash, null) { Trace = trace };
            var page = await desk.AnswerAsync(one.Locator, objectId, name, form, "page", cancellationToken);
            results.Add(new TogetherResult(page.View?.Title ?? known?.View.Title ?? "", page.View?.Notice ?? Reason.Of(page.Status == 503 ? "refuse.caseParked" : "refuse.requestClosed"), page.Doorbell is not null));
            if (page.Doorbell is { } doorbell) doorbells.Add(doorbell);
        }

        return (await FindAsync(objectId, name, null, cancellationToken)) with { Results = results, Doorbells = [.. doorbells.Distinct()] };
    }

    /// <summary>What waits for a person on every site, the most urgent first.</summary>
    /// <param name="objectId">The person.</param>
    /// <param name="name">Their name.</param>
    /// <param name="only">Locators to look at; null = all.</param>
    /// <param name="cancellationToken">Stops it.</param>
    private async Task<WaitingPage> FindAsync(string objectId, string name, HashSet<string>? only, CancellationToken cancellationToken)
    {
        var (found, more, unread) = (new List<WaitingRequest>(), 0, 0);
        await flows.EachAsync(async (_, flow) =>
        {
            var reference = await flow.Reference.GetAsync(cancellationToken);
            if (reference.Behind(objectId)?.Account is not { } account) return;
            Text.Meet(reference.LanguageOf(objectId));
            var items = (await flow.Stores["Requests"].FindAsync(Requests.Status, Requests.Status.Word("pending"), cancellationToken))
                .Where(item => item.References(Requests.AssignedTo).Contains(account.SiteUserId) && only?.Contains(item.Text(Requests.Locator)) != false)
                .OrderBy(item => item.Day(Requests.Due) ?? DateOnly.MaxValue).ToList();
            more += Math.Max(0, items.Count - Most);
            foreach (var item in items.Take(Most))
            {
                if (await OneAsync(flow, item.Text(Requests.CaseId), item.Text(Requests.RequestKey), item.Text(Requests.Locator), ListCommands.ActorOf(reference, objectId, name), reference, cancellationToken) is { } one)
                    found.Add(one);
            }
        }, (site, failure) =>
        {
            unread++;
            Log.NotLookedAt(logger, site.Path, failure.Message);
        }, cancellationToken);
        return new WaitingPage([.. found.OrderBy(one => one.View.Due ?? DateOnly.MaxValue).ThenBy(one => one.View.Title, StringComparer.Ordinal)], [], []) { More = more, Unread = unread };
    }

    /// <summary>A request as it stands by its events; null where it waits no more, not for this person, or cannot be read.</summary>
    private async Task<WaitingRequest?> OneAsync(SiteFlow flow, string caseId, string key, string locator, Actor actor, Microsoft365.Reference reference, CancellationToken cancellationToken)
    {
        try
        {
            if (!AnyCase.IsId(caseId) || AnyCase.Fold(caseId, await flow.Stream.LoadAsync(caseId, cancellationToken)) is not { Request: { } request } state || request.Key != key) return null;
            if (Asking.Refusal(state, request, actor) is not null || Conflicts.Of(state, request.Kind, actor) is not null) return null;
            var view = RequestPages.View(state, request.Kind, key, reference, time.GetUtcNow(), null);
            return new WaitingRequest(locator, view, view.Open && Endorsing.Applies(request.Kind));
        }
        catch (UnknownEventException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What waits on {Site} could not be looked at: {Why}")]
        public static partial void NotLookedAt(ILogger logger, string site, string why);
    }
}
