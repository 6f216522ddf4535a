using System.ComponentModel;
using System.Diagnostics;

namespace EmulationM365.LocalM365.Files;

/// <summary>
/// Makes PDF with LibreOffice, when it is there. One document at a time, each in a folder of its own, none longer than a minute: what goes wrong ends in
/// null, never in waiting.
/// </summary>
internal sealed class Office(string? path) : IDisposable
{
    private static readonly TimeSpan _patience = TimeSpan.FromMinutes(1);
    private static readonly string[] _names = OperatingSystem.IsWindows() ? ["soffice.com", "soffice.exe"] : ["soffice", "libreoffice"];

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly string? _program = path ?? OnPath();

    /// <summary>The PDF of a document; null when it could not be made. The name is needed for what it ends in.</summary>
    public async Task<byte[]?> ToPdfAsync(string name, byte[] content, CancellationToken cancellationToken)
    {
        if (_program is null || !File.Exists(_program)) return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_patience);
        var folder = Directory.CreateTempSubdirectory("localm365-office-").FullName;
        try
        {
            await _turn.WaitAsync(limit.Token);
            try
            {
                return await ConvertAsync(folder, Path.GetExtension(name), content, limit.Token);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException or Win32Exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
        finally
        {
            Remove(folder);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<byte[]?> ConvertAsync(string folder, string extension, byte[] content, CancellationToken cancellationToken)
    {
        var source = Path.Combine(folder, "document" + extension);
        await File.WriteAllBytesAsync(source, content, cancellationToken);
        // a profile of its own, so that neither a desktop program nor another tenant is in the way
        var start = new ProcessStartInfo(_program!) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var word in new[]
        {
            "--headless", "--norestore", "--nolockcheck", "--nodefault", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile")).AbsoluteUri}",
            "--convert-to", "pdf", "--outdir", folder, source,
        })
            start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        try
        {
            await Task.WhenAll(
                process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken), process.WaitForExitAsync(cancellationToken));
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }

        var made = Path.Combine(folder, "document.pdf");
        return File.Exists(made) ? await File.ReadAllBytesAsync(made, cancellationToken) : null;
    }

    private static string? OnPath() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => _names.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    private static void Remove(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // a process that was just ended may still hold a file; the system clears its temporary folder
        }
    }
}
