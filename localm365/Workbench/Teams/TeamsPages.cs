using EmulationM365.LocalM365.Control;
using EmulationM365.LocalM365.Teams;
using EmulationM365.LocalM365.Workbench.Frame;

namespace EmulationM365.LocalM365.Workbench.Teams;

/// <summary>A person's Teams: the chats with bots, what was said in them, cards to press, and a box to write in.</summary>
internal static class TeamsPages
{
    /// <summary>The first chat; or that there is none yet.</summary>
    public static IResult First(Visit visit) => visit.Read((session, _) => BotChat.Of(session, visit.Visitor.Person.Id).FirstOrDefault()) is { } chat
        ? Results.Redirect("/teams/" + Uri.EscapeDataString(chat.Bot)) : Show(visit, null, visit.Words["teams.title"], Markup.Of($"""<h1>{visit.Words["teams.title"]}</h1><div class="empty">{visit.Words["teams.none"]}</div>"""));

    public static IResult Chat(Visit visit) => Show(visit, Find(visit), "");

    /// <summary>Somebody pressed: whoever is signed in here is who presses. A form of the plain part is shown the chat again, the renderer gets the card that came back.</summary>
    public static async Task<IResult> PressAsync(Visit visit)
    {
        var chat = Find(visit);
        var message = visit.Read((session, _) => BotMessage.Find(session, chat.Id, visit.Query("message") ?? "")) ?? throw Refused.NotFound();
        var form = visit.Http.Request.HasFormContentType;
        var (action, inputs) = form ? Pressed(message, await visit.FormAsync()) : Pressed(message, await ControlEndpoints.ReadAsync(visit.Http.Request, visit.Http.RequestAborted));
        // The card was corrected since it was drawn: people see it as it is now, as Teams shows it by itself.
        if (action is null && message.Changed is not null) return form ? Show(visit, chat, visit.Words["teams.corrected"]) : Wire.Plain(new JsonObject { ["card"] = message.Card?.DeepClone(), ["status"] = visit.Words["teams.corrected"], ["failed"] = false });
        if (action is null) throw Refused.NotFound();
        var answer = await visit.Tenant.Teams.PressAsync(chat, message, action, inputs, visit.Http.RequestAborted);
        var said = answer.Card is not null ? "" : answer.Sentence ?? visit.Words["teams.failed"];
        return form ? Show(visit, chat, said) : Wire.Plain(new JsonObject { ["card"] = answer.Card?.DeepClone(), ["status"] = said, ["failed"] = answer.Card is null });
    }

    /// <summary>Somebody wrote; the bot answers in the chat.</summary>
    public static async Task<IResult> SayAsync(Visit visit)
    {
        var chat = Find(visit);
        var text = (await visit.FormAsync())["text"].ToString().Trim();
        if (text.Length == 0) return Show(visit, chat, "");
        var answer = await visit.Tenant.Teams.SayAsync(chat, text, visit.Http.RequestAborted);
        return Show(visit, chat, answer.Status is >= 200 and < 300 ? "" : visit.Words["teams.failed"]);
    }

    private static BotChat Find(Visit visit) => visit.Read((session, _) => BotChat.Of(session, visit.Route("bot"), visit.Visitor.Person.Id)) ?? throw Refused.NotFound();

    private static IResult Show(Visit visit, BotChat chat, string said)
    {
        var (words, name) = (visit.Words, visit.Read((session, _) => Bot.Find(session, chat.Bot)?.Name ?? chat.Bot));
        var messages = visit.Read((session, _) => BotMessage.Of(session, chat.Id));
        var status = said.Length == 0 ? Markup.None : Markup.Of($"""<p class="note" role="alert">{said}</p>""");
        var body = Markup.Of(
            $"""
            <h1>{name}</h1><div class="chat" role="log" aria-label="{words["teams.messages"]}">{messages.Select(message => Message(visit, chat, message, name))}</div>{status}
            <form method="post" action="/teams/{Uri.EscapeDataString(chat.Bot)}/say" class="say"><label for="text">{words["teams.write"]}</label><input id="text" name="text" maxlength="1000" autocomplete="off"><button class="primary">{words["teams.send"]}</button></form>
            """);
        return Show(visit, chat, name, body);
    }

