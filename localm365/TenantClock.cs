namespace EmulationM365.LocalM365;

/// <summary>The tenant's own time: the machine's, plus an offset that outlives a restart.</summary>
internal sealed class TenantClock(TimeProvider time, Database database) : TimeProvider
{
    /// <summary>The only zone of the sites: Viet Nam, which has no summer time.</summary>
    public static readonly TimeSpan SiteOffset = TimeSpan.FromHours(7);

    private TimeSpan _offset = Stored(database);

    public TimeSpan Offset => _offset;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public string Now => Stamp(GetUtcNow());

    public static string Stamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow() + _offset;

    /// <summary>Moves the tenant to a moment; from there its time runs on as before.</summary>
    public void MoveTo(DateTimeOffset moment) => MoveBy(moment - time.GetUtcNow());

    public void MoveBy(TimeSpan offset)
    {
        var seconds = offset.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
        database.Write(session => session.Run($"INSERT INTO settings VALUES ('clock', {seconds}) ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
        _offset = offset;
    }

    private static TimeSpan Stored(Database database) =>
        database.Read(session => session.Text($"SELECT value FROM settings WHERE name = 'clock'")) is { } seconds
            ? TimeSpan.FromSeconds(double.Parse(seconds, CultureInfo.InvariantCulture))
            : TimeSpan.Zero;
}
