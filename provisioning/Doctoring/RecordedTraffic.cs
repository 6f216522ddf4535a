using System.IO.Compression;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning.Doctoring;

/// <summary>
/// Keeps what passes on the wire as HAR 1.2, without tokens and without people, so that the answers of a real tenant can be shown to others and become fixtures. The file is whole
/// after every exchange.
/// </summary>
internal sealed class RecordedTraffic : DelegatingHandler
{
    private readonly Redacted _redacted = new();
    private readonly List<JObject> _entries = [];
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly string _file;
    private readonly TimeProvider _time;

    /// <summary>Records into a file; an older one is replaced.</summary>
    /// <exception cref="ReportFileException">Nothing can be written there; said before anything is asked.</exception>
    public RecordedTraffic(string file, TimeProvider time)
        : base(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), ConnectTimeout = TimeSpan.FromSeconds(10) })
    {
        (_file, _time) = (Path.GetFullPath(file), time);
        Save();
    }

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (began, from) = (_time.GetUtcNow(), _time.GetTimestamp());
        if (request.Content is { } content) await content.LoadIntoBufferAsync(cancellationToken);
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var entry = new JObject
        {
            ["startedDateTime"] = began.ToString("O"), ["time"] = _time.GetElapsedTime(from).TotalMilliseconds, ["_identity"] = "doctor",
            ["_api"] = request.RequestUri!.AbsolutePath.Contains("/_api/", StringComparison.OrdinalIgnoreCase) ? "rest" : "graph",
            ["request"] = await SentAsync(request, cancellationToken), ["response"] = await HeardAsync(answer, cancellationToken), ["cache"] = new JObject(),
            ["timings"] = new JObject { ["send"] = 0, ["wait"] = _time.GetElapsedTime(from).TotalMilliseconds, ["receive"] = 0 },
        };
        await _one.WaitAsync(cancellationToken);
        try
        {
            _entries.Add(entry);
            Save();
        }
        finally
        {
            _one.Release();
        }

        return answer;
    }

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        if (disposing) _one.Dispose();
        base.Dispose(disposing);
    }

    private async Task<JObject> SentAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(request.Content, cancellationToken);
        var sent = new JObject
        {
            ["method"] = request.Method.Method, ["url"] = _redacted.Text(request.RequestUri!.ToString()), ["httpVersion"] = "HTTP/1.1", ["cookies"] = new JArray(),
            ["headers"] = Headers(request.Headers.Concat(request.Content?.Headers ?? Enumerable.Empty<KeyValuePair<string, IEnumerable<string>>>())), ["queryString"] = new JArray(),
            ["headersSize"] = -1, ["bodySize"] = body.Length,
        };
        if (body.Length > 0) sent["postData"] = new JObject { ["mimeType"] = request.Content!.Headers.ContentType?.ToString() ?? "", ["text"] = body };
        return sent;
    }

    private async Task<JObject> HeardAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await BodyAsync(answer.Content, cancellationToken);
        return new JObject
        {
            ["status"] = (int)answer.StatusCode, ["statusText"] = "", ["httpVersion"] = "HTTP/1.1", ["cookies"] = new JArray(), ["headers"] = Headers(answer.Headers.Concat(answer.Content.Headers)),
            ["content"] = new JObject { ["size"] = body.Length, ["mimeType"] = answer.Content.Headers.ContentType?.ToString() ?? "", ["text"] = body },
            ["redirectURL"] = _redacted.Text(answer.Headers.Location?.ToString() ?? ""), ["headersSize"] = -1, ["bodySize"] = body.Length,
        };
    }

    private JArray Headers(IEnumerable<KeyValuePair<string, IEnumerable<string>>> headers) =>
        new(headers.Select(header => new JObject { ["name"] = header.Key, ["value"] = _redacted.Header(header.Key, string.Join(", ", header.Value)) }));

    private async Task<string> BodyAsync(HttpContent? content, CancellationToken cancellationToken)
    {
        if (content is null) return "";
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        if (!content.Headers.ContentEncoding.Contains("gzip")) return _redacted.Body(Encoding.UTF8.GetString(bytes));
        using var unpacked = new StreamReader(new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress), Encoding.UTF8);
        return _redacted.Body(await unpacked.ReadToEndAsync(cancellationToken));
    }

    private void Save()
    {
        try
        {
            var log = new JObject { ["log"] = new JObject { ["version"] = "1.2", ["creator"] = new JObject { ["name"] = "emulation doctor", ["version"] = "1.0" }, ["entries"] = new JArray(_entries) } };
            File.WriteAllText(_file + ".tmp", log.ToString(Formatting.Indented) + "\n");
            File.Move(_file + ".tmp", _file, overwrite: true);
        }
        catch (Exception closed) when (closed is IOException or UnauthorizedAccessException)
        {
            throw new ReportFileException($"--record {_file} cannot be written: {closed.Message}", closed);
        }
    }
}
