using System.CommandLine;
using System.Text;
using EmulationM365.Rules;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Spectre.Console;

namespace EmulationM365.Provisioning;

/// <summary>A file of cases that cannot be read, said in one sentence.</summary>
public sealed class CaseFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>The console over the rules: what the law says of cases in a file. No site is needed; the same rules judge the lines of a return.</summary>
internal static class AssessCommand
{
    /// <summary>The command.</summary>
    /// <param name="json">Option that asks for JSON.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var file = new Argument<string>("file") { Description = "The cases: a JSON array, each case with id, award and facts" };
        var command = new Command("assess", "Judge cases by the rules of the law: eligible, ineligible or needs-evidence, with reasons and articles") { file, json };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(parsed.GetValue(file)!, JsonReport.Asked(parsed, json, parsed.GetValue(file)!), cancellationToken)));
        return command;
    }

    /// <summary>Reads the cases of a file.</summary>
    /// <exception cref="CaseFileException">It cannot be read, is no JSON or is not written in the vocabulary.</exception>
    internal static IReadOnlyList<AskedCase> Read(string file)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(File.ReadAllText(file))) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
            var root = JToken.Load(reader, new JsonLoadSettings { DuplicatePropertyNameHandling = DuplicatePropertyNameHandling.Error });
            // What stands behind the end of the array is no JSON, and the reader says so when it is asked for more.
            reader.Read();
            return Vocabulary.Read(root);
        }
        catch (VocabularyException wrong)
        {
            throw new CaseFileException($"{file}: {wrong.Message}", wrong);
        }
        catch (JsonException broken)
        {
            throw new CaseFileException($"{file} is not JSON: {broken.Message}", broken);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CaseFileException($"{file} cannot be read: {closed.Message}", closed);
        }
    }

    private static async Task<int> RunAsync(string file, JsonReport? json, CancellationToken cancellationToken)
    {
        var judged = Read(file).Select(one => (Case: one, Verdict: RuleBook.Assess(one.Facts))).ToList();
        if (json is not null) await json.WriteAsync(judged.Select(one => Row(one.Case, one.Verdict)), cancellationToken);
        else Show(judged);
        return 0;
    }

    private static object Row(AskedCase asked, Verdict verdict) => new
    {
        asked.Id, Verdict = Key(verdict.Standing), verdict.Rule, Reasons = verdict.Reasons.Select(reason => reason.Vi), verdict.Article, verdict.Pack, verdict.SourceVerified,
    };

    private static string Key(Standing standing) => standing switch { Standing.Eligible => "eligible", Standing.Ineligible => "ineligible", _ => "needs-evidence" };

    private static void Show(List<(AskedCase Case, Verdict Verdict)> judged)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        var table = new Table { ShowRowSeparators = true };
        table.AddColumns(Word("case"), Word("award"), Word("verdict"), Word("why"), Word("ground"));
        foreach (var (asked, verdict) in judged)
        {
            table.AddRow([.. new[]
            {
                asked.Id, asked.Award, Word(Key(verdict.Standing)), string.Join('\n', verdict.Reasons.Select(reason => reason.Vi)),
                $"{verdict.Rule}\n{verdict.Article}\n{verdict.Pack}{(verdict.SourceVerified ? "" : $"\n{Word("unverified")}")}",
            }.Select(Markup.Escape)]);
        }

        AnsiConsole.Write(table);
        Console.WriteLine(Texts.Text.Vi("assess.sum", judged.Count, Count(Standing.Eligible), Count(Standing.Ineligible), Count(Standing.NeedsEvidence)));

        int Count(Standing standing) => judged.Count(one => one.Verdict.Standing == standing);
    }

    private static string Word(string key) => Texts.Text.Vi($"assess.{key}");
}
