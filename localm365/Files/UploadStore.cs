using Microsoft.Data.Sqlite;

namespace EmulationM365.LocalM365.Files;

/// <summary>Uploads under way in the database, where a restart does not lose them.</summary>
internal static class UploadStore
{
    public static void Add(Session session, Upload upload, string now)
    {
        // what nobody finished goes when somebody begins
        session.Run($"DELETE FROM uploads WHERE expires <= {now}");
        var place = upload.Place;
        session.Run(
            $"""
            INSERT INTO uploads VALUES ({upload.Id}, {upload.Drive}, {place.At}, {place.Name}, {place.Behavior}, {place.IfMatch},
              {JsonSerializer.Serialize(upload.Caller)}, {upload.Deferred}, {upload.Total}, {upload.Received}, {upload.Expires})
            """);
    }

    /// <summary>The upload, unless its time is over.</summary>
    public static Upload? Find(Session session, string id, string now) => session.First($"SELECT * FROM uploads WHERE id = {id} AND expires > {now}", Map);

    public static Upload Append(Session session, Upload upload, UploadRange part, byte[] content)
    {
        session.Run($"INSERT INTO upload_parts VALUES ({upload.Id}, {part.First}, {content})");
        session.Run($"UPDATE uploads SET total = {part.Total}, received = {part.Last + 1} WHERE id = {upload.Id}");
        return upload with { Total = part.Total, Received = part.Last + 1 };
    }

    public static int Remove(Session session, string id) => session.Run($"DELETE FROM uploads WHERE id = {id}");

    /// <summary>Pours the parts into the file, one after the other, so that only one is held at a time.</summary>
    public static void Pour(OpenedList open, Upload upload, long item)
    {
        var session = open.Session;
        session.Run($"UPDATE files SET content = zeroblob({upload.Total}) WHERE list = {open.List.Id} AND item = {item}");
        using var file = session.Bytes("files", "content", session.Number($"SELECT rowid FROM files WHERE list = {open.List.Id} AND item = {item}"), readOnly: false);
        foreach (var start in session.All($"SELECT start FROM upload_parts WHERE upload = {upload.Id} ORDER BY start", row => row.GetInt64(0)))
            file.Write(session.First($"SELECT content FROM upload_parts WHERE upload = {upload.Id} AND start = {start}", row => row.GetFieldValue<byte[]>(0))!);
    }

    private static Upload Map(SqliteDataReader row) => new(
        row.Text("id"), row.Text("drive"), new FilePlace(row.Number("at"), row.MaybeText("name"), row.Text("behavior"), row.MaybeText("ifMatch")),
        JsonSerializer.Deserialize<Caller>(row.Text("caller"))!, row.Flag("deferred"), row.Number("total"), row.Number("received"), row.Text("expires"));
}
