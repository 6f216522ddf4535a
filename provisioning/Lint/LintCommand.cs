using System.CommandLine;
using System.Text;
using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Lint;

/// <summary>The console over the lint: one line a finding, never wrapped, so that it can be counted and searched.</summary>
internal static class LintCommand
{
    /// <summary>The command.</summary>
    /// <param name="campaigns">Option with the folder of the campaign years.</param>
    /// <param name="json">Option that asks for JSON.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<DirectoryInfo> campaigns, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var file = new Argument<string>("file") { Description = "The plan: a .txt or .docx file" };
        var year = new Option<int?>("--year") { Description = "The plan's year (default: the one in its title)" };
        var command = new Command("lint", "Look through a plan document for wrong years, repeated section numbers, unknown units and duties without a date; 2 when something was found")
        {
            file, year, campaigns, json,
        };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(
            parsed.GetValue(file)!, parsed.GetValue(year), parsed.GetValue(campaigns)?.FullName, JsonReport.Asked(parsed, json, parsed.GetValue(file)!), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(string file, int? named, string? campaigns, JsonReport? json, CancellationToken cancellationToken)
    {
        if (named is < 2000 or > 2099) throw new PlanFileException($"--year {named} is not a campaign year.");
        var paragraphs = PlanFile.Read(file);
        var year = named ?? PlanLint.YearOf(paragraphs) ?? throw new PlanFileException($"{file} names no year in its title; give it with --year.");
        var campaign = CampaignFiles.Nearest(year, campaigns);
        var findings = PlanLint.Find(paragraphs, year, campaign.Units);
        Console.OutputEncoding = new UTF8Encoding(false);
        if (json is not null) await json.WriteAsync(new { file, year, units = campaign.Year, findings }, cancellationToken);
        else foreach (var line in findings.Count == 0 ? [Text.Vi("lint.nothing")] : findings.Select(Line)) Console.WriteLine(line);
        return findings.Count == 0 ? 0 : 2;
    }

    private static string Line(Finding finding) => Text.Vi("lint.line", finding.Line, Text.Vi($"lint.{finding.Kind}.kind"), finding.Quoted, finding.Advice);
}
