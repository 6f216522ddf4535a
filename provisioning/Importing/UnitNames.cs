using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Importing;

/// <summary>The names under which a sheet may call a unit.</summary>
public static class UnitNames
{
    /// <summary>Keys of units by their key, name and other spellings. A spelling that several units share names none of them.</summary>
    public static IReadOnlyDictionary<string, string> Of(IEnumerable<Item> units)
    {
        var all = units.SelectMany(unit => unit.Text(Units.Aliases).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Append(unit.Title).Append(unit.Text(Units.UnitKey))
            .Select(name => (Name: name, Key: unit.Text(Units.UnitKey))));
        return all.GroupBy(pair => pair.Name, Letters.Reader).Where(group => group.Select(pair => pair.Key).Distinct().Count() == 1)
            .ToDictionary(group => group.Key, group => group.First().Key, Letters.Reader);
    }
}
