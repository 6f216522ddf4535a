using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>reliability §2 #10 and #33: kind <c>hold</c>, an answer that takes as long as a test wants.</summary>
public sealed class HoldFaultTests : FaultTests
{
    [Theory]
    [InlineData("before", 0)]
    [InlineData("after", 1)]
    public async Task Hold_Keeps_An_Answer_Until_It_Is_Released(string when, int rows)
    {
        var list = await ListAsync("Rows");
        await ScriptAsync($$"""{"route":"POST .*/items$","kind":"hold","when":"{{when}}"}""");
        var slow = AddAsync(list, "một");
        while ((await Nobody.GetAsync("/_local/faults", Cancel)).Json["held"]!.GetValue<int>() == 0) Assert.False(slow.IsCompleted);
        Assert.Equal(rows, (await TitlesAsync(list)).Length);
        Assert.Equal("""{"released":1}""", (await Nobody.PostAsync("/_local/faults/release?held=1", null, Cancel)).Text);
        Assert.Equal(201, (await slow).Status);
        Assert.Equal("""{"released":0}""", (await Nobody.PostAsync("/_local/faults/release", null, Cancel)).Text);
    }

    [Fact]
    public async Task Hold_Lets_Go_When_The_Caller_Goes_Away_Or_The_Script_Does()
    {
        await ScriptAsync("""{"route":"/users","kind":"hold","times":2}""");
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var abandoned = Product.GetAsync("/v1.0/users", impatient.Token);
        while ((await Nobody.GetAsync("/_local/faults", Cancel)).Json["held"]!.GetValue<int>() == 0) Assert.False(abandoned.IsCompleted);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => abandoned);
        while ((await Nobody.GetAsync("/_local/faults", Cancel)).Json["held"]!.GetValue<int>() == 1) Cancel.ThrowIfCancellationRequested();
        var patient = Product.GetAsync("/v1.0/users", Cancel);
        while ((await Nobody.GetAsync("/_local/faults", Cancel)).Json["held"]!.GetValue<int>() == 0) Assert.False(patient.IsCompleted);
        await Nobody.DeleteAsync("/_local/faults", Cancel);
        Assert.Equal(200, (await patient).Status);
    }
}
