using System.CommandLine;
using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Streams;

namespace EmulationM365.Provisioning;

/// <summary>The console over the anchor: does a site still hold the history that an anchor mail speaks of?</summary>
internal static class AnchorCommand
{
    /// <summary>The command.</summary>
    /// <param name="settings">Option with the file of settings.</param>
    /// <param name="guard">Turns a failure into one sentence.</param>
    public static System.CommandLine.Command Create(Option<FileInfo> settings, Func<Func<Task<int>>, Task<int>> guard)
    {
        var check = new Option<FileInfo>("--check") { Description = "The anchor mail, saved as text", Required = true };
        var command = new System.CommandLine.Command("anchor", "Compare the events of a site with an anchor mail; 1 when some of the history of that day was changed or is gone") { check, settings };
        command.SetAction((parsed, cancellationToken) => guard(() => RunAsync(parsed.GetValue(check)!, parsed.GetValue(settings), cancellationToken)));
        return command;
    }

    private static async Task<int> RunAsync(FileInfo file, FileInfo? settings, CancellationToken cancellationToken)
    {
        if (!file.Exists) throw new ArgumentException($"{file.FullName} is not there.");
        var anchor = Anchor.Read(await File.ReadAllTextAsync(file.FullName, cancellationToken))
            ?? throw new ArgumentException($"{file.Name} holds no whole anchor: all lines from EMULATION-ANCHOR to END are needed, unchanged.");
        var (options, sites) = FlowRegistration.Read(SettingsFile.Read(settings));
        var site = sites.FirstOrDefault(site => site.Path == anchor.Site && site.Year == anchor.Year)
            ?? throw new ArgumentException($"The anchor is of {anchor.Site} {anchor.Year}, which the settings do not name.");
        using var tenancy = new Tenancy(options, Credentials.For(options, TimeProvider.System), TimeProvider.System);
        var directory = new SiteDirectory(tenancy);
        var stores = await directory.StoresAsync(await directory.SiteIdAsync(site.Path, cancellationToken), site.Year, cancellationToken);
        if (!stores.TryGetValue("CaseEvents", out var events)) throw new M365Exception(Failure.NotFound, $"open site {site.Path}", "the list of events is missing");
        return await SayAsync(anchor, await HistoryRows.LoadAsync(events, cancellationToken), options.AnchorKeyBytes);
    }

    private static async Task<int> SayAsync(Anchor anchor, History history, byte[]? key)
    {
        List<HistoryFault> faults = [.. history.Faults, .. history.Against(anchor.Heads)];
        foreach (var fault in faults) await Console.Error.WriteLineAsync(Texts.Text.In(Texts.Text.English, $"damage.{fault.Damage.ToString().ToLowerInvariant()}", fault.CaseId, fault.Seq));
        var forged = key is not null && !anchor.IsSealedBy(key);
        if (forged) await Console.Error.WriteLineAsync("The seal of the anchor is not of the key in the settings: the mail was not written by this system, or the key was changed since.");
        Console.WriteLine($"anchor of {anchor.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: {anchor.Heads.Count} cases, {anchor.Events} events; seal {Seal(key, forged)}; "
            + $"the site holds {history.Cases.Count} cases, {history.Events} events; {faults.Count} faults");
        return faults.Count == 0 && !forged ? 0 : 1;
    }

    private static string Seal(byte[]? key, bool forged) => key is null ? "not checked (no M365:AnchorKey)" : forged ? "wrong" : "right";
}
