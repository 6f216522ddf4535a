namespace EmulationM365.LocalM365;

/// <summary>
/// The tenant's own time: the machine's, plus an offset, and from some moment on perhaps at another speed. Both outlive a restart. Nothing else in the tenant
/// reads the machine's clock.
/// </summary>
internal sealed class TenantClock(TimeProvider time, Database database) : TimeProvider
{
    /// <summary>The only zone of the sites: Viet Nam, which has no summer time.</summary>
    public static readonly TimeSpan SiteOffset = TimeSpan.FromHours(7);

    private Pace _pace = Pace.Read(database.Read(session => session.Text($"SELECT value FROM settings WHERE name = 'clock'")));

    /// <summary>How far the tenant is ahead of the machine now.</summary>
    public TimeSpan Offset => time.GetUtcNow() is var machine ? _pace.At(machine) - machine : default;

    /// <summary>How many seconds of the tenant pass in one of the machine; 0 stands still.</summary>
    public double Speed => _pace.Speed;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public string Now => Stamp(GetUtcNow());

    public static string Stamp(DateTimeOffset moment) =>
        moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset GetUtcNow() => _pace.At(time.GetUtcNow());

    /// <summary>For measuring how long something took: the machine's, whatever the speed of the tenant.</summary>
    public override long GetTimestamp() => time.GetTimestamp();

    /// <summary>Moves the tenant, and sets the speed at which its time runs on from there.</summary>
    /// <param name="moment">Where to, given the moment of the machine and that of the tenant.</param>
    /// <param name="speed">Seconds of the tenant in one of the machine.</param>
    public void Set(Func<DateTimeOffset, DateTimeOffset, DateTimeOffset> moment, double speed)
    {
        var machine = time.GetUtcNow();
        Keep(new Pace(moment(machine, _pace.At(machine)) - machine, speed, machine));
    }

    private void Keep(Pace pace)
    {
        var text = pace.ToString();
        database.Write(session => session.Run($"INSERT INTO settings VALUES ('clock', {text}) ON CONFLICT (name) DO UPDATE SET value = excluded.value"));
        _pace = pace;
    }

    /// <summary>An offset, and the moment of the machine from which on the speed counts.</summary>
    private sealed record Pace(TimeSpan Offset, double Speed, DateTimeOffset Since)
    {
        /// <summary>Kept as seconds; at another speed than the machine's also the speed and since when.</summary>
        public static Pace Read(string? kept)
        {
            if (kept is null) return new Pace(TimeSpan.Zero, 1, default);
            var parts = kept.Split(';');
            var offset = TimeSpan.FromSeconds(double.Parse(parts[0], CultureInfo.InvariantCulture));
            return parts.Length == 1
                ? new Pace(offset, 1, default)
                : new Pace(offset, double.Parse(parts[1], CultureInfo.InvariantCulture), DateTimeOffset.Parse(parts[2], CultureInfo.InvariantCulture));
        }

        public DateTimeOffset At(DateTimeOffset machine)
        {
            if (Speed == 1) return machine + Offset;
            // a speed that was never taken back must not carry the tenant beyond the calendar
            var ticks = (machine + Offset).UtcTicks + (machine - Since).Ticks * (Speed - 1);
            return new DateTimeOffset((long)Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks - 1.0e12), TimeSpan.Zero);
        }

        public override string ToString()
        {
            var seconds = Offset.TotalSeconds.ToString("R", CultureInfo.InvariantCulture);
            return Speed == 1 ? seconds : string.Create(CultureInfo.InvariantCulture, $"{seconds};{Speed:R};{Since:O}");
        }
    }
}
