namespace EmulationM365.LocalM365.Faults;

/// <summary>What becomes of a request that a fault struck.</summary>
internal enum Fate
{
    /// <summary>It goes on as if nothing had been, or its answer is sent as it is.</summary>
    GoesOn,

    /// <summary>It has its answer, from the fault.</summary>
    Answered,

    /// <summary>No answer is sent; the connection is cut.</summary>
    Lost,

    /// <summary>A part of the answer is sent, then the connection is cut.</summary>
    Torn,
}
