namespace EmulationM365.LocalM365;

/// <summary>The options of the command line.</summary>
internal static class CommandLine
{
    public const string Help =
        """
        localm365: Microsoft 365 on one machine (Graph, SharePoint REST, sign-in, mail).

          --port NUMBER        port on localhost (5365)
          --data FOLDER        where m365.db is kept and resumed (.data/)
          --reset              start from an empty tenant
          --record FILE.har    record all traffic; what is wrong goes to FILE.faults.har
          --deliver FROM=TO    send notifications for one origin to another:
                               https://functions.test=http://localhost:7071
          --quota UNITS        resource units that one app may spend in a minute; a
                               small tenant has 1250 (no quota)
          --seed NUMBER        make all ids and faults by chance from this number, so that
                               the same calls leave the same request log
          --help               this text
        """;

    /// <summary>The settings, or an <see cref="ArgumentException"/> whose message is one sentence.</summary>
    public static (LocalM365Settings Settings, bool Reset) Read(string[] args)
    {
        var settings = new LocalM365Settings { DataFolder = ".data" };
        var deliveries = new Dictionary<Uri, Uri>();
        var reset = false;
        for (var at = 0; at < args.Length; at++)
        {
            string Value() => ++at < args.Length ? args[at] : throw new ArgumentException($"The option {args[at - 1]} needs a value.");
            switch (args[at])
            {
                case "--port": settings = settings with { Port = Port(Value()) }; break;
                case "--data": settings = settings with { DataFolder = Value() }; break;
                case "--record": settings = settings with { RecordFile = Value() }; break;
                case "--deliver": Add(deliveries, Value()); break;
                case "--quota": settings = settings with { UnitsPerMinute = Quota(Value()) }; break;
                case "--seed": settings = settings with { Seed = Seed(Value()) }; break;
                case "--reset": reset = true; break;
                case var other: throw new ArgumentException($"The option {other} is not known; --help lists the options.");
            }
        }
        return (settings with { Deliveries = deliveries }, reset);
    }

    private static int Port(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535
        ? port : throw new ArgumentException($"'{text}' is not a port number.");

    private static int Seed(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
        ? seed : throw new ArgumentException($"'{text}' is not a whole number from 0 on.");

    private static int Quota(string text) => int.TryParse(text, CultureInfo.InvariantCulture, out var units) && units >= Metering.Quota.Smallest
        ? units : throw new ArgumentException($"'{text}' is not a number of units a minute from {Metering.Quota.Smallest} on.");

    private static void Add(Dictionary<Uri, Uri> deliveries, string text)
    {
        var parts = text.Split('=', 2);
        if (parts.Length != 2 || !Uri.TryCreate(parts[0], UriKind.Absolute, out var from) || !Uri.TryCreate(parts[1], UriKind.Absolute, out var to))
            throw new ArgumentException($"'{text}' is not FROM=TO with two addresses.");
        deliveries[from] = to;
    }
}
