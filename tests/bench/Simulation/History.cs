using System.Net;
using System.Text;
using EmulationM365.Bench.Tenant;
using EmulationM365.Cases;
using EmulationM365.Intake;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;

namespace EmulationM365.Bench.Simulation;

/// <summary>How notifications reach the workers.</summary>
internal enum Bells
{
    /// <summary>As the faults have it.</summary>
    Drawn,

    /// <summary>None at all: only sweeps look.</summary>
    None,

    /// <summary>Each ten times.</summary>
    Tenfold,

    /// <summary>Each once, in any order.</summary>
    Shuffled,
}

/// <summary>One run of workers and people on a copy of the world, decided by a seed from the first call to the last.</summary>
internal sealed partial class History
{
    private readonly SimWorker[] _workers;
    private readonly List<string> _bells = [];
    private readonly List<bool> _writes = [];
    private readonly StringBuilder? _log;
    private FaultRates _rates;
    private ulong _hash = 14695981039346656037;

    public History(SimWorker[] workers, Random random, FaultRates rates, bool log = false, bool later = false)
    {
        (_workers, Random, _rates) = (workers, random, rates);
        _log = log ? new StringBuilder() : null;
        if (later) (Tenant, Time) = World.CopyLater();
        else
        {
            Time = new WorldTime(World.Begin);
            Tenant = World.Copy(() => Time.Now);
        }

        Judge = new Judge(this);
        Judge.Knows(Tenant.Mails);
        Tenant.Written = OnWritten;
        foreach (var worker in workers) Reborn(worker);
    }

    public Random Random { get; }

    public WorldTime Time { get; }

    public MemoryTenant Tenant { get; }

    public Judge Judge { get; }

    public int Calls { get; private set; }

    public int Faults { get; private set; }

    /// <summary>Of each call, whether it may change something.</summary>
    public IReadOnlyList<bool> Writes => _writes;

    public Bells Bells { get; init; }

    /// <summary>Calls beyond which a history goes over to its end.</summary>
    public int MostCalls { get; init; } = 900;

    /// <summary>Decides a call's fate instead of the rates; given the number of the call.</summary>
    public Func<int, Fate?>? Decided { get; init; }

    /// <summary>After this call its process freezes, with the answer on its way; 0 = never.</summary>
    public int FreezesAt { get; init; }

    /// <summary>Everything that happened, in one number.</summary>
    public ulong Hash => _hash;

    public string Log => _log?.ToString() ?? "";

    public void Note(string text)
    {
        foreach (var letter in text) _hash = (_hash ^ letter) * 1099511628211;
        _log?.Append(Time.Now.ToString("MM-dd HH:mm:ss ", System.Globalization.CultureInfo.InvariantCulture)).AppendLine(text);
    }

    /// <summary>Somebody edits an item.</summary>
    public void Edit(string list, string id, string person, params (string, object)[] fields)
    {
        if (Tenant.Edit(list, id, World.Id(person), Acts.Fields(fields))) Judge.Edited(list, id);
    }

    /// <summary>Somebody adds an item.</summary>
    public void Add(string list, string person, params (string, object)[] fields) => Tenant.Add(list, World.Id(person), Acts.Fields(fields));

    /// <summary>The office enters the outcome of a sitting, after the days of posting have passed.</summary>
    public void Sit(string id)
    {
        var row = Tenant.Rows("CouncilSessions").First(row => (string)row["id"] == id);
        var over = DateTimeOffset.Parse((string)row["PostingEnds"], System.Globalization.CultureInfo.InvariantCulture).AddDays(1).AddHours(4);
        Time.PassTo(over);
        var table = ((string)row.GetValueOrDefault("Outcome", "")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => $"{line[..(line.LastIndexOf(':') + 1)]} 4");
        Edit("CouncilSessions", id, "office-1", ("Step", CouncilSessions.Step.Word("record")), ("Day", $"{Campaigns.VietnamTime.DayOf(Time.Now):yyyy-MM-dd}T00:00:00Z"),
            ("Members", 5), ("Present", 4), ("WrittenBallots", 0), ("Outcome", string.Join('\n', table)), ("Tally", "kiem-phieu.pdf"));
    }

