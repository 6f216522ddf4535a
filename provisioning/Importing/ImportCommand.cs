using System.CommandLine;
using System.Text;
using EmulationM365.Microsoft365;
using Text = EmulationM365.Texts.Text;

namespace EmulationM365.Provisioning.Importing;

/// <summary>The console over <see cref="Importer"/>: a sheet into a register, all of it or nothing.</summary>
internal static class ImportCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="json">Option with the file of the report.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Option<string> json, Func<Func<Task<int>>, Task<int>> guard)
    {
        var file = new Argument<string>("file") { Description = "The sheet: an Excel workbook (.xlsx)" };
        var list = new Option<string>("--list") { Description = $"The register: {Names}", Required = true };
        var sheet = new Option<string>("--sheet") { Description = "Name of the sheet, when the workbook has several" };
        var at = new Option<string>("--site") { Description = "Path of the site, when the settings name several" };
        var ignore = new Option<string[]>("--ignore") { Description = "A heading that is not to be imported; may be said several times" };
        var update = new Option<bool>("--update") { Description = "Write over what the register says otherwise" };
        var check = new Option<bool>("--check") { Description = "Say what would be written, and write nothing" };
        var command = new Command("import", "Bring the rows of a sheet into a register; every fault is named by its cell, and with a fault nothing is written") { file, list, sheet, at, ignore, update, check, settings, json };
        command.SetAction((parsed, cancellationToken) => guard(() =>
        {
            var shape = ImportShape.All.FirstOrDefault(one => string.Equals(one.List.Name, parsed.GetValue(list), StringComparison.OrdinalIgnoreCase))
                ?? throw new ArgumentException($"'{parsed.GetValue(list)}' is no register that takes sheets; these are: {Names}.");
            var asked = new ImportAsked(parsed.GetValue(ignore) ?? [], parsed.GetValue(update), parsed.GetValue(check));
            return RunAsync(shape, SheetFile.Read(parsed.GetValue(file)!, parsed.GetValue(sheet)), asked, parsed.GetValue(at), parsed.GetValue(settings), JsonReport.Asked(parsed, json, parsed.GetValue(file)!), cancellationToken);
        }));
        return command;
    }

    private static string Names => string.Join(", ", ImportShape.All.Select(shape => shape.List.Name));

    private static async Task<int> RunAsync(ImportShape shape, Sheet sheet, ImportAsked asked, string? at, FileInfo? settings, JsonReport? json, CancellationToken cancellationToken)
    {
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(settings));
        var named = sites.Where(site => at is null || string.Equals(site.Path, at, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0) throw new ArgumentException($"The settings name no site {at}; they name {string.Join(", ", sites.Select(site => site.Path).Distinct())}.");
        // These registers stand over all years: which year of a site the settings name does not matter.
        if (named.Select(site => site.Path).Distinct().Count() > 1) throw new ArgumentException($"The settings name several sites; say which with --site: {string.Join(", ", named.Select(site => site.Path).Distinct())}.");
        using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
        var report = await new Importer(tenancy, named[0]).RunAsync(shape, sheet, asked, cancellationToken);
        if (json is not null) await json.WriteAsync(report, cancellationToken);
        else Show(sheet, report, asked.CheckOnly);
        return report.Faults.Count == 0 ? 0 : 1;
    }

    private static void Show(Sheet sheet, ImportReport report, bool checkOnly)
    {
        Console.OutputEncoding = new UTF8Encoding(false);
        foreach (var fault in report.Faults) Console.WriteLine(fault.Cell.Length == 0 ? fault.Vietnamese : Text.Vi("import.line", sheet.Name, fault.Cell, fault.Vietnamese));
        Console.WriteLine(report.Faults.Count > 0 ? Text.Vi("import.nothing", report.Faults.Count)
            : Text.Vi(checkOnly ? "import.would" : "import.done", report.Rows, report.Added, report.Changed, report.Same));
    }
}
