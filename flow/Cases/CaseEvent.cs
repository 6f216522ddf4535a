using Newtonsoft.Json;

namespace EmulationM365.Cases;

/// <summary>Something that happened to a case, in the words of the business. Never changed, never deleted.</summary>
public abstract record CaseEvent
{
    /// <summary>Settings it was judged by, by key, as they were then; null in streams older than the snapshot, and where no setting had a say.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyDictionary<string, string>? Used { get; init; }

    /// <summary>Under which the call that brought it is found in the logs; null in streams older than it, and where no call did.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public string? Trace { get; init; }
}

/// <summary>The unit's clerk sent the return.</summary>
/// <param name="UnitKey">Unit.</param>
/// <param name="RoundKey">Round of the year.</param>
/// <param name="Lines">Lines with the verdicts of that moment.</param>
/// <param name="Late">Sent after the round's last day.</param>
/// <param name="Kind">Chooses the route; null in streams older than the choice.</param>
/// <param name="Meeting">The unit's review meeting.</param>
/// <param name="Marks">Hash of what staff wrote, by item; the return itself under "return". Null in streams older than it.</param>
public sealed record ReturnSubmitted(
    string UnitKey, string RoundKey, IReadOnlyList<Line> Lines, bool Late, string? Kind = null, Meeting? Meeting = null,
    [property: JsonProperty(NullValueHandling = NullValueHandling.Ignore)] IReadOnlyDictionary<string, string>? Marks = null) : CaseEvent
{
    /// <summary>What lay in its dossier, by name; null in streams older than it, and where nothing could be said.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Dossier? Dossier { get; init; }
}

/// <summary>The unit's clerk took the return back to correct it.</summary>
public sealed record ReturnWithdrawn() : CaseEvent;

/// <summary>The standing office received the dossier: from here on the time for the appraisal runs.</summary>
/// <param name="Incomplete">Lines whose dossier was incomplete at reception.</param>
/// <param name="Comment">Remarks.</param>
public sealed record ReturnReceived(IReadOnlyList<string> Incomplete, string Comment) : CaseEvent
{
    /// <summary>The dossier that was received, each file with the hash of its bytes; null in streams older than it.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Dossier? Dossier { get; init; }
}

/// <summary>The director agreed to a letter of praise (Law 06/2022/QH15 Art. 81).</summary>
/// <param name="NotAgreed">Lines the director does not agree to.</param>
/// <param name="Comment">Remarks.</param>
public sealed record DirectorAgreed(IReadOnlyList<string> NotAgreed, string Comment) : CaseEvent;

/// <summary>The unit's head agreed to the return.</summary>
/// <param name="NotAgreed">Lines the head does not agree to: they go no further.</param>
/// <param name="Recused">The head's own lines: they go on, without the head's word.</param>
/// <param name="Comment">Remarks.</param>
public sealed record ReturnConfirmed(IReadOnlyList<string> NotAgreed, IReadOnlyList<string> Recused, string Comment) : CaseEvent;

/// <summary>The return was sent back to the unit for completion.</summary>
/// <param name="RequestKey">Request that was answered so.</param>
/// <param name="Comment">What is missing.</param>
public sealed record ReturnSentBack(string RequestKey, string Comment) : CaseEvent;

/// <summary>The standing office appraised the lines.</summary>
/// <param name="NotQualified">Lines that do not meet the conditions: they go no further.</param>
/// <param name="Comment">Remarks.</param>
public sealed record ReturnAppraised(IReadOnlyList<string> NotQualified, string Comment) : CaseEvent
{
    /// <summary>The dossier that the conclusion rests on, each file with the hash of its bytes; null in streams older than it.</summary>
    [JsonProperty(NullValueHandling = NullValueHandling.Ignore)]
    public Dossier? Dossier { get; init; }
}

/// <summary>The decision of the competent body was entered.</summary>
/// <param name="Paper">Number, date, body, signer.</param>
/// <param name="NotGranted">Lines that the decision does not name.</param>
/// <param name="Comment">Remarks.</param>
public sealed record DecisionRecorded(DecisionPaper Paper, IReadOnlyList<string> NotGranted, string Comment) : CaseEvent;
