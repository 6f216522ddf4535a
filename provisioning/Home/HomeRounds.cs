using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Provisioning.Home;

/// <summary>The rounds as the home page needs them, from the list or from what a seed will write there.</summary>
internal static class HomeRounds
{
    public static IReadOnlyList<HomeRound> Of(IEnumerable<Item> rows) =>
        [.. rows.Select(row => new HomeRound(row.Title, row.Day(Rounds.Opens), row.Day(Rounds.Due), row.YesNo(Rounds.Confirmed) == true))];

    public static IReadOnlyList<HomeRound> Of(IEnumerable<Fields> rows) =>
        [.. rows.Select(row => new HomeRound(row.Title ?? "", row.Values.GetValueOrDefault(Rounds.Opens) as DateOnly?, row.Values.GetValueOrDefault(Rounds.Due) as DateOnly?, row.Values.GetValueOrDefault(Rounds.Confirmed) is true))];
}
