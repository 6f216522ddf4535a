using System.Diagnostics;
using System.Security.Cryptography;
using EmulationM365.LocalM365;
using EmulationM365.Tests.Support;
using Microsoft.Data.Sqlite;

namespace EmulationM365.Tests.LocalM365;

/// <summary>docs/localm365.md, Options: localm365 started in a way that would lose something: one sentence, exit code 1, and everything left as it was.</summary>
public sealed class MisuseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("localm365-");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Data => Path.Combine(_folder.FullName, "m365.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_Second_Process_On_The_Same_Folder_Is_Told_So_And_Changes_Nothing(bool reset)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, _folder.FullName);
        var before = await tenant.Http.GetStringAsync(new Uri("/_local/people", UriKind.Relative), Cancel);
        var (exit, error) = await RefusedAsync(reset ? ["--reset"] : []);
        Assert.Equal((1, $"The folder {_folder.FullName} is in use by another localm365. Stop that one, or choose another folder with --data."), (exit, error));
        Assert.Equal(before, await tenant.Http.GetStringAsync(new Uri("/_local/people", UriKind.Relative), Cancel));
        var functions = await Programs.FunctionsAsync(Cancel, ["--port", "0", "--m365-port", "0", "--data", _folder.FullName, .. reset ? ["--reset"] : Array.Empty<string>()]);
        Assert.Equal((1, true), (functions.Exit, functions.Plain));
        Assert.Contains("is in use by another localm365", functions.Error, StringComparison.Ordinal);
        Assert.Equal(before, await tenant.Http.GetStringAsync(new Uri("/_local/people", UriKind.Relative), Cancel));
    }

    [Fact]
    public async Task A_Process_That_Was_Killed_Keeps_The_Folder_From_Nobody()
    {
        for (var round = 0; round < 2; round++)
        {
            using var process = Start();
            Assert.StartsWith("Microsoft 365 on this machine", await process.StandardOutput.ReadLineAsync(Cancel), StringComparison.Ordinal);
            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }
    }

    /// <summary>What is done to a good database, and the words in which it is told.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "garbage", "it does not begin as a database does" },
        { "short", "it does not begin as a database does" },
        { "truncated", "a part of it is missing" },
        { "page", "cannot be used" },
        { "foreign", "it is the database of another program" },
        { "log", "it belongs to another database" },
        { "folder", "it is a folder" },
        { "newer", "was written by a newer localm365 (schema 99; this one knows 1)" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_Database_That_Cannot_Be_Gone_On_With_Is_Named_And_Left_As_It_Is(string damage, string words)
    {
        await SeedAsync(_folder.FullName);
        await DamageAsync(damage);
        var before = Prints();
        var (exit, error) = await RefusedAsync();
        Assert.Equal(1, exit);
        Assert.Contains(Data, error, StringComparison.Ordinal);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Contains(damage == "newer" ? "choose another folder with --data" : "Move it away, or start with --reset", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        var functions = await Programs.FunctionsAsync(Cancel, "--port", "0", "--m365-port", "0", "--data", _folder.FullName);
        Assert.Equal((1, true), (functions.Exit, functions.Plain));
        Assert.Contains(words, functions.Error, StringComparison.Ordinal);
        Assert.Equal(before, Prints());
    }

    [Fact]
    public async Task A_Reset_Takes_A_Damaged_Database_Away()
    {
        await SeedAsync(_folder.FullName);
        await DamageAsync("garbage");
        using var process = Start("--reset");
        Assert.StartsWith("Microsoft 365 on this machine", await process.StandardOutput.ReadLineAsync(Cancel), StringComparison.Ordinal);
        process.Kill();
        await process.WaitForExitAsync(Cancel);
    }

    [Fact]
    public async Task A_File_Where_The_Folder_Should_Be_Is_A_Sentence()
    {
        var file = Path.Combine(_folder.FullName, "data");
        await File.WriteAllTextAsync(file, "mine", Cancel);
        Assert.Equal((1, $"{file} is a file. localm365 keeps its data in a folder: choose another with --data."), await RefusedAsync("--data", file, "--reset"));
        var (exit, error) = await RefusedAsync("--data", Path.Combine(file, "below"));
        Assert.Equal(1, exit);
        Assert.StartsWith($"The folder {Path.Combine(file, "below")} cannot be written (", error, StringComparison.Ordinal);
        Assert.Equal("mine", await File.ReadAllTextAsync(file, Cancel));
    }

    /// <summary>A tenant that was killed leaves its last writes in the log; they are not taken for damage.</summary>
    [Fact]
    public async Task The_Own_Log_Of_A_Killed_Tenant_Is_Gone_On_With()
    {
        using (var process = Start())
        {
            var line = await process.StandardOutput.ReadLineAsync(Cancel);
            using var http = new HttpClient { BaseAddress = new Uri(line!.Split(' ').First(word => word.StartsWith("http", StringComparison.Ordinal))) };
            using var body = new StringContent(LocalTenant.Directory().ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json"));
            using var answer = await http.PutAsync(new Uri("/_local/people", UriKind.Relative), body, Cancel);
            process.Kill();
            await process.WaitForExitAsync(Cancel);
        }
        Assert.True(new FileInfo(Data + "-wal").Length > 0);
        await using var app = await LocalM365App.StartAsync(new LocalM365Settings { Port = 0, DataFolder = _folder.FullName, Quiet = true }, Cancel);
        using var again = new HttpClient { BaseAddress = app.BaseAddress };
        Assert.Contains(LocalTenant.An, await again.GetStringAsync(new Uri("/_local/people", UriKind.Relative), Cancel), StringComparison.Ordinal);
    }

    private static async Task SeedAsync(string folder)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel, folder);
    }

    private async Task DamageAsync(string damage)
    {
        switch (damage)
        {
            case "garbage": await File.WriteAllBytesAsync(Data, RandomNumberGenerator.GetBytes(8192), Cancel); break;
            case "short": await File.WriteAllTextAsync(Data, "SQLite format 3\0", Cancel); break;
            case "truncated": using (var file = File.OpenWrite(Data)) file.SetLength(file.Length - 4096); break;
            case "page": await FlipAsync(); break;
            case "newer": Run("PRAGMA user_version=99"); break;
            case "foreign":
                File.Delete(Data);
                Run("CREATE TABLE notes (text TEXT)");
                break;
            case "folder":
                File.Delete(Data);
                Directory.CreateDirectory(Data);
                break;
            case "log": await BorrowLogAsync(); break;
        }
    }

    /// <summary>Garbage over the second page of the file.</summary>
    private async Task FlipAsync()
    {
        await using var file = File.OpenWrite(Data);
        file.Position = 4096;
        await file.WriteAsync(RandomNumberGenerator.GetBytes(4096), Cancel);
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Data};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The log of another tenant, as it stands while that one runs.</summary>
    private async Task BorrowLogAsync()
    {
        var other = Path.Combine(_folder.FullName, "other");
        await using var tenant = await LocalTenant.StartAsync(Cancel, other);
        await using var from = new FileStream(Path.Combine(other, "m365.db-wal"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        await using var to = File.Create(Data + "-wal");
        await from.CopyToAsync(to, Cancel);
    }

    /// <summary>The database and its log, by what is in them.</summary>
    private string Prints() => string.Join(' ', new[] { Data, Data + "-wal" }.Where(File.Exists).Select(file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))));

    private async Task<(int Exit, string Error)> RefusedAsync(params string[] options)
    {
        using var process = Start(options);
        var error = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        return (process.ExitCode, error.Trim());
    }

    private Process Start(params string[] options)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var option in (string[])[Path.Combine(AppContext.BaseDirectory, "EmulationM365.LocalM365.dll"), "--port", "0", "--data", _folder.FullName, .. options]) start.ArgumentList.Add(option);
        return Process.Start(start)!;
    }
}
