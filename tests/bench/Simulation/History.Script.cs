using EmulationM365.Cases;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Bench.Simulation;

/// <summary>One short way through the product, the same each time: what people do one after the other, each when it is their turn.</summary>
internal sealed partial class History
{
    private const int Patience = 40;

    /// <summary>How often a person opens a page again that gave no answer, four minutes apart.</summary>
    private const int Tries = 12;

    /// <summary>What the script plays, one return after the other.</summary>
    public static readonly string[] WholeScript = ["sudden", "round", "letter"];

    /// <summary>
    /// A sudden nomination from the button to the submission, a round's return through its first three hands, a letter of praise up to the recorded decision: each answered in the list or on the page in turn.
    /// </summary>
    /// <param name="kinds">Which of them.</param>
    /// <param name="before">The step before which it stops; null = it goes to the end.</param>
    public void PlayScript(IEnumerable<string> kinds, string? before = null)
    {
        _oneByOne = true;
        foreach (var kind in kinds)
        {
            var row = Tenant.Rows("UnitReturns").First(row => (UnitReturns.Kind.KeyOf(Acts.Text(row, "Kind")) ?? "round") == kind);
            var (id, unit) = ((string)row["id"], (string)row["UnitKey"]);
            Edit("UnitReturns", id, $"clerk-{unit}", ("Step", UnitReturns.Step.Word("submit")));
            foreach (var (step, number) in ReturnRoute.Steps(kind).Select((step, number) => (step, number)))
            {
                if (!Until(() => Waits(id, step) is not null, $"what was done before is lost: nobody is asked to {step} return {id}") || step == before) return;
                Answer(Waits(id, step)!, step, unit, onPage: number % 2 == 1);
                if (!Until(() => Waits(id, step) is null, $"an answer is lost: {step} of return {id} was given and is asked for ever after")) return;
            }
        }

        (ScriptEnded, ScriptCalls) = (true, Calls);
    }

    /// <summary>Calls up to the end of the script; 0 when it did not come to its end.</summary>
    public int ScriptCalls { get; private set; }

    /// <summary>The script came to its end.</summary>
    public bool ScriptEnded { get; private set; }

    /// <summary>The request of a kind that waits for an answer on a return.</summary>
    private IReadOnlyDictionary<string, object>? Waits(string itemId, string kind) => Tenant.Rows("Requests").FirstOrDefault(row =>
        Acts.Text(row, "CaseId") is ['r', ..] caseId && AnyCase.ItemIdOf(caseId) == itemId && Acts.Text(row, "Kind") == Requests.Kind.Word(kind) && Acts.Text(row, "Status") == Requests.Status.Word("pending"));

    private void Answer(IReadOnlyDictionary<string, object> request, string kind, string unit, bool onPage)
    {
        var (person, answer) = (Asking.RoleOf(kind) switch { "head" => $"head-{unit}", "director" => "director", _ => "office-1" }, Asking.AnswerOf(kind));
        if (!onPage)
        {
            Edit("Requests", (string)request["id"], person, [("Decision", Requests.Decision.Word(answer)), .. Asking.WantsPaper(kind) ? Acts.Paper(this, kind) : []]);
            return;
        }

        // Whoever gets no answer from the page opens the link again, for longer than two refusals of the longest kind can take.
        for (var attempt = 0; attempt < Tries && Waits(AnyCase.ItemIdOf((string)request["CaseId"]), kind) is not null; attempt++)
        {
            AnswerOnPage((string)request["Locator"], person, kind, answer);
            Finish();
            Rest();
            if (Waits(AnyCase.ItemIdOf((string)request["CaseId"]), kind) is not null) Time.Pass(TimeSpan.FromMinutes(4));
        }
    }

    /// <summary>Follows what is rung, and sweeps now and then, until something is so; long enough for every lease and every Retry-After.</summary>
    /// <param name="so">What is waited for.</param>
    /// <param name="otherwise">What is violated when it never comes.</param>
    private bool Until(Func<bool> so, string otherwise)
    {
        for (var turn = 0; turn < Patience; turn++)
        {
            Rest();
            if (so()) return true;
            Time.Pass(TimeSpan.FromMinutes(2));
            SweepOn(_workers[0]);
            Finish();
        }

        Judge.Violated(otherwise);
        return false;
    }

    /// <summary>Follows every list that was rung, each once at a time.</summary>
    private void Rest()
    {
        for (var turn = 0; _bells.Count > 0 && turn < 60; turn++)
        {
            var list = _bells[0];
            _bells.RemoveAll(one => one == list);
            Time.Pass(TimeSpan.FromSeconds(3));
            Start(_workers[turn % _workers.Length], $"follow {list}", (product, life) => product.Pipeline.ProcessAsync(new Intake.Doorbell(0, list), life));
            Finish();
        }
    }
}
