using EmulationM365.LocalM365.Faults.Kinds;
using EmulationM365.LocalM365.Subscriptions;

namespace EmulationM365.LocalM365.Faults;

/// <summary>The script in force. Only the first rule that takes a request, or a notification, acts on it.</summary>
internal sealed class FaultsInForce(Tenant tenant, long seed)
{
    private readonly Lock _one = new();
    private FaultScript _script = new(seed, []);
    private List<FaultRule> _ofRequests = [];
    private List<FaultRule> _ofNotices = [];

    /// <summary>Where held requests wait.</summary>
    public HoldGate Gate { get; } = new();

    /// <summary>Takes the place of the script in force, or throws and leaves that as it was.</summary>
    public void Set(JsonObject asked) => Take(FaultScript.Read(asked, seed));

    public void Clear() => Take(new FaultScript(seed, []));

    public JsonObject Read()
    {
        lock (_one)
        {
            var body = _script.ToJson();
            body["held"] = Gate.Held;
            return body;
        }
    }

    /// <summary>The stroke at a request; null for nearly all of them.</summary>
    public Stroke? For(HttpContext http, string api, string identity)
    {
        if (_ofRequests.Count == 0) return null;
        var line = $"{http.Request.Method} {Uri.UnescapeDataString(http.Request.Path)}";
        lock (_one)
        {
            foreach (var rule in _ofRequests)
                if (rule.Takes(line, api, identity, http) is { } dice) return new Stroke(rule, dice);
        }
        return null;
    }

    /// <summary>What leaves instead of notifications that were about to, when a list changed; mostly the same.</summary>
    public IReadOnlyList<Notice> Pass(IReadOnlyList<Notice> notices, long list)
    {
        if (_ofNotices.Count == 0) return notices;
        lock (_one)
        {
            var further = _ofNotices.SelectMany(rule => ((NoticeFault)rule.Kind).Further(list)).ToList();
            return [.. notices.SelectMany(Passed), .. further];
        }
    }

    private IEnumerable<Notice> Passed(Notice notice)
    {
        foreach (var rule in _ofNotices)
            if (rule.Takes("NOTIFY /" + notice.Resource, "", "app:" + notice.App, null) is { } dice)
                return ((NoticeFault)rule.Kind).Pass(notice, dice, tenant.Clock.GetUtcNow()).ToList();
        return [notice];
    }

    private void Take(FaultScript script)
    {
        List<Notice> rest;
        lock (_one)
        {
            var stale = script.Rules.Any(rule => rule.Kind is StaleFault);
            PastLog.Keep(tenant.Database, stale);
            rest = [.. _ofNotices.SelectMany(rule => ((NoticeFault)rule.Kind).Rest())];
            _ofRequests = [.. script.Rules.Where(rule => rule.Kind is RequestFault)];
            _ofNotices = [.. script.Rules.Where(rule => rule.Kind is NoticeFault)];
            _script = script;
        }
        Gate.Release();
        tenant.Doorbell.Send(rest);
    }
}
