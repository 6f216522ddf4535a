using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace EmulationM365.Functions.Local;

/// <summary>Reads the names in triggers as the platform does: <c>%Setting%</c>, queue names, and the switches that turn a function off.</summary>
internal sealed partial class DoorNames(IConfiguration configuration)
{
    /// <summary>Whether a setting turns the function off. The form with colons is what an environment variable with <c>__</c> becomes.</summary>
    public bool IsDisabled(string function) =>
        (configuration[$"AzureWebJobs.{function}.Disabled"] ?? configuration[$"AzureWebJobs:{function}:Disabled"]) is { } text
        && (text == "1" || (bool.TryParse(text, out var disabled) && disabled));

    /// <summary>The text with every <c>%Setting%</c> replaced by its value.</summary>
    /// <exception cref="LocalHostException">A setting is not set.</exception>
    public string Resolve(string function, string text) =>
        Setting().Replace(text, match => configuration[match.Groups[1].Value]
            ?? throw new LocalHostException($"The function {function} uses the setting {match.Groups[1].Value}, which is not set."));

    /// <summary>The queue's name, resolved and checked.</summary>
    /// <exception cref="LocalHostException">A setting is not set, or the platform would refuse the name.</exception>
    public string Queue(string function, string text)
    {
        var name = Resolve(function, text);
        return QueueName().IsMatch(name)
            ? name
            : throw new LocalHostException($"The function {function} names the queue \"{name}\": 3 to 63 lower-case letters, digits and single hyphens are allowed.");
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Setting();

    [GeneratedRegex("^[a-z0-9](?:[a-z0-9]|-(?=[a-z0-9])){2,62}\\z")]
    private static partial Regex QueueName();
}
