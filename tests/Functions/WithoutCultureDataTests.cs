using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Functions;

/// <summary>Without culture data one Vietnamese name would make two keys, and nobody would notice: the programs refuse to begin.</summary>
public sealed class WithoutCultureDataTests
{
    private static readonly Dictionary<string, string> Invariant = new() { ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [Trait("Fault", "59")]
    [InlineData("")]
    [InlineData("rehearse")]
    public async Task The_Functions_Refuse_To_Begin_And_Keep_Nothing(string word)
    {
        var data = Path.Combine(Path.GetTempPath(), $"never-made-{Guid.NewGuid():N}");
        var said = await Programs.FunctionsAsync(Invariant, Cancel, [.. word.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--data", data]);
        Refused(said);
        Assert.False(Directory.Exists(data));
    }

    [Theory]
    [Trait("Fault", "59")]
    [InlineData("apply")]
    [InlineData("lint nothing.txt")]
    public async Task Provisioning_Refuses_To_Begin(string line) => Refused(await Programs.ProvisioningAsync(Invariant, Cancel, line.Split(' ')));

    private static void Refused(Said said)
    {
        Assert.Equal(1, said.Exit);
        Assert.True(said.Plain, said.Error);
        Assert.Empty(said.Out);
        Assert.Contains("globalization-invariant mode", said.Error, StringComparison.Ordinal);
        Assert.Contains("Unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", said.Error, StringComparison.Ordinal);
        Assert.Single(said.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
