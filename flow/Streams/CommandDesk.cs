using EmulationM365.Cases;
using EmulationM365.Texts;

namespace EmulationM365.Streams;

/// <summary>What became of a command.</summary>
/// <param name="State">The case afterwards.</param>
/// <param name="Refusal">Why it was refused; null when it is recorded.</param>
/// <param name="Repeated">It had been recorded before.</param>
public sealed record CommandResult(CaseState State, Reason? Refusal, bool Repeated);

/// <summary>Takes commands: load, decide, append at the next place; a lost race or an unknown outcome is settled by reading again.</summary>
/// <param name="stream">Where the events stand.</param>
/// <param name="written">Keeps a case as it stands after a command, for who sees to what follows; null = nobody asks.</param>
public sealed class CommandDesk(CaseStream stream, JustNow<CaseState>? written = null)
{
    private const int Tries = 12;

    /// <summary>Takes one command on a case.</summary>
    /// <param name="caseId">Case.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="contentHash">Hash of what the person saw.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="read">The case as the caller has just read it; null = read it here. It can only be too old, and then its place is taken or it is read again before anything is refused.</param>
    /// <exception cref="InvalidOperationException">The place was lost again and again; try later.</exception>
    public async Task<CommandResult> TakeAsync(string caseId, Command command, string contentHash, CancellationToken cancellationToken, CaseState? read = null)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var (known, state) = (read is not null, read ?? await FoldAsync(caseId, cancellationToken));
            read = null;
            if (state.Commands.Contains(command.Id)) return new CommandResult(state, null, true);
            var ruling = AnyCase.Decide(state, command);
            if (ruling.Repeat) return new CommandResult(state, null, true);
            if (ruling.Event is not { } happened)
            {
                if (known) continue;
                return new CommandResult(state, ruling.Refusal, false);
            }

            // Whole seconds: an instant is kept by the list to the second, and the hash must come out the same when it is read back.
            var at = DateTimeOffset.FromUnixTimeSeconds(command.At.ToUnixTimeSeconds());
            var recorded = new RecordedEvent(
                caseId, state.Seq + 1, happened, command.Id, command.Actor.ObjectId, command.Actor.Name, command.Channel, at, contentHash, state.Head, Moving.ActsFor(state, command));
#if MUTANTS
            if (Mutant.Is("acknowledge-before-commit") && !await stream.AppendAsync(recorded, cancellationToken)) return new CommandResult(AnyCase.Next(state, recorded), null, false);
#endif
            if (!await stream.AppendAsync(recorded, cancellationToken)) continue;
            var next = AnyCase.Next(state, recorded);
            return new CommandResult(written?.Keep(caseId, next) ?? next, null, false);
        }

        throw new InvalidOperationException($"Case {caseId}: another worker took every place in {Tries} tries");
    }

    private async Task<CaseState> FoldAsync(string caseId, CancellationToken cancellationToken) => AnyCase.Fold(caseId, await stream.LoadAsync(caseId, cancellationToken));
}