    /// <summary>Somebody opens the link and answers on the page, on whatever worker serves it.</summary>
    public void AnswerOnPage(string locator, string person, string kind, string answer)
    {
        if (_workers.FirstOrDefault(worker => worker.State == WorkerState.Idle) is not { } worker || locator.Length == 0) return;
        var (id, name, today) = (World.Id(person), $"Cán bộ mẫu {person}", Campaigns.VietnamTime.DayOf(Time.Now));
        Start(worker, $"page {kind} {person}", async (product, life) =>
        {
            var shown = await product.Desk.ShowAsync(locator, id, name, life);
            if (shown.View is not { } view) return;
            var paper = Asking.WantsPaper(kind) && answer != "send_back" ? new DecisionPaper("1/MAU", today, Acts.Authority(kind), "Người ký mẫu") : null;
            var form = new RequestForm(answer, [], answer == "send_back" ? "Bổ sung (mẫu)" : "", view.ContentHash, paper, paper is null ? "" : "van-ban.pdf",
                null, kind == "upper_decision" ? new OutcomeForm([], new Dictionary<int, string>(), []) : null);
            var page = await product.Desk.AnswerAsync(locator, id, name, form, "page", life);
            if (page.Status == 200) Judge.Acknowledged(view.Key, answer, id);
            if (page.Doorbell is { } doorbell) Ring(doorbell.List);
        });
    }

    /// <summary>Lets people act and workers work, with whatever goes wrong, until enough was done.</summary>
    public void Play(int acts)
    {
        var left = acts;
        while (Calls < MostCalls && (left > 0 || Busy()))
        {
            Time.Pass(TimeSpan.FromMilliseconds(Random.Next(2000)));
            // A mail that is about to go out goes out in time: a call once begun ends long before a lease.
            if (Random.Next(60) == 0 && !_workers.Any(worker => worker.Call?.RequestUri?.AbsolutePath.EndsWith("/sendMail", StringComparison.Ordinal) == true)) Time.Pass(TimeSpan.FromMinutes(Random.Next(1, 20)));
            if (Random.NextDouble() < _rates.Expired) Tenant.Expire(Watched[Random.Next(Watched.Length)]);
            var choice = Random.Next(10);
            if (choice < 6 && Ready() is { Count: > 0 } ready) Move(ready[Random.Next(ready.Count)]);
            else if (choice < 8 && Idle() is { } idle) Employ(idle);
            else if (left > 0 && Random.Next(3) == 0)
            {
                left--;
                DoSomething();
            }
            else if (Ready().Count == 0 && Idle() is null) Time.PassTo(NextWake());
        }
    }

    /// <summary>One act after the other, each followed up to its end before the next; nothing goes wrong.</summary>
    /// <param name="people">Decides what people do, apart from what workers do.</param>
    /// <param name="acts">How many acts.</param>
    public void PlayCalmly(Random people, int acts)
    {
        _oneByOne = true;
        for (var act = 0; act < acts; act++)
        {
            var possible = Acts.Of(this).Where(one => one.Weight > 0 && !one.Name.StartsWith("hand", StringComparison.Ordinal)).OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
            if (possible.Count == 0) return;
            possible[people.Next(possible.Count)].Do(this);
            Finish();
            for (var sweep = 0; sweep < 2; sweep++)
            {
                Time.PassTo(Time.Now.AddMinutes(1));
                SweepOn(_workers[0]);
                Finish();
                for (var turn = 0; _bells.Count > 0 && turn < 2000; turn++)
                {
                    Follow(_workers[0]);
                    Finish();
                }
            }
        }
    }

    /// <summary>Faults stop; what runs is finished; then sweeps. After two everything must be right, and a third must find nothing to do.</summary>
    public void End()
    {
        _rates = FaultRates.None;
        foreach (var worker in _workers) worker.StalledUntil = default;
        Finish();
        _oneByOne = true;
        // A morning of a working day: whoever waits to be reminded is reminded by the first sweep.
        Time.PassTo(Time.Now.AddHours(24 - ((Time.Now.Hour + 22) % 24)));
        for (var sweep = 1; sweep <= 3; sweep++)
        {
            Time.Pass(TimeSpan.FromMinutes(21));
            var before = Tenant.Acts;
            foreach (var worker in _workers.Take(1))
            {
                SweepOn(worker);
                Finish();
            }

            for (var turn = 0; _bells.Count > 0 && turn < 400; turn++)
            {
                Follow(_workers[0]);
                Finish();
            }

            if (sweep == 3 && Tenant.Acts != before) Judge.Violated($"a third sweep still wrote ({Tenant.Acts - before} writes)");
        }

        Judge.Conclude();
    }
}
