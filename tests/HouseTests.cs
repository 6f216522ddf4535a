namespace EmulationM365.Tests;

/// <summary>Holds the table of the house: who may use what. Filled as rooms are built.</summary>
public sealed class HouseTests
{
    /// <summary>The folder that holds the solution, found from the test's own folder upwards.</summary>
    public static string Root { get; } = FindRoot();

    [Fact]
    public void LocalM365_Knows_Only_The_Wire()
    {
        var project = File.ReadAllText(Path.Combine(Root, "localm365", "EmulationM365.LocalM365.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Graph", project, StringComparison.Ordinal);
    }

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmulationM365.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("EmulationM365.sln was not found above the tests");
    }
}