    private static IResult Show(Visit visit, BotChat? chat, string title, Markup body)
    {
        var chats = visit.Read((session, _) => BotChat.Of(session, visit.Visitor.Person.Id).Select(one => (one.Bot, Name: Bot.Find(session, one.Bot)?.Name ?? one.Bot)).ToList());
        var side = chats.Count == 0 ? Markup.None
            : Markup.Of($"""<ul>{chats.Select(one => Markup.Of($"""<li><a href="/teams/{Uri.EscapeDataString(one.Bot)}"{Markup.If(one.Bot == chat?.Bot, " aria-current=\"page\"")}>{one.Name}</a></li>"""))}</ul>""");
        return visit.Show(new Screen(Area.Teams, $"{title} - Teams", body) { Side = side, HasCards = true });
    }

    private static Markup Message(Visit visit, BotChat chat, BotMessage message, string name)
    {
        var who = message.IsFromBot ? name : visit.Visitor.Person.DisplayName;
        var edited = message.Changed is null ? Markup.None : Markup.Of($""" · {visit.Words["teams.edited"]}""");
        var text = message.Body.String("text") is { Length: > 0 } said ? Markup.Of($"""<p>{said}</p>""") : Markup.None;
        var card = message.Card is { } shown ? Card(visit, $"/teams/{Uri.EscapeDataString(chat.Bot)}/press?message={Uri.EscapeDataString(message.Id)}", message.Id, shown) : Markup.None;
        return Markup.Of(
            $"""<article class="said{Markup.If(!message.IsFromBot, " mine")}" id="m{message.Id}"><p class="caption"><strong>{who}</strong> {LocalTime.Show(message.Sent)}{edited}</p>{text}{card}</article>""");
    }

    /// <summary>A card as its renderer draws it; the plain part stands there until it has, and where it is missing.</summary>
    private static Markup Card(Visit visit, string address, string id, JsonObject card)
    {
        var plain = new PlainCard(visit.Words, address, id).Make(card);
        if (!Asset.Has(Asset.Cards)) return plain;
        var data = new Markup(Wire.Text(card).Replace("<", "\\u003c", StringComparison.Ordinal));
        return Markup.Of(
            $"""
            <section class="card" data-card="{address}" data-dialect="1.5" aria-label="{visit.Words["teams.card"]}" data-sending="{visit.Words["cards.sending"]}" data-done="{visit.Words["cards.done"]}" data-failed="{visit.Words["teams.failed"]}">
            <script type="application/json">{data}</script><div class="cardface">{plain}</div><p class="cardstatus" role="status"></p></section>
            """);
    }

    /// <summary>The button of a form, by its place among those of the card.</summary>
    private static (JsonObject? Action, JsonObject Inputs) Pressed(BotMessage message, IFormCollection form)
    {
        var actions = message.Card is { } card ? CardActions.Of(card).ToList() : [];
        var inputs = new JsonObject();
        foreach (var name in form.Keys.Where(name => name.StartsWith("input.", StringComparison.Ordinal))) inputs[name["input.".Length..]] = form[name].ToString();
        // by place and title: where the card was corrected since it was drawn, another button may stand in that place
        var pressed = form["action"].ToString().Split(':', 2);
        return pressed.Length == 2 && Visit.Number(pressed[0]) is { } at && at < actions.Count && actions[(int)at].String("type") == "Action.Execute" && actions[(int)at].String("title") == pressed[1]
            ? (actions[(int)at], inputs) : (null, inputs);
    }

    /// <summary>The button that the renderer names by its verb and title; what it carries is taken from the card itself.</summary>
    private static (JsonObject? Action, JsonObject Inputs) Pressed(BotMessage message, JsonObject asked)
    {
        var named = asked["action"] as JsonObject;
        var action = message.Card is { } card ? CardActions.Of(card).FirstOrDefault(one => one.String("type") == "Action.Execute" && one.String("title") == named?.String("title") && one.String("verb") == named?.String("verb")) : null;
        return (action, asked["inputs"] as JsonObject ?? []);
    }
}
