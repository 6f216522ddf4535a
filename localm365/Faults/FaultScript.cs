namespace EmulationM365.LocalM365.Faults;

/// <summary>The faults that were asked for: rules in an order, and the seed of what is left to chance. Read whole or refused whole.</summary>
internal sealed record FaultScript(long Seed, IReadOnlyList<FaultRule> Rules)
{
    public static FaultScript Read(JsonObject asked, long seed)
    {
        if (asked.FirstOrDefault(member => member.Key is not ("seed" or "rules")).Key is { } unknown) throw Refused.Invalid($"The script has no member '{unknown}': it has seed and rules.");
        if (asked.TryGetPropertyValue("seed", out var given))
            seed = given is JsonValue value && value.TryGetValue<long>(out var number) && number >= 0 ? number : throw Refused.Invalid("The script's 'seed' must be a whole number from 0 on.");
        if (asked["rules"] is not JsonArray rules) throw Refused.Invalid("The script's 'rules' must be an array of rules.");
        return new FaultScript(seed, [.. rules.Select((rule, place) => FaultRule.Read(place + 1, rule, seed))]);
    }

    /// <summary>The script with what has come of it.</summary>
    public JsonObject ToJson() => new() { ["seed"] = Seed, ["rules"] = new JsonArray([.. Rules.Select(rule => rule.ToJson())]) };
}
