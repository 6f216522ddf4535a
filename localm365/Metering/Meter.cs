namespace EmulationM365.LocalM365.Metering;

/// <summary>Counts what each identity costs the tenant, in SharePoint's resource units.</summary>
internal sealed class Meter(Database database)
{
    public void Count(string identity, string api, int units, bool isWrite) => database.Write(session => session.Run(
        $"""
        INSERT INTO meter (identity, api, requests, units, writes) VALUES ({identity}, {api}, 1, {units}, {isWrite})
        ON CONFLICT (identity, api) DO UPDATE SET requests = requests + 1, units = units + excluded.units, writes = writes + excluded.writes
        """));

    public void Clear() => database.Write(session => session.Run($"DELETE FROM meter"));

    public JsonObject Read()
    {
        var rows = database.Read(session => session.All(
            $"SELECT * FROM meter ORDER BY identity, api",
            row => (Identity: row.Text("identity"), Api: row.Text("api"), Requests: row.Number("requests"), Units: row.Number("units"), Writes: row.Number("writes"))));
        var identities = new JsonObject();
        foreach (var group in rows.GroupBy(row => row.Identity))
        {
            var body = Sums(group.Sum(row => row.Requests), group.Sum(row => row.Units), group.Sum(row => row.Writes));
            foreach (var row in group) body[row.Api] = Sums(row.Requests, row.Units, row.Writes);
            identities[group.Key] = body;
        }
        return new JsonObject { ["identities"] = identities };
    }

    private static JsonObject Sums(long requests, long units, long writes) => new() { ["requests"] = requests, ["resourceUnits"] = units, ["writes"] = writes };
}
