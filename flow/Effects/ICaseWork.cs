using EmulationM365.Cases;
using EmulationM365.Microsoft365;

namespace EmulationM365.Effects;

/// <summary>What follows from a kind of case.</summary>
public interface ICaseWork
{
    /// <summary>Shows its state in the lists.</summary>
    /// <returns>The last event of which the items told that it is shown already; what is known of the case may be older.</returns>
    Task<int> ShowAsync(CaseState shown, CancellationToken cancellationToken);

    /// <summary>Does one of its duties, once.</summary>
    /// <exception cref="InvalidOperationException">The kind of case has no such duty.</exception>
    Task ActAsync(CaseState shown, Effect effect, Reference reference, string key, CancellationToken cancellationToken);
}
