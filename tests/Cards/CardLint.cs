using System.Diagnostics;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Cards;

/// <summary>What Microsoft's own renderer says of a card.</summary>
/// <param name="Events">What it could not read, does not know or finds too new; empty for a card that a client shows whole.</param>
/// <param name="Version">The version the card names.</param>
/// <param name="Utf8">Its size as JSON in UTF-8, in bytes.</param>
/// <param name="Utf16">Its size in UTF-16, in bytes: what Teams counts.</param>
/// <param name="FallbackText">It has words for clients that cannot show it.</param>
/// <param name="OpenUrl">It has a link to a page.</param>
/// <param name="Types">The types in it.</param>
/// <param name="Rendered">Actions that the renderer took.</param>
internal sealed record CardReading(IReadOnlyList<string> Events, string? Version, int Utf8, int Utf16, bool FallbackText, bool OpenUrl, IReadOnlyList<string> Types, int? Rendered);

/// <summary>Cards read as a client of <c>outlook</c> (1.0 with Action.Http) or <c>teams</c> (1.5) reads them, by npm's adaptivecards in Node.</summary>
internal static class CardLint
{
    private const string Missing = "Node.js is not installed, or npm could not fetch adaptivecards when this was built: cards are not read. On Debian: apt-get install nodejs npm, and build again.";

    /// <summary>The renderer, as it lies beside localm365.</summary>
    public static string Renderer { get; } = Path.Combine(AppContext.BaseDirectory, "Cards", "adaptivecards.min.js");

    /// <summary>Leaves the test out where cards cannot be read; CI counts a test left out as one that failed.</summary>
    public static void SkipWithoutNode() => Assert.SkipUnless(File.Exists(Renderer) && Array.Exists(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), folder => File.Exists(Path.Combine(folder, "node")) || File.Exists(Path.Combine(folder, "node.exe"))), Missing);

    /// <summary>Reads cards, all in one go: a Node for each would take long.</summary>
    public static async Task<IReadOnlyList<CardReading>> ReadAsync(string host, IEnumerable<JToken> cards, CancellationToken cancellationToken)
    {
        SkipWithoutNode();
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { Path.Combine(HouseTests.Root, "tests", "Cards", "lint.js"), Renderer, host }) start.ArgumentList.Add(argument);
        (start.StandardInputEncoding, start.StandardOutputEncoding) = (new System.Text.UTF8Encoding(false), System.Text.Encoding.UTF8);
        using var node = Process.Start(start)!;
        var (said, error) = (node.StandardOutput.ReadToEndAsync(cancellationToken), node.StandardError.ReadToEndAsync(cancellationToken));
        await node.StandardInput.WriteAsync(new JArray(cards).ToString(Formatting.None).AsMemory(), cancellationToken);
        node.StandardInput.Close();
        await node.WaitForExitAsync(cancellationToken);
        Assert.True(node.ExitCode == 0, await error);
        return JsonConvert.DeserializeObject<List<CardReading>>(await said)!;
    }
}
