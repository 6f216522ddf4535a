using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>Opens a return for each unit on the day a round opens, with the folder of its dossier, so that no clerk has to begin with an empty list.</summary>
public sealed class ReturnOpener(ListStore returns, DossierReader dossiers)
{
    /// <summary>Sees to it that each unit has its return for each round that is open.</summary>
    public async Task OpenAsync(Reference reference, DateOnly today, CancellationToken cancellationToken)
    {
        foreach (var round in reference.Rounds.Values.Where(round => round.Opens <= today))
        {
            var open = (await returns.FindAsync(UnitReturns.RoundKey, round.Key, cancellationToken)).Select(item => item.Text(UnitReturns.ReturnKey)).ToHashSet();
            foreach (var unit in reference.Units.Values.Where(unit => !open.Contains(KeyOf(round, unit))))
            {
                // First, because a return that is there is not opened a second time. A round whose key can name no folder has one by the number of the return, made when it is sent.
                if (Rights.CanNameFolder(round.Key)) await dossiers.OpenAsync(unit.Key, round.Key, cancellationToken);
                await returns.EnsureAsync(Row(round, unit, reference), cancellationToken);
            }
        }
    }

    private static string KeyOf(Round round, Unit unit) => $"{round.Key}|{unit.Key}";

    private static Fields Row(Round round, Unit unit, Reference reference) => new()
    {
        Title = $"{unit.Name} – {round.Name}",
        [UnitReturns.ReturnKey] = KeyOf(round, unit),
        [UnitReturns.UnitKey] = unit.Key,
        [UnitReturns.RoundKey] = round.Key,
        [UnitReturns.UnitName] = unit.Name,
        [UnitReturns.RoundName] = round.Name,
        [UnitReturns.Step] = "draft",
        [UnitReturns.Status] = "draft",
        [UnitReturns.Contacts] = reference.OfUnit(unit.Key).Select(member => member.Account!.SiteUserId).Distinct().ToArray(),
        [UnitReturns.SystemNote] = Text.Vi("note.opened", VietnamTime.Write(round.Due)),
    };
}
