using System.Text;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>A line of the journal.</summary>
/// <param name="Step">Step of the script.</param>
/// <param name="Person">Object id of who wrote it.</param>
/// <param name="CaseId">Case it is about; null for the end of a step.</param>
/// <param name="Told">What the system told the person had been recorded, as type of event; null for the end of a step.</param>
/// <param name="Way">By which way the person had said it, see <see cref="Sample.Way"/>; null where there is only one.</param>
internal sealed record JournalLine(string Step, string Person, string? CaseId, string? Told, string? Way = null);

/// <summary>The ways on which people answer.</summary>
internal static class Way
{
    public const string List = "list";
    public const string Page = "page";
    public const string Outlook = "outlook";
    public const string Teams = "teams";

    /// <summary>Ticked on the page of everything that waits; recorded as an answer on a page.</summary>
    public const string Together = "together";
}

/// <summary>What people were told, in their own words and on their own disk: the yardstick for what the system may not lose.</summary>
internal sealed class Journal
{
    private readonly string _file;
    private readonly List<JournalLine> _lines;

    public Journal(string folder)
    {
        _file = Path.Combine(folder, "journal.jsonl");
        // A line cut off by a kill was not written: the person will look again.
        _lines = File.Exists(_file) ? [.. File.ReadAllLines(_file).Select(Read).OfType<JournalLine>()] : [];
    }

    /// <summary>What people were told, each thing once however often it was looked at.</summary>
    public IEnumerable<JournalLine> Told => _lines.Where(line => line.Told is not null).Distinct();

    public bool Ended(string step) => _lines.Any(line => line.Step == step && line.Told is null);

    public void Note(JournalLine line)
    {
        using var stream = new FileStream(_file, FileMode.Append, FileAccess.Write);
        stream.Write(Encoding.UTF8.GetBytes("\n" + JsonConvert.SerializeObject(line)));
        stream.Flush(flushToDisk: true);
        _lines.Add(line);
    }

    private static JournalLine? Read(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonConvert.DeserializeObject<JournalLine>(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
