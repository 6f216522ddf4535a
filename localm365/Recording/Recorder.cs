using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace EmulationM365.LocalM365.Recording;

/// <summary>
/// Writes traffic as HAR 1.2. The file is whole after every exchange: the closing brackets are written each time and overwritten by the
/// next entry. An exchange that ends after the recorder is closed is left out: whoever closed it reads the file already. What a fault rule touched, what was refused as malformed and what the contract does not speak of goes to a second file; each entry of that
/// one says in <c>_why</c> which it is.
/// </summary>
internal sealed class Recorder(string file, TimeProvider time) : IDisposable
{
    private readonly HarFile _true = new(file);
    private readonly HarFile _faults = new(Path.ChangeExtension(file, null) + ".faults.har");

    public void Add(Exchange exchange) => (exchange.Why is null ? _true : _faults).Add(exchange, time.GetUtcNow());

    /// <summary>The recording so far.</summary>
    public string Read() => _true.Read();

    public void Dispose()
    {
        _true.Dispose();
        _faults.Dispose();
    }

    /// <summary>One HAR file, opened when the first entry comes.</summary>
    private sealed class HarFile(string path) : IDisposable
    {
        private const string Head = """{"log":{"version":"1.2","creator":{"name":"localm365","version":"1.0"},"entries":[""";
        private static readonly JsonWriterOptions _plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        private readonly Lock _one = new();
        private readonly ArrayBufferWriter<byte> _entry = new();
        private FileStream? _stream;
        private bool _any;
        private bool _closed;

        private static ReadOnlySpan<byte> Foot => "\n]}}\n"u8;

        public void Add(Exchange exchange, DateTimeOffset now)
        {
            lock (_one)
            {
                if (_closed) return;
                var stream = Open();
                _entry.ResetWrittenCount();
                _entry.Write(_any ? ",\n"u8 : "\n"u8);
                using (var json = new Utf8JsonWriter(_entry, _plain)) exchange.Write(json, now);
                _entry.Write(Foot);
                stream.Seek(-Foot.Length, SeekOrigin.End);
                stream.Write(_entry.WrittenSpan);
                _any = true;
            }
        }

        public string Read()
        {
            lock (_one)
            {
                ObjectDisposedException.ThrowIf(_closed, this);
                var stream = Open();
                stream.Seek(0, SeekOrigin.Begin);
                using var reader = new StreamReader(stream, Encoding.UTF8, false, 4096, leaveOpen: true);
                return reader.ReadToEnd();
            }
        }

        public void Dispose()
        {
            lock (_one)
            {
                _closed = true;
                _stream?.Dispose();
                _stream = null;
            }
        }

        private FileStream Open()
        {
            if (_stream is not null) return _stream;
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            // an entry is written in one go: no buffer of the stream's own, and nothing to flush
            _stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            _stream.Write([.. Encoding.UTF8.GetBytes(Head), .. Foot]);
            return _stream;
        }
    }
}
