using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Schema.Lists;

namespace EmulationM365.Streams;

/// <summary>
/// Reads commands out of list edits. Who acted is read from the version in which the column changed, because the last editor of an item may be somebody
/// who touched it afterwards.
/// </summary>
public static class ListCommands
{
    private static readonly char[] Between = [';', ',', ' ', '\n', '\t'];

    /// <summary>The account behind an object id, with what the Staff list says of it now.</summary>
    public static Actor ActorOf(Reference reference, string? objectId, string name) => reference.Roster().ActorOf(objectId, name);

    /// <summary>The return is in the unit's hands: not sent yet, or given back.</summary>
    public static bool IsWithUnit(Item item) => item.Text(UnitReturns.Status) is "" or "draft" or "sent_back" or "withdrawn";

    /// <summary>Nộp is asked for and has not been answered yet.</summary>
    public static bool AsksToSubmit(Item item) => item.Text(UnitReturns.Step) == "submit" && IsWithUnit(item);

    /// <summary>Rút để sửa is asked for.</summary>
    public static bool AsksToWithdraw(Item item) => item.Text(UnitReturns.Step) == "withdraw" && item.Text(UnitReturns.Status) is not "withdrawn";

    /// <summary>An answer stands in the list and has not been taken yet; whoever answers what was closed meanwhile is told why it is not taken.</summary>
    public static bool CarriesAnswer(Item item) => item.Text(Requests.Kind) != Requests.Attend && item.Text(Requests.Decision).Length > 0 && item.Text(Requests.Status) is "pending" or "closed";

    /// <summary>The version in which a column took its present value: the oldest of the newest that hold it.</summary>
    public static ItemVersion Changed(IReadOnlyList<ItemVersion> newestFirst, ColumnSchema column)
    {
        var value = newestFirst[0].Item.Text(column);
        return newestFirst.TakeWhile(version => version.Item.Text(column) == value).Last();
    }

    /// <summary>
    /// The version that carries the answer of whoever set the Decision column: the last one that this person wrote since, so that a remark added
    /// afterwards counts, and one added by somebody else does not.
    /// </summary>
    public static ItemVersion Answer(IReadOnlyList<ItemVersion> newestFirst)
    {
        var changed = Changed(newestFirst, Requests.Decision);
        return newestFirst.TakeWhile(version => version != changed).Reverse()
            .TakeWhile(version => version.Item.Editor.ObjectId == changed.Item.Editor.ObjectId && version.Item.Editor.ObjectId is not null)
            .Prepend(changed).Last();
    }

    /// <summary>The command in an answer's version.</summary>
    /// <param name="version">The version that carries the answer.</param>
    /// <param name="requestKey">The request.</param>
    /// <param name="actor">Who wrote it.</param>
    /// <param name="now">When it is decided upon.</param>
    /// <param name="contentHash">Hash of what is in the list now.</param>
    /// <exception cref="FormatException">The numbers of lines cannot be read.</exception>
    public static AnswerRequest AnswerIn(ItemVersion version, string requestKey, Actor actor, DateTimeOffset now, string contentHash) => new(
        $"request:{version.Item.Id}:{version.Label}", actor, "list", now, requestKey, version.Item.Text(Requests.Decision),
        Numbers(version.Item.Text(Requests.Exceptions)), version.Item.Text(Requests.Comment), contentHash, null, PaperIn(version.Item));

    /// <summary>Numbers of lines as people write them: "2; 5".</summary>
    /// <exception cref="FormatException">Something in it is not a number.</exception>
    public static IReadOnlyList<int> Numbers(string text) =>
        [.. text.Split(Between, StringSplitOptions.RemoveEmptyEntries).Select(part => int.Parse(part, NumberStyles.None, CultureInfo.InvariantCulture)).Distinct()];

    private static DecisionPaper? PaperIn(Item item) => item.Day(Requests.DecisionDate) is { } date
        ? new DecisionPaper(item.Text(Requests.DecisionNumber).Trim(), date, item.Text(Requests.DecisionAuthority).Trim(), item.Text(Requests.SignedBy).Trim())
        : null;
}
