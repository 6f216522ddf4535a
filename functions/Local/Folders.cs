using EmulationM365.LocalM365;
using Newtonsoft.Json;

namespace EmulationM365.Functions.Local;

/// <summary>The folder in which a run keeps everything.</summary>
internal static class Folders
{
    private static readonly string[] Ours = ["m365.db", "journal.jsonl", "clock.txt", "timers.json", "keys.json", "queues", PortsFile];
    private const string PortsFile = "ports.json";

    /// <summary>
    /// The ports of a run that is gone on with: mails and cursors kept in the folder carry them. Those asked for win; where nothing is known, both are
    /// 0, for any free one.
    /// </summary>
    public static (int Tenant, int Functions) Ports(string folder, int? tenant, int? functions)
    {
        var file = Path.Combine(folder, PortsFile);
        var kept = File.Exists(file) ? JsonConvert.DeserializeObject<int[]>(File.ReadAllText(file))! : [0, 0];
        return (tenant ?? kept[0], functions ?? kept[1]);
    }

    /// <summary>Keeps the ports of this run.</summary>
    public static void KeepPorts(string folder, OneMachine machine) =>
        AtomicFile.Write(Path.Combine(folder, PortsFile), JsonConvert.SerializeObject(new[] { machine.TenantAddress.Port, machine.Host.BaseAddress.Port }));

    /// <summary>Makes the folder, empty when told so. A folder that holds other things is never emptied.</summary>
    /// <exception cref="IOException">It was to be emptied and holds something that is not ours, or somebody works in it.</exception>
    public static string Make(string folder, bool reset)
    {
        var full = Directory.CreateDirectory(folder).FullName;
        if (!reset || !Directory.EnumerateFileSystemEntries(full).Any()) return full;
        if (!Ours.Any(name => Path.Exists(Path.Combine(full, name))))
            throw new IOException($"{full} holds files that this program did not write, so --reset leaves it alone. Choose another folder with --data.");
        if (LocalM365App.IsInUse(full)) throw new IOException($"The folder {full} is in use by another localm365. Stop that one, or choose another folder with --data.");
        Directory.Delete(full, recursive: true);
        return Directory.CreateDirectory(full).FullName;
    }
}
