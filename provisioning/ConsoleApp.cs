using System.CommandLine;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning.Doctoring;
using EmulationM365.Provisioning.Importing;
using EmulationM365.Provisioning.Lint;
using EmulationM365.Provisioning.Rolling;

namespace EmulationM365.Provisioning;

/// <summary>The console over the provisioning library: <c>emulation plan</c>, <c>emulation apply</c>, <c>emulation drift</c>, <c>emulation lint</c>.</summary>
public static class ConsoleApp
{
    /// <summary>Runs a command line.</summary>
    /// <returns>0; 1 when something is wrong, said in one sentence on the error stream; 2 when a plan has changes or a plan document has findings.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        var settings = new Option<FileInfo>("--settings") { Description = $"File with the settings; the environment wins over it (default {SettingsFile.Name} here)" };
        var json = JsonReport.Option();
        var campaigns = new Option<DirectoryInfo>("--campaigns") { Description = "Folder that holds a folder for each campaign year (default: the one beside the program)" };
        var parsed = new RootCommand("emulation: provisions a SharePoint site for thi đua, khen thưởng") { ApplyCommand.Create(settings, campaigns, json, GuardAsync), PlanCommand.Create(settings, campaigns, json, GuardAsync), RollCommand.Create(settings, campaigns, json, GuardAsync), DoctorCommand.Create(settings, json, GuardAsync), Drift.DriftCommand.Create(settings, json, GuardAsync), LintCommand.Create(campaigns, json, GuardAsync), AssessCommand.Create(json, GuardAsync), ImportCommand.Create(settings, json, GuardAsync), ReportCommand.Create(settings, json, GuardAsync), AnchorCommand.Create(settings, GuardAsync), TeamsCommand.Create(settings, GuardAsync) }.Parse(args);
        if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help to see what can be said.");
        return 1;
    }

    private static async Task<int> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            FlowRegistration.RefuseInvariantGlobalization();
            return await act();
        }
        catch (Exception failure) when (failure is SettingsException or SeedException or M365Exception or NotAppliedException or BudgetException or PlanFileException or CaseFileException or ReportFileException or SheetFileException or SeedFolderException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return 1;
        }
        catch (Exception defect) when (defect is not OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"A defect of this program: {defect.GetType().Name}: {defect.Message} What was applied stays; run it again.");
            return 1;
        }
    }
}
