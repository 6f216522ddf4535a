using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>A word to somebody about an edit of theirs; lost rather than sent twice.</summary>
public sealed record EditNotice(string Key) : Effect(Key, EffectClass.AtMostOnce);

/// <summary>Says what was edited, what was put back, and why.</summary>
public static class EditMail
{
    /// <summary>Tells an editor that an edit was put back.</summary>
    /// <param name="mail">Writes mails.</param>
    /// <param name="to">Who edited.</param>
    /// <param name="title">What was edited.</param>
    /// <param name="what">Says what was put back, one a row.</param>
    /// <param name="why">Why.</param>
    /// <param name="key">Key of the mail.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task PutBackAsync(MailRoom mail, StaffMember to, string title, Func<IEnumerable<string>> what, Reason why, string key, CancellationToken cancellationToken)
    {
        return mail.SendAsync([to], () => new Letter(Text.Say("mail.putBack.subject", title),
            new Markup().Paragraph(Text.Say("mail.putBack.what", title)).Paragraphs(what()).Paragraph(why.Here).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
    }

    /// <summary>Tells those who were asked that there is nothing to answer any more.</summary>
    public static Task RemovedAsync(MailRoom mail, ReturnState state, MailRemoved removed, Reference reference, string key, CancellationToken cancellationToken)
    {
        var (unit, round) = Headings.Places(state, reference);
        var to = removed.Asked.SelectMany(kind => RequestPlacer.AskedOf(state, new OpenRequest("", kind, "", default), reference)).DistinctBy(member => member.StaffKey).ToList();
        return mail.SendAsync(to, () => new Letter(Text.Say("mail.removed.subject", unit, round), new Markup().Paragraph(Text.Say("mail.removed.what", unit, round))
            .Paragraph(Text.Say("mail.removed.next")).Paragraph(Text.Say("mail.signature"))), key, cancellationToken);
    }

    /// <summary>What the new round is about, for the mail that asks; nothing where nobody edited.</summary>
    public static Markup Revised(this Markup body, CaseState state)
    {
        if (state is not ReturnState { Revision: { } news }) return body;
        body.Paragraph(Text.Say("mail.ask.revised", news.By.Length > 0 ? news.By : Actor.System.Name, VietnamTime.Write(news.At)));
        foreach (var change in news.Changes) body.Paragraph(Said(change));
        return body;
    }

    /// <summary>A change in a sentence.</summary>
    public static string Said(LineChange change)
    {
        var columns = string.Join(", ", change.Columns.Select(column => ColumnWord(change, column)));
        return change.What switch
        {
            "changed" => Text.Say("change.changed", change.Name, columns),
            "return" => Text.Say("change.return", columns),
            _ => Text.Say($"change.{change.What}", change.Name),
        };
    }

    /// <summary>A value as it is put back, in a row.</summary>
    public static string Row(string list, ColumnSchema? column, object? before) => Text.Say(
        "mail.putBack.row", column?.DisplayName(list) ?? Text.Say($"column.{list}.Title"), Value(column, before) is { Length: > 0 } value ? value : Text.Say("mail.putBack.empty"));

    private static string ColumnWord(LineChange change, string column) => Text.Say($"column.{(change.What == "return" ? "UnitReturns" : "Nominations")}.{column}");

    private static string Value(ColumnSchema? column, object? value) => value switch
    {
        string key when column is { Kind: ColumnKind.Choice } => column.Choices.Contains(key) ? column.Here(key) : key,
        DateOnly day => VietnamTime.Write(day),
        bool yes => Text.Say(yes ? "choice.yesNo.yes" : "choice.yesNo.no"),
        _ => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "",
    };
}
