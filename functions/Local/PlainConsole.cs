using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace EmulationM365.Functions.Local;

/// <summary>One line a log entry, for people: what happened, and of a failure its sentence, not its stack.</summary>
internal sealed class PlainConsole() : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "plain";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var text = logEntry.Formatter(logEntry.State, logEntry.Exception);
        var why = logEntry.Exception is { } failure ? $": {failure.Message.ReplaceLineEndings(" ")}" : "";
        textWriter.WriteLine($"{logEntry.LogLevel}: {text}{why}");
    }
}
