namespace EmulationM365.Cases;

/// <summary>What becomes of an effect whose outcome is unknown.</summary>
public enum EffectClass
{
    /// <summary>Has a key of its own in the place where it appears: doing it again finds it done.</summary>
    Keyed,

    /// <summary>Has none; it is repeated after the lease, so a rare duplicate is possible and harmless.</summary>
    MustArrive,

    /// <summary>Has none; it is never repeated, so a rare loss is possible and bearable.</summary>
    AtMostOnce,
}

/// <summary>Something that must follow from the events of a case.</summary>
/// <param name="Key">Its key in the ledger.</param>
/// <param name="Class">What becomes of it in doubt.</param>
public abstract record Effect(string Key, EffectClass Class);

/// <summary>The request exists in the list of requests.</summary>
public sealed record PlaceRequest(OpenRequest Request) : Effect($"request:{Request.Key}", EffectClass.Keyed);

/// <summary>Those who are asked have a mail with the link.</summary>
public sealed record MailRequest(OpenRequest Request) : Effect($"mail:{Request.Key}", EffectClass.MustArrive);

/// <summary>The unit's clerk and head know that the return came back.</summary>
public sealed record MailSentBack(int Sending, string Because) : Effect($"mail:sent-back:{Sending:D2}", EffectClass.MustArrive);

/// <summary>The granted lines stand in the award register.</summary>
public sealed record RegisterAwards() : Effect("register", EffectClass.Keyed);

/// <summary>The decision stands on the news site.</summary>
public sealed record PublishNews() : Effect("news", EffectClass.Keyed);

/// <summary>The unit knows the decision.</summary>
public sealed record MailDecision() : Effect("mail:decision", EffectClass.MustArrive);

/// <summary>Derives the duties of a case from its state; what the ledger holds as done is taken off elsewhere.</summary>
public static class DesiredEffects
{
    /// <summary>What must be so now.</summary>
    public static IReadOnlyList<Effect> Of(ReturnState state) => [.. Duties(state)];

    private static IEnumerable<Effect> Duties(ReturnState state)
    {
        if (state.Request is { } request)
        {
            yield return new PlaceRequest(request);
            yield return new MailRequest(request);
        }

        if (state.Stage == Stage.SentBack) yield return new MailSentBack(state.Sendings, state.SentBackBecause ?? "");
        if (state.Removal is { } removal && removal.Asked.Count > 0) yield return new MailRemoved(state.Sendings, removal.Asked);
        // A sudden nomination sees no council; each day that its draft lies open the office finds it in the list of submissions.
        if (state.Kind == "sudden" && state.Lines.Any(line => line.Stage == LineStage.Qualified)) yield return new OpenSubmissions();
        foreach (var line in state.Lines.Where(line => line.Recheck is { Broken: true })) yield return new MailBroken(line.Line.Id);
        // What the upper level decided follows from the submission; only a decision on the return itself follows from here.
        if (state.Stage != Stage.Decided || state.Decision is null) yield break;
        if (state.Lines.Any(line => line.Stage is LineStage.Granted or LineStage.Revoked))
        {
            yield return new RegisterAwards();
            yield return new PublishNews();
        }

        yield return new MailDecision();
    }
}
