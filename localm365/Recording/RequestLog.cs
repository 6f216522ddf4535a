using System.Text;

namespace EmulationM365.LocalM365.Recording;

/// <summary>
/// One line for each request that was answered, in that order, without anything that differs from run to run when the tenant has a seed: no port, no
/// duration, no token. Kept in memory; the oldest go when there are very many.
/// </summary>
internal sealed class RequestLog
{
    private const int Most = 100_000;

    private readonly Lock _one = new();
    private readonly Queue<Line> _lines = new();
    private long _number;

    public void Add(DateTimeOffset moment, string method, string identity, string target, int status, string? fault, int units)
    {
        lock (_one)
        {
            _lines.Enqueue(new Line(++_number, moment, method, identity, target, status, fault, units));
            if (_lines.Count > Most) _lines.Dequeue();
        }
    }

    /// <summary>Number, moment of the tenant, identity, method, target, status (0 when no answer was sent whole), fault and units.</summary>
    public string Read()
    {
        List<Line> lines;
        lock (_one) lines = [.. _lines];
        var text = new StringBuilder();
        foreach (var line in lines)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{line.Number} {TenantClock.Stamp(line.Moment)} {line.Identity} {line.Method} {Redaction.Text(line.Target)} {line.Status} {line.Fault ?? "-"} {line.Units}\n");
        return text.ToString();
    }

    private sealed record Line(long Number, DateTimeOffset Moment, string Method, string Identity, string Target, int Status, string? Fault, int Units);
}
