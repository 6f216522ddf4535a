using System.CommandLine;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Serialization;

namespace EmulationM365.Provisioning;

/// <summary>A report that cannot be written where it was asked for, said in one sentence.</summary>
public sealed class ReportFileException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>What was asked with <c>--json [FILE]</c>: a report as JSON, on the screen when no file is named.</summary>
internal sealed class JsonReport
{
    private static readonly JsonSerializerSettings Json = new() { ContractResolver = new CamelCasePropertyNamesContractResolver(), Formatting = Formatting.Indented };

    private readonly string? _file;

    private JsonReport(string? file) => _file = file;

    /// <summary>The option.</summary>
    public static Option<string> Option() => new("--json") { Description = "Print the report as JSON, or write it to this file", Arity = ArgumentArity.ZeroOrOne, HelpName = "FILE" };

    /// <summary>What was asked; null when no JSON was.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="option">The option.</param>
    /// <param name="read">Files that are read and must not be written over.</param>
    /// <exception cref="ReportFileException">Nothing can be written there; said before any work is done.</exception>
    public static JsonReport? Asked(ParseResult parsed, Option<string> option, params string[] read)
    {
        if (parsed.GetResult(option) is null) return null;
        if (parsed.GetValue(option) is not { } file) return new JsonReport(null);
        if (string.IsNullOrWhiteSpace(file)) throw new ReportFileException("--json names no file; leave the name out to print on the screen.");
        var path = Path.GetFullPath(file);
        if (Directory.Exists(path)) throw new ReportFileException($"--json {file} is a folder; name a file in it.");
        if (!Directory.Exists(Path.GetDirectoryName(path))) throw new ReportFileException($"--json {file}: its folder is not there; make it first.");
        if (read.Any(source => Path.GetFullPath(source) == path)) throw new ReportFileException($"--json {file} would write over the file that is read; name another.");
        return new JsonReport(path);
    }

    /// <summary>Writes the reports of the sites: the one there is, or several as a list.</summary>
    /// <inheritdoc cref="WriteAsync"/>
    public Task WriteOfSitesAsync(IReadOnlyList<object> reports, bool several, CancellationToken cancellationToken) => WriteAsync(several ? reports : reports[0], cancellationToken);

    /// <summary>Writes the report; an older one in the file is replaced as a whole.</summary>
    /// <exception cref="ReportFileException">It cannot be written.</exception>
    public async Task WriteAsync(object report, CancellationToken cancellationToken)
    {
        var text = JsonConvert.SerializeObject(report, Json);
        if (_file is null)
        {
            Console.OutputEncoding = new UTF8Encoding(false);
            Console.WriteLine(text);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(_file + ".tmp", text + "\n", cancellationToken);
            File.Move(_file + ".tmp", _file, overwrite: true);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new ReportFileException($"the report cannot be written to {_file}: {closed.Message} What was done stays done.", closed);
        }
    }
}
