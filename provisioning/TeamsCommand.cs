using System.CommandLine;
using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning;

/// <summary>The console over <see cref="TeamsPackage"/>.</summary>
internal static class TeamsCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static Command Create(Option<FileInfo> settings, Func<Func<Task<int>>, Task<int>> guard)
    {
        var to = new Option<FileInfo>("--out") { Description = "The package to make", HelpName = "FILE.zip", Required = true };
        var developer = new Option<string>("--developer") { Description = "The unit, as people see who made the app", HelpName = "NAME", DefaultValueFactory = _ => "Thường trực thi đua" };
        var command = new Command("teams", "Make the app package that a Teams administrator uploads, from the settings; nothing is sent anywhere") { to, developer, settings };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(parsed.GetValue(to)!, parsed.GetValue(developer)!, parsed.GetValue(settings), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, string developer, FileInfo? named, CancellationToken cancellationToken)
    {
        var settings = SettingsFile.Read(named);
        var (options, teams) = (FlowRegistration.Read(settings).Options, TeamsOptions.Read(settings));
        var faults = TeamsPackage.Faults(options, teams, developer).ToList();
        if (faults.Count > 0) throw new SettingsException(faults);
        if (Directory.Exists(file.FullName)) throw new ReportFileException($"--out {file.Name} is a folder; name a file.");
        if (file.Directory is not { Exists: true }) throw new ReportFileException($"--out {file.Name}: its folder is not there; make it first.");
        using var whole = new MemoryStream();
        TeamsPackage.Write(whole, TeamsPackage.Manifest(options, teams, developer));
        await File.WriteAllBytesAsync(file.FullName, whole.ToArray(), cancellationToken);
        Console.WriteLine($"{file.FullName}: upload it in the Teams admin center (Manage apps), allow it for those who answer, then set Teams:CatalogId or leave Teams:ManifestId as it is.");
        return 0;
    }
}
