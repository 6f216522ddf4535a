namespace EmulationM365.LocalM365.Formatting;

/// <summary>A format that cannot be read or rendered; the message is a sentence. It never leaves this folder: the plain value is shown instead.</summary>
internal sealed class FormatFault(string message) : Exception(message);
