using System.Globalization;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Texts;

namespace EmulationM365.Effects;

/// <summary>What follows from a story: its columns, its page with its pictures, its package, word to the office that one waits.</summary>
/// <param name="stories">The list.</param>
/// <param name="reader">Reads its pictures.</param>
/// <param name="news">The news site.</param>
/// <param name="files">Its files.</param>
/// <param name="mail">Writes mails.</param>
/// <param name="lists">The settings lists.</param>
/// <param name="rounds">The round-ups, which name stories.</param>
public sealed class StoryWork(ListStore stories, StoryReader reader, StoryNews news, NewsFiles files, MailRoom mail, ReferenceLists lists, IRoundUps rounds) : ICaseWork
{
    /// <inheritdoc />
    public async Task<int> ShowAsync(CaseState shown, CancellationToken cancellationToken)
    {
        var state = (StoryState)shown;
        var (copy, package) = state.Shown is { } content
            ? (StoryPackage.Copy(content, await lists.GetAsync(cancellationToken)), (await files.AddressAsync(news.FolderOf(state.CaseId), cancellationToken)).AbsoluteUri) : (null, null);
        return await Showing.WriteAsync(stories, AnyCase.ItemIdOf(state.CaseId), null, item => Row(state, item, copy, package), cancellationToken);
    }

    /// <inheritdoc />
    public Task ActAsync(CaseState shown, Effect effect, Reference reference, string key, CancellationToken cancellationToken)
    {
        var state = (StoryState)shown;
        return effect switch
        {
            ShowStory => PublishAsync(state, reference, cancellationToken),
            HideStory => HideAsync(state, cancellationToken),
            ListStories => ListAsync(state, reference, cancellationToken),
            MailStory => mail.SendAsync(reference.Holding("office"), () => new Letter(Text.Say("mail.story.subject", state.Content!.Title), new Markup()
                .Paragraph(Text.Say("mail.story.what", reference.UnitName(state.Content.UnitKey), state.Content.Title, Stories.Kind.Here(state.Content.Kind))).Paragraph(Text.Say("mail.signature"))), key, cancellationToken),
            _ => throw new InvalidOperationException($"Effect {effect.Key} has nobody to do it"),
        };
    }

    /// <summary>The pages that name it: that of the exemplars, and of a round of whose awards it tells.</summary>
    private async Task ListAsync(StoryState state, Reference reference, CancellationToken cancellationToken)
    {
        await news.ListAsync(AnyCase.YearOf(state.CaseId), cancellationToken);
        if (state.Content?.Award is not { } award || AwardKey.Parts(award.Key) is not { } part) return;
        await rounds.ShowAsync(await rounds.OfAsync([part.ReturnCase], cancellationToken), state, reference, cancellationToken);
    }

    /// <summary>Pictures first: a page must not show what is not there.</summary>
    private async Task PublishAsync(StoryState state, Reference reference, CancellationToken cancellationToken)
    {
        var pictures = new List<(Picture Picture, NewsPicture News)>();
        foreach (var image in state.Shown!.Images ?? [])
        {
            // Replaced since it was decided upon: the edit that replaced it is on its way here, and the page does without it until then.
            if (await reader.PictureAsync(AnyCase.ItemIdOf(state.CaseId), image, cancellationToken) is not { } picture) continue;
            pictures.Add((picture, new NewsPicture(NewsFiles.NameOf(image.Sha256, image.Kind), picture.Bytes, image.Alt)));
        }

        var folder = await files.PlaceAsync(news.FolderOf(state.CaseId), [.. pictures.Select(one => one.News)], state.Showings == 1, cancellationToken);
        await ShowAsync(state, reference, [.. folder.Pictures.Where(picture => news.IsOurs(picture.Address))], cancellationToken);
        // After the page, which shows them no more: what was taken out of a story is nowhere with readers.
        foreach (var (id, _) in folder.Others.Where(file => !StoryPackage.Files.Contains(file.Name))) await files.RemoveFileAsync(id, cancellationToken);
        // Last: readers do not wait for what goes on to others, and a paper that somebody holds open is put there when it is free.
        await files.PutAsync(news.FolderOf(state.CaseId), StoryPackage.TextFile, StoryPackage.Article(state.Shown, reference, pictures.Select(one => (one.News.Name, one.News.Alt))), cancellationToken);
        await files.PutAsync(news.FolderOf(state.CaseId), StoryPackage.PaperFile, StoryPackage.Paper(state.Shown, reference, pictures.Select(one => (one.Picture, one.News.Alt))), cancellationToken);
    }

    private async Task ShowAsync(StoryState state, Reference reference, IReadOnlyList<PagePicture> pictures, CancellationToken cancellationToken)
    {
        var file = await news.ShowAsync(StoryPage.Of(state.CaseId, state.Shown!, reference, pictures), cancellationToken);
        var (usual, stands) = (news.AddressOf(StoryPage.FileOf(state.CaseId)), news.AddressOfMarked(file));
        // Where a stranger's page has the usual name, the item says where ours stands.
        if (stands != usual) await Showing.WriteAsync(stories, AnyCase.ItemIdOf(state.CaseId), null, _ => new Fields { [Stories.NewsLink] = stands.ToString() }, cancellationToken);
    }

    private async Task HideAsync(StoryState state, CancellationToken cancellationToken)
    {
        if (state.Erased) await news.EraseAsync(StoryPage.FileOf(state.CaseId), cancellationToken);
        else await news.CorrectAsync(StoryPage.Notice(state.CaseId), cancellationToken);
        await files.RemoveAsync(news.FolderOf(state.CaseId), cancellationToken);
    }

    private Fields Row(StoryState state, Item item, string? copy, string? package)
    {
        var fields = new Fields
        {
            [Stories.Stage] = state.Stage.ToString().ToLowerInvariant(),
            [Stories.NewsLink] = state.Shown is null ? null : Link(state, item.Text(Stories.NewsLink)),
            [Stories.CopyText] = copy,
            [Stories.Package] = package,
            [Stories.CaseId] = state.CaseId,
            [Stories.AppliedSeq] = state.Seq,
        };
        if (item.Count(Stories.AppliedSeq) >= state.Seq) return fields;
        // What was last said, a refusal perhaps, stands until something happens; and the button goes back with the event that it brought.
        (fields[Stories.SystemNote], fields[Stories.Step]) = (Note(state), "draft");
        if (item.Text(Stories.UnitKey).Length == 0 && state.Content is { } content) fields[Stories.UnitKey] = content.UnitKey;
        return fields;
    }

    private string Link(StoryState state, string shown)
    {
        var usual = news.AddressOf(StoryPage.FileOf(state.CaseId)).ToString();
        var stem = usual[..^".aspx".Length] + "-";
        var numbered = shown.Trim().StartsWith(stem, StringComparison.Ordinal) && int.TryParse(shown.Trim()[stem.Length..].Replace(".aspx", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return numbered ? shown.Trim() : usual;
    }

    private static string Note(StoryState state) => state.Stage switch
    {
        StoryStage.Ready => Text.Vi(state.Shown is null ? "note.story.ready" : "note.story.readyAgain"),
        StoryStage.Withdrawn when state.Erased => Text.Vi("note.story.consentTakenBack"),
        StoryStage.Withdrawn when state.WithdrawnBecause.Length > 0 => Text.Vi("note.story.withdrawnBecause", state.WithdrawnBecause),
        _ => Text.Vi($"note.story.{state.Stage.ToString().ToLowerInvariant()}"),
    };
}
