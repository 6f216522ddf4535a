using System.CommandLine;
using System.Globalization;

namespace EmulationM365.Provisioning;

/// <summary>A budget that cannot be, said in one sentence.</summary>
public sealed class BudgetException(string message) : Exception(message);

/// <summary>What was said with <c>--budget</c>: how much of what the tenant grants in a minute a run may spend, so that the worker and the people on the site are not held up by it.</summary>
public static class ApplyBudget
{
    private const int Share = 50;

    // The dearest single call; with less it would have to be let through all the same.
    private const int Least = 5;

    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--budget") { Description = $"Resource units a minute to spend: a share of M365:RuPerMinute such as 30%, or a number (default {Share}%)", HelpName = "UNITS|SHARE%" };

    /// <summary>The units a minute that were meant.</summary>
    /// <param name="said">A percentage, a number, or null when nothing was said.</param>
    /// <param name="tier">Units a minute that the tenant grants.</param>
    /// <exception cref="BudgetException">Nothing can be done with it.</exception>
    public static int UnitsOf(string? said, int tier)
    {
        var text = (said ?? $"{Share}%").Trim();
        var number = text.EndsWith('%') ? text[..^1].TrimEnd() : text;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)) throw Wrong(text, tier);
        var units = text.EndsWith('%') ? value is > 0 and <= 100 ? Math.Max(Math.Min(Least, tier), Math.Floor(tier * value / 100)) : 0 : value;
        return units >= Math.Min(Least, tier) && units <= tier && units == Math.Floor(units) ? (int)units : throw Wrong(text, tier);
    }

    private static BudgetException Wrong(string text, int tier) => new(string.Create(
        CultureInfo.InvariantCulture, $"--budget {text}: name a share from 1% to 100%, or whole resource units a minute from {Math.Min(Least, tier)} to {tier}, which is all that the tenant grants (M365:RuPerMinute)."));
}
