using EmulationM365.Campaigns;

namespace EmulationM365.Functions.Local.Sample;

/// <summary>A step of the script.</summary>
/// <param name="Id">Its name in the journal.</param>
/// <param name="At">When it happens.</param>
/// <param name="Play">What people do.</param>
internal sealed record ScriptStep(string Id, DateTimeOffset At, Func<Actors, CancellationToken, Task> Play)
{
    /// <summary>Also part of the sample that the one command loads.</summary>
    public bool InDemo => At < Script.DemoEnd;
}

/// <summary>
/// What the invented people do in their year: thirty people in six units, three rounds, forty-eight lines, sudden nominations and letters of praise any day, an upper
/// level that decides months later. They answer in the list, on pages, in Outlook and in Teams, and some are away, late, or more than one.
/// </summary>
internal static class Script
{
    /// <summary>The body that decides on titles of the unit, as the shipped settings have it.</summary>
    public const string Department = "Sở Lao động – Thương binh và Xã hội";

    /// <summary>The body that decides on provincial awards.</summary>
    public const string Province = "Chủ tịch Ủy ban nhân dân tỉnh";

    /// <summary>Registered in March, and filled in from there in November.</summary>
    public static IReadOnlyList<int> Registered { get; } = [21, 22, 23];

    public static DateTimeOffset Begin { get; } = On(2, 4, 8);

    public static DateTimeOffset End { get; } = On(3, 10, 8, 2026);

    /// <summary>Where the sample stops, with something decided and something waiting.</summary>
    public static DateTimeOffset DemoEnd { get; } = On(6, 12, 9);

    public static IReadOnlyList<ScriptStep> Steps { get; } =
        [.. Preparation().Concat(FirstRound.Steps()).Concat(Summer.Steps()).Concat(Praises.Steps()).Concat(YearEnd.Steps()).Concat(Above.Steps()).Concat(Cancelled.Steps()).Concat(Exemplars.Steps()).OrderBy(step => step.At)];

    /// <summary>A moment of the unit's time.</summary>
    public static DateTimeOffset On(int month, int day, int hour, int year = 2025) => new(year, month, day, hour, 0, 0, VietnamTime.Offset);

    private static IEnumerable<ScriptStep> Preparation() =>
    [
        new("staff", On(2, 5, 9), (people, token) => people.EnterStaffAsync(5, token)),
        new("council", On(2, 5, 10), (people, token) => people.EnterCouncilAsync(5, token)),
        new("days-off", On(2, 5, 11), (people, token) => people.EnterDaysOffAsync(5, token)),
        new("aims", On(2, 5, 12), (people, token) => people.EnterAimsAsync(5, token)),
        new("registrations", On(3, 10, 9), async (people, token) =>
        {
            foreach (var nominee in Registered) await people.RegisterAsync(21, nominee, "ldtt", token);
        }),
    ];
}
