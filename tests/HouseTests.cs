using System.Text.RegularExpressions;

namespace EmulationM365.Tests;

/// <summary>
/// Holds the table of the house by reading the source: who may use what, how types are named, how long a door may be. Each check is a function over path and
/// text, so that a planted offence shows that it can fail.
/// </summary>
public sealed partial class HouseTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Texts"] = [],
        ["Campaigns"] = ["Texts"],
        ["Schema"] = ["Campaigns", "Texts"],
        ["Microsoft365"] = ["Schema", "Campaigns", "Texts"],
        ["Intake"] = ["Microsoft365", "Schema", "Campaigns", "Texts"],
        ["Documents"] = ["Texts"],
        ["Rules"] = ["Texts"],
        ["Reports"] = ["Rules", "Campaigns", "Texts"],
        ["Registers"] = ["Rules", "Texts"],
        ["Cases"] = ["Rules", "Campaigns", "Texts"],
        ["Streams"] = ["Cases", "Registers", "Rules", "Microsoft365", "Schema", "Campaigns", "Texts"],
        ["Effects"] = ["Streams", "Cases", "Registers", "Documents", "Rules", "Microsoft365", "Schema", "Campaigns", "Texts"],
    };

    private static readonly string[] Pure = ["Texts", "Campaigns", "Schema", "Documents", "Rules", "Registers", "Reports", "Cases"];
    private static readonly string[] Impure = ["Task", "ValueTask", "TimeProvider", "ILogger", "Microsoft.Graph", "HttpClient"];
    private static readonly string[] BannedTimes = ["DateTime.Now", "DateTime.UtcNow", "DateTime.Today", "DateTimeOffset.Now", "DateTimeOffset.UtcNow", "Thread.Sleep"];

    private static readonly string[] Projects = ["flow", "provisioning", "functions", "localm365"];
    private static readonly string[] Landmarks = ["flow/Pipeline.cs", "flow/Schema/Lists/Hidden.cs", "functions/Program.cs", "functions/Local/OneMachine.cs", "provisioning/Provisioner.cs", "localm365/Routes.cs"];

    /// <summary>The folder that holds the solution, found from the test's own folder upwards.</summary>
    public static string Root { get; } = FindRoot();

    public static TheoryData<string, string, string> Planted => new()
    {
        { nameof(Uses), "flow/Cases/A.cs", "using EmulationM365.Effects;\nnamespace EmulationM365.Cases;" },
        { nameof(Uses), "flow/Cases/A.cs", "using EmulationM365.Schema.Lists;\nnamespace EmulationM365.Cases;" },
        { nameof(Uses), "flow/Cases/A.cs", "namespace EmulationM365.Cases;\nclass A { object B => Schema.Lists.Requests.Kind; }" },
        { nameof(Uses), "flow/Rules/A.cs", "namespace EmulationM365.Rules;\nclass A { EmulationM365.Cases.Line B; }" },
        { nameof(Uses), "flow/Effects/A.cs", "using Gate = EmulationM365.Intake.NotificationGate;\nnamespace EmulationM365.Effects;" },
        { nameof(Uses), "flow/Texts/A.cs", "using EmulationM365;\nnamespace EmulationM365.Texts;" },
        { nameof(Uses), "flow/Rules/A.cs", "namespace EmulationM365.Cases;" },
        { nameof(Uses), "flow/Papers/A.cs", "namespace EmulationM365.Papers;" },
        { nameof(Purity), "flow/Rules/A.cs", "class A { Task B() => null!; }" },
        { nameof(Purity), "flow/Cases/A.cs", "class A(TimeProvider time);" },
        { nameof(Purity), "flow/Schema/A.cs", "using Microsoft.Graph.Models;" },
        { nameof(Purity), "flow/Texts/A.cs", "class A(ILogger<A> logger);" },
        { nameof(Borders), "flow/A.cs", "using Microsoft.AspNetCore.Http;" },
        { nameof(Borders), "flow/A.cs", "using Microsoft.Azure.Functions.Worker;" },
        { nameof(Borders), "flow/A.cs", "// as LocalM365 does" },
        { nameof(Borders), "flow/A.cs", "if (url.Contains(\"localm365\")) return;" },
        { nameof(Borders), "provisioning/A.cs", "using Microsoft.Azure.Functions.Worker;" },
        { nameof(Borders), "provisioning/A.cs", "using EmulationM365.LocalM365;" },
        { nameof(Borders), "functions/A.cs", "using EmulationM365.LocalM365;" },
        { nameof(Borders), "functions/Pages/A.cs", "using Microsoft.Graph;" },
        { nameof(Borders), "functions/A.cs", "#if AZURE_FUNCTIONS\n#endif" },
        { nameof(Borders), "flow/A.cs", "  #if DEBUG\n#endif" },
        { nameof(Borders), "flow/A.cs", "#if MUTANTS || DEBUG\n#endif" },
        { nameof(Names), "flow/A.cs", "public sealed class ReturnHandler;" },
        { nameof(Names), "flow/A.cs", "public sealed record MailInfo(string A);" },
        { nameof(Names), "functions/A.cs", "internal static class UriUtils;" },
        { nameof(Names), "localm365/A.cs", "public readonly record struct GraphContext(string A);" },
        { nameof(Doors), "functions/A.cs", "class A\n{\n    public void Run()\n    {\n" + string.Concat(Enumerable.Repeat("        B();\n", 28)) + "    }\n}\n" },
    };

    private static Dictionary<string, Func<string, string, IEnumerable<string>>> Checks => new()
    {
        [nameof(Uses)] = Uses, [nameof(Purity)] = Purity, [nameof(Borders)] = Borders, [nameof(Names)] = Names, [nameof(Doors)] = Doors,
    };

    [Fact]
    public void LocalM365_Knows_Only_The_Wire()
    {
        var project = File.ReadAllText(Path.Combine(Root, "localm365", "EmulationM365.LocalM365.csproj"));
        Assert.DoesNotContain("ProjectReference", project, StringComparison.Ordinal);
        Assert.DoesNotContain("Microsoft.Graph", project, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(Uses))]
    [InlineData(nameof(Purity))]
    [InlineData(nameof(Borders))]
    [InlineData(nameof(Names))]
    [InlineData(nameof(Doors))]
    public void The_Source_Keeps_The_Table_Of_The_House(string check) => Assert.Empty(Source().SelectMany(file => Checks[check](file.Path, file.Text)));

    [Theory]
    [MemberData(nameof(Planted))]
    public void A_Planted_Offence_Is_Found(string check, string path, string text) => Assert.NotEmpty(Checks[check](path, text));

    [Theory]
    [InlineData(nameof(Uses), "flow/Effects/A.cs", "using EmulationM365.Streams;\nnamespace EmulationM365.Effects;\nclass A { object B => Schema.Lists.Requests.Kind; }")]
    [InlineData(nameof(Uses), "flow/Cases/A.cs", "namespace EmulationM365.Cases;\n/// <summary>Not Effects.Words.</summary>\nclass A { string B => store.Schema.Name; }")]
    [InlineData(nameof(Uses), "flow/Pipeline.cs", "using EmulationM365.Intake;\nnamespace EmulationM365;")]
    [InlineData(nameof(Purity), "flow/Rules/A.cs", "// no Task here\nclass A { string B = \"Task\"; }")]
    [InlineData(nameof(Purity), "flow/Streams/A.cs", "class A { Task B() => null!; }")]
    [InlineData(nameof(Borders), "functions/Program.cs", "#if AZURE_FUNCTIONS\n#endif")]
    [InlineData(nameof(Borders), "flow/A.cs", "#if MUTANTS\n#endif")]
    [InlineData(nameof(Borders), "functions/Local/A.cs", "using EmulationM365.LocalM365;")]
    [InlineData(nameof(Names), "functions/Local/A.cs", "namespace Microsoft.Azure.Functions.Worker;\npublic sealed class TimerInfo;")]
    [InlineData(nameof(Doors), "functions/A.cs", "class A\n{\n    public Task Run() =>\n        B();\n\n    public int C()\n    {\n        return 1;\n    }\n}\n")]
    public void What_The_House_Allows_Is_Let_Through(string check, string path, string text) => Assert.Empty(Checks[check](path, text));

    [Fact]
    public void The_Product_Leaves_Out_No_Safety_Device() => Assert.DoesNotContain(typeof(Pipeline).Assembly.GetTypes(), type => type.Name.StartsWith("Mutant", StringComparison.Ordinal));

    [Fact]
    public void The_Source_Is_Really_Read() => Assert.All(
        Landmarks,
        path => Assert.Contains(Source(), file => file.Path == path));

    [Fact]
    public void The_Clock_Of_The_Machine_And_Waiting_By_Time_Do_Not_Compile()
    {
        var everywhere = File.ReadAllText(Path.Combine(Root, "BannedSymbols.txt"));
        var inTests = File.ReadAllText(Path.Combine(Root, "tests", "BannedSymbols.Tests.txt"));
        Assert.All(BannedTimes, symbol => Assert.Contains($".{symbol}", everywhere, StringComparison.Ordinal));
        Assert.Contains("System.Threading.Tasks.Task.Delay(System.TimeSpan)", inTests, StringComparison.Ordinal);
        Assert.Contains("System.Threading.Tasks.Task.Delay(System.Int32)", inTests, StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.txt", File.ReadAllText(Path.Combine(Root, "Directory.Build.props")), StringComparison.Ordinal);
        Assert.Contains("BannedSymbols.Tests.txt", File.ReadAllText(Path.Combine(Root, "tests", "EmulationM365.Tests.csproj")), StringComparison.Ordinal);
    }

    /// <summary>Every source file of the product, with its path from the root.</summary>
    internal static IReadOnlyList<(string Path, string Text)> Source() =>
        [.. Projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(Root, project), "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal))
            .Select(path => (path, File.ReadAllText(Path.Combine(Root, path))))];

    /// <summary>A folder of flow uses only the folders to its left, by name or by full name, and its files say where they stand.</summary>
    private static IEnumerable<string> Uses(string path, string text)
    {
        if (path.Split('/') is not ["flow", var folder, _, ..]) yield break;
        if (!MayUse.TryGetValue(folder, out var allowed))
        {
            yield return $"{path}: folder {folder} is not in the table of the house";
            yield break;
        }

        var code = Code(text);
        if (OwnNamespace().Match(code) is not { Success: true } own || own.Groups[1].Value != folder) yield return $"{path}: its namespace is not that of its folder";
        if (code.Contains("using EmulationM365;", StringComparison.Ordinal)) yield return $"{path}: uses the root";
        var used = FullName().Matches(code).Select(match => match.Groups[1].Value).Concat(ShortName().Matches(code).Select(match => match.Groups[1].Value));
        foreach (var other in used.Distinct().Where(other => MayUse.ContainsKey(other) && other != folder && !allowed.Contains(other))) yield return $"{path}: uses {other}";
    }

    /// <summary>Pure folders name nothing that waits, tells the time, logs or calls.</summary>
    private static IEnumerable<string> Purity(string path, string text) => path.Split('/') is ["flow", var folder, _, ..] && Pure.Contains(folder)
        ? Impure.Where(word => Regex.IsMatch(Code(text), $@"\b{Regex.Escape(word)}\b")).Select(word => $"{path}: names {word}")
        : [];

    /// <summary>What each project must not name, in code or in words.</summary>
    private static IEnumerable<string> Borders(string path, string text)
    {
        string[] banned = path.Split('/') switch
        {
            ["flow", ..] => ["Microsoft.AspNetCore", "Microsoft.Azure.Functions", "localm365"],
            ["provisioning", ..] => ["Microsoft.Azure.Functions", "localm365"],
            ["functions", "Local", ..] => [],
            ["functions", ..] => ["Microsoft.Graph", "localm365"],
            _ => [],
        };
        foreach (var word in banned.Where(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))) yield return $"{path}: names {word}";
        if (path != "functions/Program.cs" && Condition().IsMatch(text)) yield return $"{path}: is compiled in two ways";
    }

    /// <summary>No type is named for having no name; the names of the worker contract are not ours to choose.</summary>
    private static IEnumerable<string> Names(string path, string text) => text.Contains("namespace Microsoft.Azure.Functions.Worker", StringComparison.Ordinal)
        ? []
        : VagueType().Matches(Code(text)).Select(match => $"{path}: type {match.Groups[1].Value}");

    /// <summary>A door is at most 30 lines, from its first line to its last.</summary>
    private static IEnumerable<string> Doors(string path, string text)
    {
        if (path.Split('/') is not ["functions", _]) yield break;
        var lines = text.Split('\n');
        for (var first = 0; first < lines.Length; first++)
        {
            if (PublicMethod().Match(lines[first]) is not { Success: true } method) continue;
            var last = first;
            while (last < lines.Length - 1 && !lines[last].TrimEnd().EndsWith(';') && lines[last].TrimEnd() != method.Groups[1].Value + "}") last++;
            // The statements of a body end in semicolons too: only its own closing brace ends it.
            if (lines.Skip(first).Take(last - first + 1).Any(line => line.TrimEnd() == method.Groups[1].Value + "{"))
                while (last < lines.Length - 1 && lines[last].TrimEnd() != method.Groups[1].Value + "}") last++;
            if (last - first + 1 > 30) yield return $"{path}: line {first + 1}: a method of {last - first + 1} lines";
        }
    }

    /// <summary>The text without comments and without what stands in quotes.</summary>
    private static string Code(string text) => Quoted().Replace(Comment().Replace(text, ""), "\"\"");

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EmulationM365.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("EmulationM365.sln was not found above the tests");
    }

    [GeneratedRegex(@"^\s*namespace EmulationM365\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex OwnNamespace();

    [GeneratedRegex(@"\bEmulationM365\.(\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])(Texts|Campaigns|Schema|Microsoft365|Intake|Rules|Registers|Cases|Streams|Effects)\.(?=[A-Z])")]
    private static partial Regex ShortName();

    // What a bench build leaves out, to show that it is missed, is the one exception.
    [GeneratedRegex(@"^\s*#(if|elif)\b(?! MUTANTS\r?$)", RegexOptions.Multiline)]
    private static partial Regex Condition();

    [GeneratedRegex(@"\b(?:class|record|struct|interface|enum)\s+(\w*(?:Handler|Processor|Manager|Helper|Services?|Utils?|Engine|Info|Context))\b")]
    private static partial Regex VagueType();

    [GeneratedRegex(@"^(\s+)public [^=;]*\(")]
    private static partial Regex PublicMethod();

    [GeneratedRegex(@"^\s*//.*$|(?<=[\s;{}])//.*$|/\*.*?\*/", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(?:[^\"\\\\\\n]|\\\\.)*\"")]
    private static partial Regex Quoted();
}
