using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What is wrong with the settings lists themselves, and for how long it is shown: as long as it is so.</summary>
public static class StandingTroubles
{
    /// <summary>Keys of the troubles that the day's look finds.</summary>
    public static readonly IReadOnlyList<string> OfTheDay = ["delegation-", "holidays-", "asked-"];

    /// <summary>Keys of the troubles that the night finds.</summary>
    public static readonly IReadOnlyList<string> OfTheNight = ["expired-"];

    /// <summary>Delegations that pass nothing on, and years in which something is due and whose days off are not known.</summary>
    public static IEnumerable<Trouble> Of(Reference reference, IReadOnlyList<Item> waiting)
    {
        foreach (var (delegation, why) in reference.Roster().Voids)
        {
            yield return new Trouble($"delegation-{delegation.Key}", "", Text.Vi("attention.delegation.title"),
                Text.Vi(why, NameOf(delegation.From, reference), NameOf(delegation.To, reference), delegation.Paper.Length > 0 ? delegation.Paper : "–"));
        }

        var due = reference.Rounds.Values.Select(round => round.Due).Concat(waiting.Select(item => item.Day(Requests.Due)).OfType<DateOnly>());
        foreach (var year in Escalation.YearsWithoutDaysOff(due, reference.Today, reference.WorkingDays))
        {
            var written = year.ToString(CultureInfo.InvariantCulture);
            yield return new Trouble($"holidays-{written}", "", Text.Vi("attention.holidays.title", written), Text.Vi("attention.holidays.why", written));
        }
    }

    /// <summary>Requests whose links have ended while nobody answered: they can still be answered in the list, and opened again on their page.</summary>
    public static IEnumerable<Trouble> Expired(IEnumerable<CaseState> cases, Reference reference, DateTimeOffset now)
    {
        foreach (var state in cases)
        {
            if (state.Request is not { } request || Headings.LinkEnds(request, reference) is var ends && ends >= now) continue;
            var asked = reference.Roster().Asked(state, request).Select(person => person.Name).ToList();
            yield return new Trouble($"expired-{state.CaseId}", state.CaseId, Text.Vi("attention.expired.title"), Text.Vi(
                "attention.expired.why", Headings.Title(state, request.Kind, reference), VietnamTime.Write(ends), asked.Count > 0 ? string.Join(", ", asked) : "–"));
        }
    }

    /// <summary>Shows what is wrong and is not shown yet, and settles what is shown and no longer so. What is shown in the same words costs nothing.</summary>
    /// <param name="attention">The list.</param>
    /// <param name="waiting">Pending items of the list of requests.</param>
    /// <param name="troubles">What is wrong.</param>
    /// <param name="ours">How the keys of all begin that this look would find.</param>
    /// <param name="whole">Everything could be looked at.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task ShowAsync(Attention attention, IReadOnlyList<Item> waiting, IReadOnlyList<Trouble> troubles, IReadOnlyList<string> ours, bool whole, CancellationToken cancellationToken)
    {
        var shown = waiting.Where(item => item.Text(Requests.Kind) == Requests.Attend).ToDictionary(item => item.Text(Requests.RequestKey));
        foreach (var trouble in troubles)
        {
            if (!shown.TryGetValue(Attention.KeyOf(trouble.Key), out var item) || item.Text(Requests.Summary) != trouble.Why) await attention.RaiseAsync(trouble, cancellationToken);
        }

        // What could not be looked at may still be wrong.
        if (!whole) return;
        var still = troubles.Select(trouble => trouble.Key).ToHashSet();
        foreach (var key in shown.Keys.Select(key => key[(Requests.Attend.Length + 1)..]).Where(key => ours.Any(prefix => key.StartsWith(prefix, StringComparison.Ordinal)) && !still.Contains(key)))
            await attention.SettleAsync(key, cancellationToken);
    }

    private static string NameOf(string staffKey, Reference reference) => reference.Staff.FirstOrDefault(member => member.StaffKey == staffKey)?.Name ?? staffKey;
}
