using System.Globalization;
using EmulationM365.Campaigns;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What an award paid, as people write it; null where a setting is missing.</summary>
public delegate string? AwardPrice(ListedLine line, GivenAward award, Reference reference);

/// <summary>What follows when a decision cancels awards (Law 06/2022/QH15 Art. 93): the register says so, the news no longer names whom they were taken from, units and office know.</summary>
public sealed class RevocationWork(ListStore register, MailRoom mail, DecisionNews news, CaseStream stream, DependentDrafts drafts, AwardPrice price)
{
    /// <summary>Withdraws the stories that tell of a cancelled award; null where there are no stories.</summary>
    public StoryRevocation? Stories { get; init; }

    /// <summary>Does one of the duties of a submission that cancels, once.</summary>
    /// <exception cref="InvalidOperationException">It has no such duty.</exception>
    public Task ActAsync(SubmissionState state, Effect effect, Reference reference, string key, CancellationToken cancellationToken) => effect switch
    {
        RevokeAwards revoke => MarkAsync(register, state, RevocationEffects.Cancelled(state, revoke.Number), cancellationToken),
        MarkRecovered => MarkAsync(register, state, state.Lines.Where(line => line.Stage == LineStage.Recovered), cancellationToken),
        CorrectNews correct => CorrectAsync(correct.SourceCase, reference, cancellationToken),
        MailRevoked told => TellAsync(state, told, reference, key, cancellationToken),
        OpenDependents open => drafts.OpenAsync(state, open.Number, cancellationToken),
        MailDependents told => drafts.TellAsync(state, told.Number, reference, mail, key, cancellationToken),
        _ => throw new InvalidOperationException($"Effect {effect.Key} has nobody to do it"),
    };

    /// <summary>What a row of the register says after a decision cancelled it; nothing new where another decision did so before: one award, one cancellation.</summary>
    private static Fields Shown(SubmissionState state, SubmissionLine line, Item row)
    {
        var paper = state.Decisions[line.Decision - 1].Paper;
        var by = row.Text(AwardRegister.RevocationNumber);
        if (row.Text(AwardRegister.Validity) is "cancelled" or "recovered" && by.Length > 0 && by != paper.Number) return new Fields();
        return new Fields
        {
            [AwardRegister.Validity] = line.Stage == LineStage.Recovered ? "recovered" : "cancelled", [AwardRegister.RevocationNumber] = paper.Number, [AwardRegister.RevocationDate] = paper.Date,
        };
    }

    /// <summary>Marks the rows of cancelled lines where they say something else. A row that somebody deleted comes back by the nightly repair, and is marked by it too.</summary>
    internal static async Task MarkAsync(ListStore register, SubmissionState state, IEnumerable<SubmissionLine> lines, CancellationToken cancellationToken)
    {
        foreach (var line in lines)
        {
            foreach (var row in await register.FindAsync(AwardRegister.AwardKey, RevocationEffects.AwardOf(state, line).Key, cancellationToken))
                await Showing.WriteAsync(register, row.Id, row, item => Shown(state, line, item), cancellationToken);
        }
    }

    /// <summary>The page as the register has it now: whichever cancellations came, and in whatever order, it says the same.</summary>
    private async Task CorrectAsync(string sourceCase, Reference reference, CancellationToken cancellationToken)
    {
        var rows = await register.FindAsync(AwardRegister.CaseId, sourceCase, cancellationToken);
        var gone = Gone(rows);
        var source = AnyCase.Fold(sourceCase, await stream.LoadAsync(sourceCase, cancellationToken));
        // The stories first: what takes an award from a page of news also takes it from the round-up, which names the stories that readers have.
        if (Stories is not null) await Stories.WithdrawAsync(rows.Where(row => gone.ContainsKey(row.Text(AwardRegister.AwardKey))), gone, cancellationToken);
        await news.CorrectAsync(source, gone, reference, cancellationToken);
    }

    /// <summary>Keys of the cancelled among rows of the register, with what cancelled each.</summary>
    internal static IReadOnlyDictionary<string, string> Gone(IEnumerable<Item> rows) =>
        rows.Where(row => row.Text(AwardRegister.Validity) is "cancelled" or "recovered").ToDictionary(row => row.Text(AwardRegister.AwardKey), By);

    private static string By(Item row) => row.Day(AwardRegister.RevocationDate) is { } day
        ? Text.Vi("news.cancelledBy", row.Text(AwardRegister.RevocationNumber), VietnamTime.Write(day)) : row.Text(AwardRegister.RevocationNumber);

    private Task TellAsync(SubmissionState state, MailRevoked told, Reference reference, string key, CancellationToken cancellationToken)
    {
        var paper = state.Decisions[told.Number - 1].Paper;
        var lines = RevocationEffects.Cancelled(state, told.Number).Where(line => line.Line.UnitKey == told.UnitKey).ToList();
        Letter Written() => new(Text.Say("mail.revoked.subject", state.Title), new Markup().Paragraph(Text.Say("mail.revoked.what", paper.Number, VietnamTime.Write(paper.Date), paper.Authority))
            .Table([Text.Say("table.number"), Text.Say("table.name"), Text.Say("table.award"), Text.Say("mail.revoked.money")], lines.Select(line => (IReadOnlyList<string>)
                [line.Number.ToString(CultureInfo.InvariantCulture), line.Line.Name, Words.Award(line.Line.Award), price(line.Line, RevocationEffects.AwardOf(state, line), reference) ?? Text.Say("mail.revoked.unpriced")]))
            .Paragraphs(OfOtherYears(state, lines).Select(number => Text.Say("mail.dependents.news", number)))
            .Paragraph(Text.Say("mail.signature")));
        // A unit without anybody who reads mail must not keep the office from knowing.
        IReadOnlyList<StaffMember> to = [.. reference.OfUnit(told.UnitKey).Concat(reference.Holding("office")).DistinctBy(member => member.StaffKey)];
        return mail.SendAsync(to, Written, key, cancellationToken);
    }

    /// <summary>Decisions whose news this year's worker cannot write anew.</summary>
    private static IEnumerable<string> OfOtherYears(SubmissionState state, IEnumerable<SubmissionLine> lines) => lines.Select(line => RevocationEffects.AwardOf(state, line))
        .Where(award => AnyCase.YearOf(award.SourceCase) is > 0 and var other && other != AnyCase.YearOf(state.CaseId)).Select(award => award.Number).Distinct();
}
