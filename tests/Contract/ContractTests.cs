using System.Reflection;
using System.Text.Json.Nodes;
using EmulationM365.Bench.Simulation;

namespace EmulationM365.Tests.Contract;

/// <summary>What the product may rely on, said once: each row is a test of both tenants.</summary>
public static class ContractRows
{
    private static readonly Type[] Parts = [typeof(ItemRows), typeof(QueryRows), typeof(DeltaRows), typeof(BatchRows), typeof(PeopleRows), typeof(SiteRows), typeof(SubscriptionRows)];

    private static readonly Dictionary<string, Func<ContractTenant, Task>> All = Parts
        .SelectMany(part => part.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(row => (Part: part, Row: row)))
        .ToDictionary(pair => $"{pair.Part.Name[..^"Rows".Length]}: {pair.Row.Name}", pair => pair.Row.CreateDelegate<Func<ContractTenant, Task>>());

    /// <summary>Every row, by name.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    public static Task RunAsync(string row, ContractTenant tenant) => All[row](tenant);

    /// <summary>Runs every row.</summary>
    public static async Task RunAsync(ContractTenant tenant)
    {
        foreach (var row in All.Values) await row(tenant);
    }
}

/// <summary>The tenant in memory keeps the contract.</summary>
public sealed class MemoryContractTests(MemoryContract tenant) : IClassFixture<MemoryContract>
{
    [Theory]
    [MemberData(nameof(ContractRows.Names), MemberType = typeof(ContractRows))]
    public Task In_Memory(string row) => ContractRows.RunAsync(row, tenant);
}

/// <summary>localm365 keeps the same contract.</summary>
public sealed class LocalContractTests(LocalContract tenant) : IClassFixture<LocalContract>
{
    [Theory]
    [MemberData(nameof(ContractRows.Names), MemberType = typeof(ContractRows))]
    public Task On_Localm365(string row) => ContractRows.RunAsync(row, tenant);
}

/// <summary>
/// The contract is complete where every kind of call that the product makes in the simulation (its method, path, options and form of filter; those inside a
/// batch too) is made by a row. Provisioning is not simulated: what only it calls is tested against localm365 alone.
/// </summary>
public sealed class ContractCoverageTests
{
    [Fact]
    public async Task Whatever_The_Product_Asks_In_Histories_Is_In_The_Contract()
    {
        await using var tenant = new MemoryContract();
        await ContractRows.RunAsync(tenant);
        var asked = new HashSet<string>();
        using var crew = new Crew(3);
        for (var seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var history = new History(crew.Workers, random, FaultRates.Draw(random));
            history.Tenant.Asked = request => asked.UnionWith(CallTemplate.Of(request, Body(request)));
            history.Play(12);
            history.End();
        }

        Assert.True(asked.Count > 15, string.Join('\n', asked));
        Assert.Equal("", string.Join('\n', asked.Except(tenant.Asked).Order(StringComparer.Ordinal)));
    }

    // What the worker's thread awaits is complete at once; the content stays readable for the tenant.
    private static JsonNode? Body(HttpRequestMessage request)
    {
        if (request.Content is not { } content) return null;
        content.LoadIntoBufferAsync().GetAwaiter().GetResult();
        using var copy = new MemoryStream();
        content.CopyTo(copy, null, default);
        return JsonNode.Parse(copy.ToArray());
    }
}
