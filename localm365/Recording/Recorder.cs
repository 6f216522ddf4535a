using System.Text;

namespace EmulationM365.LocalM365.Recording;

/// <summary>
/// Writes traffic as HAR 1.2. The file is whole after every exchange: the closing brackets are written each time and overwritten by the
/// next entry. Exchanges that a fault rule touched go to a second file, because they are wrong on purpose.
/// </summary>
internal sealed class Recorder(string file, TimeProvider time) : IDisposable
{
    private readonly HarFile _true = new(file);
    private readonly HarFile _faults = new(Path.ChangeExtension(file, null) + ".faults.har");

    public void Add(Exchange exchange) => (exchange.Faulty ? _faults : _true).Add(exchange.ToEntry(time.GetUtcNow()));

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
        private const string Foot = "\n]}}\n";
        private readonly Lock _one = new();
        private FileStream? _stream;
        private bool _any;

        public void Add(JsonObject entry)
        {
            lock (_one)
            {
                var stream = Open();
                stream.Seek(-Foot.Length, SeekOrigin.End);
                stream.Write(Encoding.UTF8.GetBytes((_any ? ",\n" : "\n") + Wire.Text(entry) + Foot));
                stream.Flush();
                _any = true;
            }
        }

        public string Read()
        {
            lock (_one)
            {
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
                _stream?.Dispose();
                _stream = null;
            }
        }

        private FileStream Open()
        {
            if (_stream is not null) return _stream;
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            _stream = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.Read);
            _stream.Write(Encoding.UTF8.GetBytes(Head + Foot));
            return _stream;
        }
    }
}
