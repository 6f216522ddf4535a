using System.Globalization;
using EmulationM365.Bench.Tenant;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Bench.Simulation;

/// <summary>
/// Watches a history from outside: what must hold at every write (no projection goes back, nobody's edit is overwritten unseen, no mail twice), and at the end
/// (nothing acknowledged is lost, nothing is decided twice, everything that must follow has followed).
/// </summary>
internal sealed class Judge(History history)
{
    private readonly List<string> _violations = [];
    private readonly List<(string Request, string Answer, string Person)> _acknowledged = [];
    private readonly Dictionary<string, Sends> _sends = [];
    private readonly Dictionary<(int Worker, string Item), int> _seen = [];
    private (SimWorker Worker, HttpRequestMessage Request)? _writing;

    /// <summary>Mails that went out before the history began, each once and recorded.</summary>
    public void Knows(IEnumerable<MemoryMail> mails)
    {
        foreach (var (mail, effect) in mails.SelectMany(mail => mail.Effect.Split(' ').Select(effect => (mail, effect)))) _sends[effect] = new Sends { Count = 1, Clean = 1, Last = mail.At };
    }

    /// <summary>What was violated.</summary>
    public IReadOnlyList<string> Violations => _violations;

    /// <summary>Mails beyond the first of an effect, each allowed by an outcome that nobody could know.</summary>
    public int Extras => _sends.Values.Sum(sends => Math.Max(0, sends.Count - 1));

    public void Violated(string what)
    {
        if (_violations.Count < 20) _violations.Add(what);
        history.Note($"VIOLATION {what}");
    }

    /// <summary>Somebody was told on a page that the answer is recorded.</summary>
    public void Acknowledged(string request, string answer, string person) => _acknowledged.Add((request, answer, person));

    public void Edited(string list, string id) => history.Note($"edited {list} {id}");

    /// <summary>A call is about to reach the tenant.</summary>
    public void Sending(SimWorker worker, HttpRequestMessage request)
    {
        _writing = (worker, request);
        if (request.RequestUri!.AbsolutePath.EndsWith("/sendMail", StringComparison.Ordinal)) Mailing(request);
    }

    /// <summary>The tenant has answered; the worker gets to know it, or not.</summary>
    public void Answered(SimWorker worker, HttpRequestMessage request, HttpResponseMessage answer, bool told)
    {
        _writing = null;
        if (!told || !answer.IsSuccessStatusCode) return;
        var path = request.RequestUri!.AbsolutePath;
        // The items of a drive are files: their bytes are no rows.
        if (!path.Contains("/lists/", StringComparison.Ordinal) || !path.Contains("/items", StringComparison.Ordinal) || path.EndsWith("/versions", StringComparison.Ordinal)) return;
        var list = path.Split("/lists/")[1].Split('/')[0];
        foreach (var (id, version) in ETags.In(answer)) _seen[(worker.Number, $"{list}/{id}")] = version;
    }

    public void Died(SimWorker worker)
    {
        foreach (var key in _seen.Keys.Where(key => key.Worker == worker.Number).ToList()) _seen.Remove(key);
    }

    /// <summary>An item was written.</summary>
    public void Written(MemoryList list, MemoryItem? before, MemoryItem after)
    {
        if (before is null || !after.Now.By.IsApp || _writing is not { } writing) return;
        var (old, now) = (Applied(before.Now), Applied(after.Now));
        if (now < old) Violated($"{list.Schema.Name} {after.Id} went back from event {old} to {now}");
        if (list.Schema.Name == "EffectLedger" && after.Now.Values.GetValueOrDefault("State") as string == EffectLedger.State.Word("done") && after.Now.Values["EffectKey"] is string key && _sends.TryGetValue(key, out var sends)) sends.Clean++;
        Unseen(list, before, after, writing.Worker);
    }

    /// <summary>Looks at what is left when everything has come to rest.</summary>
    public void Conclude() => new Verdicts(history, this, _acknowledged).Judge();

    /// <summary>Mails of an effect.</summary>
    public int SendsOf(string effect) => _sends.TryGetValue(effect, out var sends) ? sends.Count : 0;

    /// <summary>A person's edit of a column that the worker had not seen is written over.</summary>
    private void Unseen(MemoryList list, MemoryItem before, MemoryItem after, SimWorker worker)
    {
        if (!_seen.TryGetValue((worker.Number, $"{list.Id}/{after.Id}"), out var seen)) return;
        foreach (var (earlier, edit) in before.Versions.Zip(before.Versions.Skip(1)).Where(pair => pair.Second.Number > seen && !pair.Second.By.IsApp))
        {
            foreach (var column in edit.Values.Keys.Where(column => !Same(edit, earlier, column) && Same(before.Now, edit, column) && !Same(after.Now, edit, column)))
                Violated($"{list.Schema.Name} {after.Id}: {column} was written over, unseen");
        }
    }

    private static bool Same(ItemState one, ItemState other, string column) => Equals(one.Values.GetValueOrDefault(column), other.Values.GetValueOrDefault(column));

    private static int Applied(ItemState state) => state.Values.TryGetValue("AppliedSeq", out var applied) ? (int)(decimal)applied : 0;

    private static void Rewind(HttpRequestMessage request) => request.Content!.ReadAsStream().Position = 0;

    private void Mailing(HttpRequestMessage request)
    {
        // A call that is sent again has been read before.
        Rewind(request);
        using var body = System.Text.Json.JsonDocument.Parse(request.Content!.ReadAsStream());
        Rewind(request);
        // A mail may stand for several that were kept back.
        foreach (var effect in body.RootElement.EnumerateObject().First().Value.GetProperty("internetMessageHeaders")[0].GetProperty("value").GetString()!.Split(' ')) Mailed(effect);
    }

    private void Mailed(string effect)
    {
        if (!_sends.TryGetValue(effect, out var sends)) _sends[effect] = sends = new Sends();
        sends.Count++;
        var once = effect.Contains("|remind:", StringComparison.Ordinal) || effect.Contains("|digest:", StringComparison.Ordinal) || effect.Contains("|refused:", StringComparison.Ordinal);
        if (once && sends.Count > 1) Violated($"{effect} went out {sends.Count} times; once at most");
        if (sends.Clean > 0) Violated($"{effect} went out again after it was recorded");
        // Whoever takes over waits for the lease; a second mail before that is a repeat of one's own.
        if (sends.Count > 1 && history.Time.Now - sends.Last < Ledger.Lease * 0.6) Violated($"{effect} went out again after {(history.Time.Now - sends.Last).TotalMinutes.ToString("0.0", CultureInfo.InvariantCulture)} minutes");
        sends.Last = history.Time.Now;
    }

    private sealed class Sends
    {
        public int Count { get; set; }

        public int Clean { get; set; }

        public DateTimeOffset Last { get; set; }
    }
}
