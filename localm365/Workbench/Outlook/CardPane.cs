using EmulationM365.LocalM365.Cards;
using EmulationM365.LocalM365.Control;
using EmulationM365.LocalM365.Mail;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Outlook;

/// <summary>The card of a mail in the reading pane, and what is pressed on it.</summary>
internal static class CardPane
{
    public static Markup Make(Visit visit, Session session, StoredMail mail)
    {
        var found = MailCard.Of(session, mail, visit.Visitor.Person, visit.Tenant.Clock.GetUtcNow());
        if (found.Why is { } why) return Note(visit.Words[why]);
        if (found.Card is not { } card) return Markup.None;
        if (!Asset.Has(Asset.Cards)) return Note(visit.Words["cards.noRenderer"]);
        // Data and no script: the element only carries it, and nothing in it can end the element.
        var data = new Markup(Wire.Text(card).Replace("<", "\\u003c", StringComparison.Ordinal));
        return Markup.Of(
            $"""
            <section class="card" data-card="/outlook/{mail.Id}/press" aria-label="{visit.Words["cards.label"]}" data-sending="{visit.Words["cards.sending"]}" data-done="{visit.Words["cards.done"]}" data-failed="{visit.Words["cards.failed"]}">
            <script type="application/json">{data}</script><div class="cardface"></div><p class="cardstatus" role="status"></p></section>
            """);
    }

    /// <summary>
    /// Somebody pressed, or opened the mail: whoever is signed in here is who presses. A mail that shows no card takes no press, and what is pressed goes only where its provider was approved for.
    /// </summary>
    public static async Task<IResult> PressAsync(Visit visit)
    {
        var asked = await ControlEndpoints.ReadAsync(visit.Http.Request, visit.Http.RequestAborted);
        var person = visit.Visitor.Person;
        var found = visit.Read((session, _) => new Mailbox(session, person).Find(MailFolder.Inbox, Visit.Number(visit.Route("mail")) ?? 0) is { } mail
            ? MailCard.Of(session, mail, person, visit.Tenant.Clock.GetUtcNow()) : throw Refused.NotFound());
        if (found.Provider is not { } provider || asked["action"] is not JsonObject action) throw Refused.Denied();
        var press = new CardPress(action, asked["inputs"] as JsonObject ?? [], asked.Flag("auto"), asked.String("correlation"));
        var reply = await visit.Tenant.Cards.PressAsync(visit.Visitor.TenantId, person, provider, press, visit.Http.RequestAborted);
        return Wire.Plain(new JsonObject { ["card"] = reply.Card, ["status"] = reply.Status, ["failed"] = reply.Failed, ["late"] = reply.Late });
    }

    private static Markup Note(string text) => Markup.Of($"""<p class="cardnote" role="note">{text}</p>""");
}
