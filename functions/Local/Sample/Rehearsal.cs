namespace EmulationM365.Functions.Local.Sample;

/// <summary>Plays the script in simulated time: the clock leaps from one act to the next, and between two acts everything that is due is done.</summary>
internal sealed class Rehearsal(OneMachine machine, Journal journal)
{
    /// <summary>Plays what has not been played yet; steps that a killed run had begun are begun again, by people who look before they act.</summary>
    /// <param name="demo">Only the part that the one command loads.</param>
    /// <param name="pause">Called before each leap of the clock, with the moment it leaps to.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task PlayAsync(bool demo, Func<DateTimeOffset, Task> pause, CancellationToken cancellationToken)
    {
        await machine.SettleAsync(cancellationToken);
        using var people = new Actors(machine, journal);
        foreach (var step in Script.Steps.Where(step => (!demo || step.InDemo) && !journal.Ended(step.Id)))
        {
            await LeapAsync(step.At, pause, cancellationToken);
            await step.Play(people, cancellationToken);
            await machine.SettleAsync(cancellationToken);
            journal.Note(new JournalLine(step.Id, "", null, null));
        }

        await LeapAsync(demo ? Script.DemoEnd : Script.End, pause, cancellationToken);
    }

    private async Task LeapAsync(DateTimeOffset moment, Func<DateTimeOffset, Task> pause, CancellationToken cancellationToken)
    {
        await pause(moment);
        machine.Clock.MoveTo(moment);
        await machine.SettleAsync(cancellationToken);
    }
}
