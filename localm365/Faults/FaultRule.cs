using System.Text.RegularExpressions;

namespace EmulationM365.LocalM365.Faults;

/// <summary>
/// Which requests (or notifications) are struck, and by what. Matches are counted from 1: the first <c>after</c> pass, then each <c>every</c>-th is struck,
/// by <c>chance</c> or surely, <c>times</c> times at most. Chance goes by seed, rule and match, never by time.
/// </summary>
internal sealed class FaultRule
{
    private readonly JsonObject _asked;
    private readonly Regex _route;
    private readonly string? _api;
    private readonly string? _identity;
    private readonly int _after;
    private readonly int _every;
    private readonly double _chance;
    private readonly int _times;
    private readonly int _number;
    private readonly long _seed;
    private int _seen;
    private int _acted;

    private FaultRule(int number, JsonObject asked, RuleMembers members, long seed)
    {
        (_number, _asked, _seed) = (number, asked, seed);
        Kind = FaultKinds.Read(members);
        _route = Route(members);
        _identity = Identity(members);
        _after = members.Whole("after") ?? 0;
        _every = members.Whole("every", 1) ?? 1;
        _chance = members.Share("chance") ?? 1;
        var often = Kind.IsLasting || members.Has("every") || members.Has("chance");
        _times = members.Whole("times") ?? (often ? int.MaxValue : 1);
        if (Kind is not NoticeFault)
        {
            _api = members.OneOf("api", "", "graph", "rest", "openid", "bot") is { Length: > 0 } api ? api : null;
            IsAfter = When(members);
        }
        members.Done();
    }

    public IFault Kind { get; }

    /// <summary>The effect happens first, and the answer is struck.</summary>
    public bool IsAfter { get; }

    /// <summary>Why the fault could not do what it was to do; the request went on.</summary>
    public string? Failed { get; set; }

    public static FaultRule Read(int number, JsonNode? asked, long seed)
    {
        var who = "Rule " + number.ToString(CultureInfo.InvariantCulture);
        if (asked is not JsonObject rule) throw Refused.Invalid($"{who}: it must be an object.");
        var own = rule.DeepClone().AsObject();
        return new FaultRule(number, own, new RuleMembers(who, own), seed);
    }

    /// <summary>Whether this match is one of those the rule strikes, with the dice of the match; null when not. Counts it.</summary>
    public Dice? Takes(string line, string api, string identity, HttpContext? http)
    {
        if (_api is not null && _api != api || _identity is not null && _identity != identity || !_route.IsMatch(line)) return null;
        if (http is not null && Kind is RequestFault fault && !fault.Concerns(http)) return null;
        _seen++;
        if (_seen <= _after || _acted >= _times || (_seen - _after) % _every != 0) return null;
        var dice = Dice.For(_seed, _number, _seen);
        if (dice.Share() >= _chance) return null;
        _acted++;
        return dice;
    }

    /// <summary>The rule as it was asked, how often it matched, and how often it struck.</summary>
    public JsonObject ToJson()
    {
        var body = _asked.DeepClone().AsObject();
        (body["seen"], body["acted"]) = (_seen, _acted);
        body.SetIf("failed", Failed);
        return body;
    }

    private bool When(RuleMembers members)
    {
        var only = ((RequestFault)Kind).Only;
        var when = members.OneOf("when", only ?? "before", "before", "after");
        return only is null || when == only ? when == "after" : throw members.Wrong("when", $"can only be '{only}' for this kind");
    }

    private static string? Identity(RuleMembers members)
    {
        if (members.Has("identity") && members.Has("caller")) throw members.Wrong("caller", "is another word for 'identity': give one of them");
        return members.Text("identity") ?? members.Text("caller");
    }

    private static Regex Route(RuleMembers members)
    {
        try
        {
            return new Regex(members.Text("route") ?? ".", RegexOptions.IgnoreCase);
        }
        catch (RegexParseException)
        {
            throw members.Wrong("route", "must be a regular expression over 'METHOD /path'");
        }
    }
}
