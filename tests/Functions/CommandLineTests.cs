using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions;

/// <summary>What cannot be read of a command line is said in a sentence that names no type of the program.</summary>
public sealed class CommandLineTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--port abc", "--port: 'abc' is no whole number from 0 on.")]
    [InlineData("--port 65536", "--port: '65536' is no port number: 0 to 65535.")]
    [InlineData("--m365-port -1", "--m365-port: '-1' is no whole number from 0 on.")]
    [InlineData("rehearse --seed x", "--seed: 'x' is no whole number from 0 on.")]
    [InlineData("rehearse --speed fast", "--speed: 'fast' is no number of days a second.")]
    [InlineData("rehearse --kill-at soon", "--kill-at: 'soon' is no whole number from 0 on.")]
    public async Task A_Number_That_Is_None_Is_Named(string line, string sentence)
    {
        var said = await Programs.FunctionsAsync(new Dictionary<string, string>(), Cancel, line.Split(' '));
        Assert.Equal(1, said.Exit);
        Assert.Contains(sentence, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", said.Error, StringComparison.Ordinal);
        Assert.Empty(said.Out);
    }

    [Theory]
    [InlineData("plan")]
    [InlineData("apply")]
    public async Task A_Named_File_Of_Settings_That_Is_Not_There_Is_Named(string command)
    {
        var said = await Programs.ProvisioningAsync(new Dictionary<string, string>(), Cancel, command, "--settings", "nowhere.json");
        Assert.Equal(1, said.Exit);
        Assert.Contains("nowhere.json is not there.", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
