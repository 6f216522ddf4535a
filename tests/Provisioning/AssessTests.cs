using EmulationM365.Tests.Support;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Provisioning;

/// <summary>The console over the rules: a file of cases in, verdicts out; no site is needed.</summary>
[Collection(EmulationM365.Tests.Functions.Local.SdkTests.Name)]
public sealed class AssessTests : IDisposable
{
    private static readonly string[] Keys = ["id", "verdict", "rule", "reasons", "article", "pack", "sourceVerified"];

    private readonly string _folder = Directory.CreateTempSubdirectory("assess-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static string Cases => Path.Combine(AppContext.BaseDirectory, "Rules", "cases.json");

    public static TheoryData<string, string> Wrong => new()
    {
        { "", "is not JSON" },
        { "[", "is not JSON" },
        { "[] []", "is not JSON: Additional text" },
        { "{}", "$: the file must be an array of cases." },
        { """[{ "id": "A", "id": "B", "award": "x", "facts": {} }]""", "is not JSON" },
        { """[{ "id": "A", "award": "x", "facts": { "ratting": "tot" } }]""", "[0].facts.ratting: the key 'ratting' is not in the vocabulary of facts." },
        { """[{ "id": "A", "award": "x", "facts": { "monthsServed": NaN } }]""", "is not JSON" },
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_Case_Is_Judged_And_Written_As_Json()
    {
        // Act
        var file = Path.Combine(_folder, "out.json");
        var said = await RunAsync("assess", Cases, "--json", file);

        // Assert
        Assert.Equal((0, ""), (said.Exit, said.Error));
        var cases = JArray.Parse(await File.ReadAllTextAsync(Cases, Cancel));
        var judged = JArray.Parse(await File.ReadAllTextAsync(file, Cancel));
        Assert.Equal(cases.Select(one => ((string?)one["id"], (string?)one["expected"])), judged.Select(one => ((string?)one["id"], (string?)one["verdict"])));
        Assert.All(judged, one =>
        {
            Assert.Equal(Keys, ((JObject)one).Properties().Select(property => property.Name));
            Assert.All(Keys[2..^1].Where(key => key != "reasons"), key => Assert.NotEmpty((string)one[key]!));
            Assert.NotEmpty(one["reasons"]!);
        });
        Assert.Equal(judged, JArray.Parse((await RunAsync("assess", Cases, "--json")).Out), JToken.EqualityComparer);
    }

    [Fact]
    public async Task Without_Json_People_Read_A_Table()
    {
        var said = await RunAsync("assess", Cases);
        Assert.Equal((0, ""), (said.Exit, said.Error));
        Assert.Contains("E01", said.Out, StringComparison.Ordinal);
        Assert.Contains("56 ca: ", said.Out, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_Cannot_Be_Read_Is_Said_In_One_Sentence(string text, string says)
    {
        var file = Path.Combine(_folder, "cases.json");
        await File.WriteAllTextAsync(file, text, Cancel);
        var said = await RunAsync("assess", file, "--json");
        Assert.Equal((1, ""), (said.Exit, said.Out));
        Assert.Contains(says, said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.Error.TrimEnd());
    }

    [Theory]
    [InlineData("none.json")]
    [InlineData(".")]
    public async Task A_File_That_Is_Not_There_Is_Said_In_One_Sentence(string name)
    {
        var said = await RunAsync("assess", Path.Combine(_folder, name));
        Assert.Equal((1, ""), (said.Exit, said.Out));
        Assert.Contains("cannot be read", said.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said.Error.TrimEnd());
    }

    private static Task<Said> RunAsync(params string[] args) => Programs.ProvisioningAsync(new Dictionary<string, string>(), Cancel, args);
}
