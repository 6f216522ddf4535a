using EmulationM365.Functions.Local;

namespace EmulationM365.Tests.Functions.Local;

public sealed class LocalHostTests
{
    [Fact]
    public async Task A_Taken_Port_Is_One_Sentence()
    {
        await using var first = await HostRun.StartAsync();
        var port = first.Host.BaseAddress.Port;
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(settings => settings with { Port = port }));
        Assert.Equal($"Port {port} is in use: stop the program that uses it, or choose another port with --port.", fault.Message);
    }

    [Fact]
    public async Task A_Data_Folder_Is_For_One_Host()
    {
        await using var first = await HostRun.StartAsync();
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(folder: first.Folder));
        Assert.Contains("another run uses it", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not a JSON object")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("""{ "extensions": { "queues": { "batchSize": 0 } } }""", "extensions.queues.batchSize must be a whole number from 1 to 32, but it is 0.")]
    [InlineData("""{ "extensions": { "queues": { "visibilityTimeout": "soon" } } }""", "extensions.queues.visibilityTimeout must be a time")]
    [InlineData("""{ "extensions": { "queues": 7 } }""", "must be below a JSON object, but it is 7.")]
    [InlineData("""{ "functionTimeout": "-00:01:00" }""", "functionTimeout must be a time")]
    public async Task A_Bad_Host_File_Is_One_Sentence(string text, string sentence)
    {
        var folder = HostRun.NewFolder();
        var file = Path.Combine(folder, "host.json");
        await File.WriteAllTextAsync(file, text, HostRun.Token);
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(settings => settings with { HostFile = file }));
        Assert.Contains(sentence, fault.Message, StringComparison.Ordinal);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_Missing_Host_File_Is_One_Sentence()
    {
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(settings => settings with { HostFile = "/nowhere/host.json" }));
        Assert.StartsWith("The settings of the functions host could not be read", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Schedule_That_Cannot_Be_Read_Names_Its_Function()
    {
        var fault = await Assert.ThrowsAsync<LocalHostException>(() => HostRun.StartAsync(configuration: ("MinuteSchedule", "every minute")));
        Assert.Equal("The function Minute has the schedule \"every minute\", which is not six fields of NCRONTAB.", fault.Message);
    }

    [Fact]
    public async Task Settling_Goes_On_Until_Nothing_Is_Left()
    {
        await using var run = await HostRun.StartAsync();
        await run.PutJobsAsync("a");
        Assert.True(await run.Host.SettleAsync(HostRun.Token));
        Assert.Equal(["start True False", "job a try 1", "a done"], run.Book.Lines);
        Assert.False(await run.Host.SettleAsync(HostRun.Token));
    }
}
