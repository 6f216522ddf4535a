using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Faults.Kinds;

/// <summary>
/// Reads lag behind writes: they show the items of each list as they were some changes ago, or hide what is new for some reads of its list. Writes see the
/// truth. What a read of changes (delta) says is always a whole beginning of the truth, so that its token never covers what it did not show.
/// </summary>
internal sealed partial class StaleFault(int? changes, int? reads) : RequestFault("stale")
{
    private readonly Dictionary<long, int> _hidden = [];

    public override string Only => "before";

    public override bool IsLasting => true;

    public static StaleFault Read(RuleMembers members)
    {
        var (changes, reads) = (members.Whole("changes", 1), members.Whole("reads", 1));
        return changes is null == reads is null ? throw members.Wrong("changes", "or 'reads' must say how stale reads are, and not both") : new StaleFault(changes, reads);
    }

    public override bool Concerns(HttpContext http) => HttpMethods.IsGet(http.Request.Method);

    public override Task<Fate> StrikeAsync(Struck struck)
    {
        var path = struck.Http.Request.Path.Value!;
        var isDelta = path.EndsWith("/delta", StringComparison.OrdinalIgnoreCase);
        var list = List().Match(path) is { Success: true } match ? Uri.UnescapeDataString(match.Groups[1].Value) : null;
        var undone = struck.Tenant.Database.Read(session => changes is { } count ? PastLog.Last(session, list, count) : Fresh(session, list, isDelta));
        if (undone.Count > 0) struck.Http.Items[typeof(PastView)] = new PastView(undone);
        return Task.FromResult(Fate.GoesOn);
    }

    private List<long> Fresh(Session session, string? list, bool isDelta)
    {
        lock (_hidden)
        {
            var hidden = PastLog.Fresh(session, list).Where(row => _hidden.GetValueOrDefault(row) < reads).ToList();
            foreach (var row in hidden) _hidden[row] = _hidden.GetValueOrDefault(row) + 1;
            return isDelta && hidden.Count > 0 ? PastLog.From(session, list, hidden[0]) : hidden;
        }
    }

    // lists/{id} of Graph, lists(guid'{id}') of REST
    [GeneratedRegex(@"/lists(?:/|\(guid')([^/')]+)", RegexOptions.IgnoreCase)]
    private static partial Regex List();
}
