using EmulationM365.Campaigns;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>
/// The movements of the new year. What others launched is carried while it runs and never invented; of the unit's own, those called by the year come again with
/// the year, those that still run go on, and what was for one occasion is over.
/// </summary>
internal sealed class MovementRoll(Campaign old, DateOnly launch, DayMove move, RollWords words, RollNotes notes)
{
    private const string File = "movements.json";
    private readonly DateOnly _end = Campaign.WindowEndOf(old.Year + 1);
    private readonly HashSet<string> _keys = [.. old.Movements.Select(movement => movement.Key)];

    /// <summary>The movements.</summary>
    public IReadOnlyList<Movement> Next()
    {
        var carried = old.Movements.Select(movement => (Old: movement, New: Next(movement))).Where(pair => pair.New is not null).ToList();
        var keys = carried.ToDictionary(pair => pair.Old.Key, pair => pair.New!.Key);
        return [.. carried.Select(pair => Inherit(pair.New!, keys))];
    }

    private Movement? Next(Movement movement)
    {
        var own = movement.Level == "co_so";
        if (own && (words.Names(movement.Key) || words.Names(movement.Name))) return Again(movement);
        if (movement.To >= launch && movement.From <= _end) return own ? OnwardsFromLaunch(movement) : movement with { Source = words.Source(File, movement.Key, movement.Source) };
        notes.Leave(File, movement.Key, movement.Name, Reason.Of(own ? "roll.movementOnce" : "roll.movementEnded", VietnamTime.Write(movement.To)));
        return null;
    }

    /// <summary>The unit launches it each year.</summary>
    private Movement? Again(Movement movement)
    {
        var next = words.Key(File, movement.Key);
        // Two years of it stand in one file already: the later one is that of the new year.
        if (next != movement.Key && !_keys.Add(next))
        {
            notes.Leave(File, movement.Key, movement.Name, Reason.Of("roll.movementOnce", VietnamTime.Write(movement.To)));
            return null;
        }

        var from = Within(move.Next(movement.From));
        var to = DayMove.Later(movement.To) is var later && later > _end ? _end : later < from ? from : later;
        notes.Look(File, next, "from", DayMove.Write(movement.From), DayMove.Write(from), move.Why(from));
        notes.Look(File, next, "to", DayMove.Write(movement.To), DayMove.Write(to), Reason.Of("roll.movementDays"));
        var (confirmed, reason) = words.Doubt(File, next, movement.Confirmed, movement.Reason, move.Why(from));
        return movement with
        {
            Key = next, Name = words.Name(File, next, "name", movement.Name), Scope = words.Name(File, next, "scope", movement.Scope),
            LaunchedBy = words.Name(File, next, "launchedBy", movement.LaunchedBy), From = from, To = to, Source = words.Source(File, next, movement.Source),
            Confirmed = confirmed, Reason = reason,
        };
    }

    /// <summary>The window of a year holds what the unit launched in it, so what goes on begins there again.</summary>
    private Movement OnwardsFromLaunch(Movement movement)
    {
        notes.Look(File, movement.Key, "from", DayMove.Write(movement.From), DayMove.Write(Within(movement.From)), Reason.Of("roll.movementGoesOn"));
        var (confirmed, reason) = words.Doubt(File, movement.Key, movement.Confirmed, movement.Reason, Reason.Of("roll.movementGoesOn"));
        return movement with { From = Within(movement.From), Source = words.Source(File, movement.Key, movement.Source), Confirmed = confirmed, Reason = reason };
    }

    private Movement Inherit(Movement movement, Dictionary<string, string> keys)
    {
        if (movement.InheritedFrom is not { } parent) return movement;
        var next = keys.GetValueOrDefault(parent);
        notes.Changed(File, movement.Key, "inheritedFrom", parent, next, Reason.Of(next is null ? "roll.parent" : "roll.named"));
        return movement with { InheritedFrom = next };
    }

    private DateOnly Within(DateOnly day) => day < launch ? launch : day > _end ? _end : day;
}
