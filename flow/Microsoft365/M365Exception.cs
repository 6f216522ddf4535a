namespace EmulationM365.Microsoft365;

/// <summary>What kind of failure a call to Microsoft 365 met; it tells whether the effect can have taken place.</summary>
public enum Failure
{
    /// <summary>Refused for what was sent: the effect did not take place.</summary>
    Refused,

    /// <summary>A unique value or name is taken.</summary>
    Conflict,

    /// <summary>If-Match did not hold: somebody wrote in between.</summary>
    Changed,

    /// <summary>There is no such thing.</summary>
    NotFound,

    /// <summary>We may not.</summary>
    Forbidden,

    /// <summary>The delta token is dead; <see cref="M365Exception.Location"/> says where to begin again.</summary>
    Gone,

    /// <summary>Too many calls: refused for sure, try again after <see cref="M365Exception.RetryAfter"/>.</summary>
    Throttled,

    /// <summary>Nobody answered at the address.</summary>
    Unreachable,

    /// <summary>The call may or may not have had its effect: look before doing it again.</summary>
    Unknown,
}

/// <summary>A call to Microsoft 365 failed: what, where, and whether the outcome is known.</summary>
/// <param name="failure">Kind of failure.</param>
/// <param name="what">What was tried, with the list and item it was tried on: "write item 7 of list Nominations".</param>
/// <param name="message">What went wrong.</param>
/// <param name="inner">What the call ended in.</param>
public sealed class M365Exception(Failure failure, string what, string message, Exception? inner = null) : Exception($"{what}: {message}", inner)
{
    private readonly string _message = message;

    /// <summary>Kind of failure.</summary>
    public Failure Failure { get; } = failure;

    /// <summary>What was tried, with the list and item it was tried on.</summary>
    public string What { get; } = what;

    /// <summary>The effect did not take place, for sure. Otherwise it may have: look before doing it again.</summary>
    public bool OutcomeKnown => Failure != Failure.Unknown;

    /// <summary>A thing that was seen before is not shown: it was deleted a moment ago, or the read lags behind.</summary>
    public bool NoLongerShown => Failure == Failure.Unknown && InnerException is M365Exception { Failure: Failure.NotFound };

    /// <summary>HTTP status, when there was an answer.</summary>
    public int? Status { get; init; }

    /// <summary>How long the service asks to be left in peace, when it said so: at least a second, at most a day. Earlier calls are not sent.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where to go on, when told.</summary>
    public string? Location { get; init; }

    /// <summary>The same failure, as one of several things that were tried together.</summary>
    internal M365Exception Of(string part) => new(Failure, part, _message, this) { Status = Status, RetryAfter = RetryAfter, Location = Location };
}
