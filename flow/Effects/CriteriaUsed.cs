using EmulationM365.Cases;
using EmulationM365.Registers;
using EmulationM365.Streams;

namespace EmulationM365.Effects;

/// <summary>The approved criteria of a unit as they are recorded with the return that was judged while they held.</summary>
public static class CriteriaUsed
{
    /// <summary>Key and value for the settings of an event; the value is empty where nothing is approved. A return without lines was judged by nothing, so nothing is read for it.</summary>
    public static async Task<KeyValuePair<string, string>> OfAsync(RegisterMemory registers, string unitKey, DateOnly day, IReadOnlyCollection<Line> lines, CancellationToken cancellationToken) => KeyValuePair.Create(
        SettingsUsed.Criteria(unitKey), lines.Count == 0 ? "" : UnitCriteria.Approved(await registers.CriteriaAsync(cancellationToken), unitKey, day));
}
