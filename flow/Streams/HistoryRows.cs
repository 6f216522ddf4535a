using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>Reads the rows of events as they stand, to be judged. <see cref="CaseStream"/> reads them to be believed.</summary>
public static class HistoryRows
{
    /// <summary>Every event of a year; 2 units for each 200.</summary>
    public static async Task<History> LoadAsync(ListStore events, CancellationToken cancellationToken) => Of(await events.QueryAsync(null, cancellationToken));

    /// <summary>These rows.</summary>
    public static History Of(IEnumerable<Item> rows) => new(rows.Select(Read));

    private static KeptEvent Read(Item row) => new(
        row.Text(CaseEvents.StreamKey), row.Text(CaseEvents.CaseId), row.Count(CaseEvents.Seq), row.Text(CaseEvents.EventType), row.Count(CaseEvents.Ver), row.Text(CaseEvents.CommandId),
        row.Text(CaseEvents.Actor), row.Text(CaseEvents.Channel), row.Instant(CaseEvents.RecordedAt), row.Text(CaseEvents.ContentHash), row.Text(CaseEvents.Data), row.Text(CaseEvents.PrevHash),
        row.Text(CaseEvents.Hash)) { Title = row.Title };
}
