using System.Text.Json.Nodes;
using EmulationM365.Bench.Tenant;
using EmulationM365.Cases;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Bench.Simulation;

/// <summary>Something that somebody may do now.</summary>
/// <param name="Name">What, for the log.</param>
/// <param name="Weight">How likely beside the others.</param>
/// <param name="Do">Does it: in the lists, or as a job for a worker that serves the page.</param>
internal sealed record Act(string Name, int Weight, Action<History> Do);

/// <summary>
/// What people may do, found by looking at the lists as they would: press Nộp and Rút, answer in the list or on the page, contradict each other, repeat
/// themselves, post, sit, submit and decide, and write over a status by hand.
/// </summary>
internal static class Acts
{
    public static IReadOnlyList<Act> Of(History history) => [.. Returns(history), .. OfRequests(history), .. Above(history)];

    /// <summary>What stands in a column; empty when nothing does.</summary>
    public static string Text(IReadOnlyDictionary<string, object> row, string column) => row.TryGetValue(column, out var value) ? value.ToString()! : "";

    private static IEnumerable<Act> Returns(History history)
    {
        foreach (var row in history.Tenant.Rows("UnitReturns"))
        {
            var (id, unit, status) = (Text(row, "id"), Text(row, "UnitKey"), UnitReturns.Status.KeyOf(Text(row, "Status")) ?? "draft");
            if (status is "draft" or "sent_back" or "withdrawn")
                yield return new Act($"nop {id}", 6, it => it.Edit("UnitReturns", id, $"clerk-{unit}", ("Step", UnitReturns.Step.Word("submit"))));
            else if (status.StartsWith("awaiting", StringComparison.Ordinal))
            {
                yield return new Act($"rut {id}", 1, it => it.Edit("UnitReturns", id, $"clerk-{unit}", ("Step", UnitReturns.Step.Word("withdraw"))));
                yield return new Act($"hand {id}", 1, it => it.Edit("UnitReturns", id, $"head-{unit}", ("Status", UnitReturns.Status.Word("decided"))));
            }
        }
    }

    private static IEnumerable<Act> OfRequests(History history)
    {
        foreach (var row in history.Tenant.Rows("Requests").Where(row => Text(row, "Kind") != Requests.Kind.Word(Requests.Attend)))
        {
            var (id, kind, unit, locator) = (Text(row, "id"), Requests.Kind.KeyOf(Text(row, "Kind"))!, Text(row, "UnitKey"), Text(row, "Locator"));
            var waits = Text(row, "Status") == Requests.Status.Word("pending");
            // Somebody may still have an answered request before the eyes: in a mail, in a window that was left open.
            var weight = waits ? 8 : 1;
            foreach (var person in Asked(kind, unit))
            {
                var (answer, paper) = (Asking.AnswerOf(kind), Asking.WantsPaper(kind));
                if (kind != "council")
                {
                    yield return new Act($"list {kind} {id} {person}", weight, it => it.Edit("Requests", id, person, [("Decision", Requests.Decision.Word(answer)), .. paper ? Paper(it, kind) : []]));
                    yield return new Act($"page {kind} {id} {person}", weight, it => it.AnswerOnPage(locator, person, kind, answer));
                }

                if (Asking.MaySendBack(kind))
                {
                    yield return new Act($"list back {id} {person}", waits ? 1 : 0, it => it.Edit("Requests", id, person, ("Decision", Requests.Decision.Word("send_back")), ("Comment", "Bổ sung (mẫu)")));
                    yield return new Act($"page back {id} {person}", waits ? 1 : 0, it => it.AnswerOnPage(locator, person, kind, "send_back"));
                }
            }
        }
    }

    private static IEnumerable<Act> Above(History history)
    {
        var (tenant, today) = (history.Tenant, Campaigns.VietnamTime.DayOf(history.Time.Now));
        if (tenant.Rows("Nominations").Any(row => Text(row, "LineStatus") == Nominations.LineStatus.Word("awaiting_council")) && tenant.Rows("CouncilSessions").Count < 3)
            yield return new Act("session", 4, it => it.Add("CouncilSessions", "office-1", ("Title", $"Họp mẫu {it.Tenant.Rows("CouncilSessions").Count + 1}"), ("Step", CouncilSessions.Step.Word("post"))));
        foreach (var row in tenant.Rows("CouncilSessions").Where(row => Text(row, "Stage") == CouncilSessions.Stage.Word("posted")))
        {
            var id = Text(row, "id");
            yield return new Act($"sit {id}", 10, it => it.Sit(id));
        }

        foreach (var row in tenant.Rows("Submissions").Where(row => (Submissions.Stage.KeyOf(Text(row, "Stage")) ?? "draft") is "draft" or "sent_back"))
        {
            var id = Text(row, "id");
            yield return new Act($"trinh {id}", 8, it => it.Edit("Submissions", id, "office-1", ("Step", Submissions.Step.Word("send"))));
        }
    }

    private static IEnumerable<string> Asked(string kind, string unit) => Asking.RoleOf(kind) switch
    {
        "head" => [$"head-{unit}", "office-1"],
        "director" => ["director"],
        _ => ["office-1", "office-2"],
    };

    /// <summary>Who decides: a letter of praise is the director's own, everything else goes up.</summary>
    public static string Authority(string kind) => kind == "record_decision" ? "Giám đốc" : "Sở mẫu";

    /// <summary>The marks of a paper dated today.</summary>
    public static (string, object)[] Paper(History history, string kind) =>
    [
        ("DecisionNumber", "1/MAU"), ("DecisionDate", $"{Campaigns.VietnamTime.DayOf(history.Time.Now):yyyy-MM-dd}T00:00:00Z"), ("DecisionAuthority", Authority(kind)), ("SignedBy", "Người ký mẫu"),
        ("SignedFile", "van-ban.pdf"),
    ];

    /// <summary>Fields as they go into a list.</summary>
    public static JsonObject Fields(params (string Name, object Value)[] fields)
    {
        var json = new JsonObject();
        foreach (var (name, value) in fields) json[name] = value switch { int number => number, bool yes => yes, _ => (string)value };
        return json;
    }
}
