using EmulationM365.Microsoft365;
using EmulationM365.Streams;
using Microsoft.Extensions.Logging;

namespace EmulationM365.Effects;

/// <summary>
/// What becomes of a change or a case that cannot be followed up for a reason of its own: it is written down and tried again ever less often; tried often enough,
/// it is parked and shown to the office. Others do not wait for it.
/// </summary>
public sealed partial class Parking(Debts debts, Attention attention, Followed followed, int year, TimeProvider time, ILogger<Parking> logger)
{
    /// <summary>
    /// The failure says something about the case itself. One that says only that the service was busy, out of reach, silent, or that somebody wrote in between says
    /// nothing about it: then the same is done again.
    /// </summary>
    public static bool IsOfTheCase(Exception failure) => failure switch
    {
        M365Exception named => named.Failure is Failure.Refused or Failure.Forbidden or Failure.NotFound or Failure.Conflict,
        OperationCanceledException or IOException or HttpRequestException or TimeoutException or AggregateException => false,
        _ => true,
    };

    /// <summary>A case waits until people have seen to it.</summary>
    public bool IsParked(string caseId) => debts.IsParked(caseId);

    /// <summary>It was written down, and its time has not come.</summary>
    public bool Rests(Undone what) => debts.Rests(what);

    /// <summary>Writes down that something could not be done; parks and shows it when it was tried often enough.</summary>
    /// <exception cref="M365Exception">It could not be written down: then nothing may move on.</exception>
    public async Task MeetAsync(Undone what, Exception failure, CancellationToken cancellationToken)
    {
        var debt = Debts.Failed(await debts.FindAsync(what, cancellationToken), failure is UnknownEventException);
        var trouble = TroubleWords.Of(what, failure, year, time.GetUtcNow());
        // Shown first: a thing that is parked and not shown would be forgotten for a day.
        if (debt.Parked) await attention.RaiseAsync(trouble, cancellationToken);
        await debts.WriteAsync(debt, trouble.Why, cancellationToken);
        if (what.List.Length == 0) followed.Leave(what.CaseId);
        Log.WrittenDown(logger, what.Key, debt.Tries, debt.Parked, failure.Message);
    }

    /// <summary>Something was done: what was written down of it is taken away and what was shown is closed.</summary>
    public async Task SettleAsync(Undone what, CancellationToken cancellationToken)
    {
        if (!debts.Knows(what)) return;
        var debt = await debts.FindAsync(what, cancellationToken);
        if (debt.Parked) await attention.SettleAsync(what.Key, cancellationToken);
        await debts.PaidAsync(debt, cancellationToken);
        Log.Settled(logger, what.Key);
    }

    /// <summary>The debt that an item shown to the office stands for; null when nothing is owed any more, and then the item is closed.</summary>
    public async Task<Debt?> ShownAsync(Item request, CancellationToken cancellationToken)
    {
        if (Attention.KeyIn(request) is not { } key || !Debts.IsKey(key)) return null;
        var debt = await debts.FindAsync(key, cancellationToken);
        if (debt is null) await attention.SettleAsync(key, cancellationToken);
        return debt;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Key} failed for a reason of its own (try {Tries}, parked: {Parked}): {Why}")]
        public static partial void WrittenDown(ILogger logger, string key, int tries, bool parked, string why);

        [LoggerMessage(LogLevel.Information, "{Key} goes on")]
        public static partial void Settled(ILogger logger, string key);
    }
}
