using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Effects;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;
using Microsoft.Extensions.Logging;

namespace EmulationM365;

/// <summary>Follows up what a clerk does with a return by its Step column: Nộp, Rút để sửa and Lập danh sách từ đăng ký.</summary>
public sealed partial class ReturnSteps(TimeProvider time, ILogger<ReturnSteps> logger)
{
    /// <summary>Takes the step that stands in an item, if it still does.</summary>
    /// <returns>An event was recorded, now or before: the case is to be reconciled.</returns>
    public async Task<bool> FollowAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        if (await flow.Reader.ReadAsync(itemId, cancellationToken) is not { } content) return false;
        var submits = ListCommands.AsksToSubmit(content.Item);
        if (!submits && !ListCommands.AsksToWithdraw(content.Item)) return false;
        var pressed = ListCommands.Changed(await flow.Stores["UnitReturns"].VersionsAsync(itemId, cancellationToken), UnitReturns.Step);
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ListCommands.ActorOf(reference, pressed.Item.Editor.ObjectId, pressed.Item.Editor.Name);
        var id = $"step:{itemId}:{pressed.Label}";
        var refusal = submits
            ? await SubmitAsync(flow, content, id, actor, reference, cancellationToken)
            : await TakeAsync(flow, content, new WithdrawReturn(id, actor, "list", time.GetUtcNow()), cancellationToken);
        if (refusal is null) return true;
        Log.Refused(logger, itemId, refusal.Key);
        await SayAsync(flow, content.Item, Text.Vi("note.refused", refusal.Vi), cancellationToken);
        return false;
    }

    /// <summary>Fills the lines of a return from the registrations, if its Step still asks for it, and tells the unit what came of it.</summary>
    public async Task FillAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        if (await flow.Reader.ReadAsync(itemId, cancellationToken) is not { } content || !RegistrationLines.Asked(content.Item)) return;
        var pressed = ListCommands.Changed(await flow.Stores["UnitReturns"].VersionsAsync(itemId, cancellationToken), UnitReturns.Step);
        var reference = await flow.Reference.GetAsync(cancellationToken);
        var actor = ListCommands.ActorOf(reference, pressed.Item.Editor.ObjectId, pressed.Item.Editor.Name);
        var answer = await new RegistrationLines(flow).FillAsync(content, actor, reference, cancellationToken);
        if (answer.Refusal is { } refusal) Log.Refused(logger, itemId, refusal.Key);
        await SayAsync(flow, content.Item, answer.Note, cancellationToken);
    }

    /// <summary>The case of a return cannot be read: its unit is told that nothing was recorded.</summary>
    public async Task StoppedAsync(SiteFlow flow, string itemId, CancellationToken cancellationToken)
    {
        if (await flow.Stores["UnitReturns"].GetAsync(itemId, cancellationToken) is { } item && (ListCommands.AsksToSubmit(item) || ListCommands.AsksToWithdraw(item) || RegistrationLines.Asked(item)))
            await SayAsync(flow, item, Text.Vi("note.refused", Reason.Of("refuse.caseParked").Vi), cancellationToken);
    }

    private async Task<Reason?> SubmitAsync(SiteFlow flow, ReturnContent content, string id, Actor actor, Reference reference, CancellationToken cancellationToken)
    {
        var item = content.Item;
        var kind = item.Text(UnitReturns.Kind) is { Length: > 0 } chosen ? chosen : "round";
        Round? round = null;
        if (kind == "round" && !reference.Rounds.TryGetValue(item.Text(UnitReturns.RoundKey), out round)) return Reason.Of("refuse.noRound");
        var (now, unit) = (time.GetUtcNow(), item.Text(UnitReturns.UnitKey) is { Length: > 0 } named ? named : actor.UnitKey);
        var lines = await flow.Reader.JudgeAsync(content, reference.Setting(Regimes.Key, ""), VietnamTime.DayOf(now), unit, cancellationToken);
        var meeting = ReturnReader.MeetingOf(item);
        return await TakeAsync(flow, content, new SubmitReturn(
            id, actor, "list", now, unit, round?.Key ?? "", round?.Opens, round?.Due, lines, content.ContentHash, kind, item.YesNo(UnitReturns.Nothing) == true, meeting, content.Marks)
        {
            Used = Snapshot.Of(reference, round, lines), Dossier = await flow.Dossiers.ReadAsync(content, unit, cancellationToken),
        }, cancellationToken);
    }

    private static async Task<Reason?> TakeAsync(SiteFlow flow, ReturnContent content, Command command, CancellationToken cancellationToken) =>
        (await flow.Commands.TakeAsync(flow.Reader.CaseIdOf(content.Item.Id), command, content.ContentHash, cancellationToken)).Refusal;

    /// <summary>Puts the step back and tells the unit something, unless somebody wrote in between: then a new change is on its way.</summary>
    private async Task SayAsync(SiteFlow flow, Item item, string note, CancellationToken cancellationToken)
    {
        try
        {
            await flow.Stores["UnitReturns"].UpdateAsync(
                item, new Fields { [UnitReturns.Step] = ListCommands.IsWithUnit(item) ? "draft" : "submit", [UnitReturns.SystemNote] = note }, cancellationToken);
        }
        catch (M365Exception failure) when (failure.Failure == Failure.Changed)
        {
            Log.Overtaken(logger, item.Id);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Refused a step on item {Item}: {Why}")]
        public static partial void Refused(ILogger logger, string item, string why);

        [LoggerMessage(LogLevel.Information, "Item {Item} was written in between; its next change is followed up")]
        public static partial void Overtaken(ILogger logger, string item);
    }
}
