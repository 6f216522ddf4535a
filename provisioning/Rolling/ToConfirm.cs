using EmulationM365.Texts;
using Newtonsoft.Json;

namespace EmulationM365.Provisioning.Rolling;

/// <summary>Something of the new year that a person must confirm: a value that was moved or could not be known, or one that is to be looked at.</summary>
/// <param name="File">File of the seed.</param>
/// <param name="Key">Key of the row; <c>*</c> for all rows of the file.</param>
/// <param name="Field">Name of the value in the row.</param>
/// <param name="Old">Value of the year before; null when there was none.</param>
/// <param name="New">Value of the new year; null when nothing is known.</param>
/// <param name="Because">Why.</param>
public sealed record ToConfirm(string File, string Key, string Field, string? Old, string? New, [property: JsonIgnore] Reason Because)
{
    /// <summary>Why, as staff read it.</summary>
    public string Why => Because.Vi;

    /// <summary>Why, in English.</summary>
    public string WhyEn => Because.En;
}

/// <summary>A row of the year before that the new year does not have.</summary>
/// <param name="File">File of the seed.</param>
/// <param name="Key">Key of the row.</param>
/// <param name="Name">What staff call it.</param>
/// <param name="Because">Why.</param>
public sealed record LeftOut(string File, string Key, string Name, [property: JsonIgnore] Reason Because)
{
    /// <summary>Why, as staff read it.</summary>
    public string Why => Because.Vi;

    /// <summary>Why, in English.</summary>
    public string WhyEn => Because.En;
}

/// <summary>What is noted while a year is rolled.</summary>
internal sealed class RollNotes
{
    private readonly List<ToConfirm> _confirm = [];
    private readonly List<LeftOut> _left = [];

    /// <summary>What a person must confirm, file by file.</summary>
    public IReadOnlyList<ToConfirm> Confirm => _confirm;

    /// <summary>Rows that are not carried.</summary>
    public IReadOnlyList<LeftOut> Left => _left;

    /// <summary>Notes a value, changed or not.</summary>
    public void Look(string file, string key, string field, string? before, string? now, Reason because) => _confirm.Add(new ToConfirm(file, key, field, before, now, because));

    /// <summary>Notes a value if it changed.</summary>
    /// <returns>It changed.</returns>
    public bool Changed(string file, string key, string field, string? before, string? now, Reason because)
    {
        if (before == now) return false;
        Look(file, key, field, before, now, because);
        return true;
    }

    /// <summary>Notes a row that is not carried.</summary>
    public void Leave(string file, string key, string name, Reason because) => _left.Add(new LeftOut(file, key, name, because));
}
