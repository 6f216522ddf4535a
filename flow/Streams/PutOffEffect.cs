using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Streams;

/// <summary>An effect that nobody has begun, kept back until its time.</summary>
/// <param name="CaseId">Case.</param>
/// <param name="Effect">Effect.</param>
/// <param name="Row">Its row in the ledger as it was read.</param>
public sealed record PutOffEffect(string CaseId, Effect Effect, Item Row)
{
    /// <summary>Key of the row.</summary>
    public string RowKey => Ledger.KeyOf(CaseId, Effect.Key);
}
