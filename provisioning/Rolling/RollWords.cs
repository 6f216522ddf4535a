using EmulationM365.Texts;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>Turns the texts of rows, and notes what became of them.</summary>
internal sealed class RollWords(YearWords words, RollNotes notes)
{
    /// <summary>A key for the new year.</summary>
    public string Key(string file, string key)
    {
        var next = words.Key(key);
        notes.Changed(file, next, "key", key, next, Reason.Of("roll.named"));
        return next;
    }

    /// <summary>A name for the new year.</summary>
    /// <param name="file">File of the seed.</param>
    /// <param name="key">Key of the row.</param>
    /// <param name="field">Name of the value.</param>
    /// <param name="text">The name.</param>
    /// <param name="own">Days of the row itself, which its name may say.</param>
    public string Name(string file, string key, string field, string text, params DateOnly?[] own)
    {
        var next = words.Next(text, own);
        notes.Changed(file, key, field, text, next, Reason.Of("roll.named"));
        return next;
    }

    /// <summary>A source for the new year.</summary>
    public string Source(string file, string key, string source)
    {
        var next = words.Source(source);
        notes.Changed(file, key, "source", source, next, Reason.Of("roll.planSource"));
        return next;
    }

    /// <inheritdoc cref="YearWords.Names"/>
    public bool Names(string text, params DateOnly?[] own) => words.Names(text, own);

    /// <inheritdoc cref="YearWords.Reasons"/>
    public string Reasons(string? before, Reason added) => words.Reasons(before, added);

    /// <summary>Whether a row is confirmed, and why not.</summary>
    /// <param name="file">File of the seed.</param>
    /// <param name="key">Key of the row.</param>
    /// <param name="confirmed">It was confirmed.</param>
    /// <param name="reason">Why it was not.</param>
    /// <param name="because">Why it cannot be confirmed any more; null when nothing of it changed.</param>
    public (bool Confirmed, string? Reason) Doubt(string file, string key, bool confirmed, string? reason, Reason? because)
    {
        var history = reason is not null && words.Names(reason);
        if (because is null && !history) return (confirmed, reason);
        var next = because is null && confirmed ? null : words.Reasons(reason, because ?? Reason.Of("roll.reason"));
        if (history) notes.Look(file, key, "reason", reason, next, Reason.Of("roll.reason"));
        return (because is null && confirmed, next);
    }
}
