using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A request as its page shows it.</summary>
/// <param name="Key">Request.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Title">Heading.</param>
/// <param name="Facts">What it is about, as label and value.</param>
/// <param name="Due">Until when; null when there is no day.</param>
/// <param name="Next">What happens after the answer.</param>
/// <param name="Lines">Lines that are asked about.</param>
/// <param name="ContentHash">Hash of what is shown: the answer binds to it.</param>
/// <param name="Authority">Body expected to decide.</param>
/// <param name="Answer">The answer that counted; null while it waits.</param>
/// <param name="Open">It can still be answered here.</param>
/// <param name="Units">Names of the units on the lines, by key; empty where all are of one.</param>
/// <param name="Notice">Why it cannot, or what came of an answer; null when there is nothing to say.</param>
public sealed record RequestView(
    string Key, string Kind, string Title, IReadOnlyList<(string Label, string Value)> Facts, DateOnly? Due, string Next, IReadOnlyList<AskedLine> Lines, string ContentHash,
    string Authority, GivenAnswer? Answer, bool Open, IReadOnlyDictionary<string, string> Units, Reason? Notice)
{
    /// <summary>The visitor may open it again: its link has ended.</summary>
    public bool Reopens { get; init; }

    /// <summary>The visitor may see the history of the case.</summary>
    public bool History { get; init; }

    /// <summary>To whom the visitor may hand it, as staff number and name.</summary>
    public IReadOnlyList<(string Key, string Name)> Others { get; init; } = [];

    /// <summary>Who agreed already, where several must, and when.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset At)> Agreed { get; init; } = [];

    /// <summary>How many must agree; null when one is enough.</summary>
    public string? Needs { get; init; }

    /// <summary>Awards are to be cancelled, not given.</summary>
    public bool Revokes { get; init; }

    /// <summary>What is to be said of the dossier; empty where nothing is.</summary>
    public IReadOnlyList<string> Papers { get; init; } = [];

    /// <summary>Files of the dossier as they lie there now; empty where nobody looked.</summary>
    public IReadOnlyList<DossierFile> Files { get; init; } = [];

    /// <summary>The view with the dossier as it lies there now, and what changed in it since it was received.</summary>
    public RequestView With(DossierReading? now, Dossier? earlier)
    {
        if (now is null) return this;
        var changes = earlier is not null && earlier.Files.Any(file => file.Sha256 is not null) ? DossierWords.Changes(now.Dossier, earlier) : "";
        return this with
        {
            Files = now.Dossier.Files,
            Papers = [.. now.Faults.Select(fault => Text.Say("refuse.dossierFile", fault.Path, Text.Say(fault.Why))), .. DossierWords.Of(now.Dossier), .. changes.Length > 0 ? [Text.Say("dossier.since", changes)] : Array.Empty<string>()],
        };
    }
}

/// <summary>Makes the view of a request from the state of its case. Pure.</summary>
public static class RequestPages
{
    /// <summary>The view of a request.</summary>
    /// <param name="state">Its case.</param>
    /// <param name="kind">What it asks.</param>
    /// <param name="key">Its key.</param>
    /// <param name="reference">The settings lists.</param>
    /// <param name="now">The present.</param>
    /// <param name="notice">What came of an answer just given.</param>
    public static RequestView View(CaseState state, string kind, string key, Reference reference, DateTimeOffset now, Reason? notice)
    {
        var open = state.Request is { } request && request.Key == key ? request : null;
        var expired = open is not null && now > Headings.LinkEnds(open, reference);
        var answer = state.Answers.GetValueOrDefault(key);
        var units = state is ReturnState ? [] : state.Asked.Select(line => line.UnitKey).Distinct().ToDictionary(unit => unit, reference.UnitName);
        return new RequestView(key, kind, Headings.Title(state, kind, reference), Headings.Facts(state, reference),
            open is null ? null : Headings.Due(state, open, reference), Text.Say($"request.next.{Headings.NextOf(state, kind)}"), state.Asked, state.ContentHash,
            Headings.Authority(state, reference), answer, open is not null && !expired, units,
            notice ?? (expired ? Reason.Of("refuse.linkExpired", VietnamTime.Write(Headings.LinkEnds(open!, reference)))
                : open is null && answer is null ? Closed(state, key) : null))
        {
            Revokes = state is SubmissionState { Revoking: not null }, Papers = Words.Papers(state), Needs = open?.Needs,
            Agreed = open?.Needs is null ? [] : [.. state.Endorsed.Select(one => (one.ActorName, one.At))],
        };
    }

    private static Reason Closed(CaseState state, string key) =>
        state.Moves.TryGetValue(key, out var moved) ? Reason.Of("refuse.moved", Moving.Names(moved)) : Reason.Of("refuse.requestClosed");

    /// <summary>The actor may see the request: asked by role now, or the one who answered.</summary>
    public static bool MaySee(CaseState state, string kind, string key, Actor actor) =>
        (state.Answers.TryGetValue(key, out var answer) && answer.ActorId == actor.ObjectId)
        || Asking.Asks(kind, actor, state.OwnerUnit) || (state.Request?.Key == key && Asking.Refusal(state, state.Request, actor) is null);
}
