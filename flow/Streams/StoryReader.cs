using System.Security.Cryptography;
using EmulationM365.Cases;
using EmulationM365.Microsoft365;
using EmulationM365.Schema.Lists;
using EmulationM365.Texts;

namespace EmulationM365.Streams;

/// <summary>
/// Reads a story from its item: the few fields that may become public, and no others. Its pictures are read to their end, so that what is decided upon is what will be shown; what it says of an
/// award or a movement is taken from the lists that know.
/// </summary>
/// <param name="stores">The lists of the site, by schema name.</param>
/// <param name="files">SharePoint REST.</param>
/// <param name="sitePath">Path of the site.</param>
/// <param name="seen">Pictures that a decision was just made upon: what follows from it need not read them again.</param>
public sealed class StoryReader(IReadOnlyDictionary<string, ListStore> stores, SharePointRest files, string sitePath, JustNow<Picture> seen)
{
    /// <summary>A larger picture is read again rather than kept.</summary>
    private const int MostKept = 3 * 1024 * 1024;

    private ListStore List => stores["Stories"];

    /// <summary>What the item says now, with what is wrong with it.</summary>
    /// <param name="item">The item.</param>
    /// <param name="state">Its case.</param>
    /// <param name="unitKey">The unit where the item names none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(StoryContent Content, Reason? Fault)> ReadAsync(Item item, StoryState state, string unitKey, CancellationToken cancellationToken)
    {
        var content = new StoryContent(Typography.Line(item.Title), item.Text(Stories.Kind), Field(item.Text(Stories.UnitKey)) ?? state.Content?.UnitKey ?? unitKey, Typography.Composed(item.Text(Stories.Story)).Trim())
        {
            IntroductionNumber = Field(item.Text(Stories.IntroductionNumber)), IntroductionDate = item.Day(Stories.IntroductionDate),
            StaffKey = item.Text(Stories.Kind) is "person" or "deed" ? Field(item.Text(Stories.StaffKey)) : null,
        };
        var (award, unknown) = await AwardAsync(item, content, cancellationToken);
        var (movement, news) = await MovementAsync(item, cancellationToken);
        var (images, broken) = await ImagesAsync(item, cancellationToken);
        return (content with { Award = award, Movement = movement, MovementNews = news, Images = images }, unknown ?? broken);
    }

    /// <summary>A picture of a story as it is attached now; null when it is not what the story was decided upon with.</summary>
    public async Task<Picture?> PictureAsync(string itemId, StoryImage image, CancellationToken cancellationToken)
    {
        if (seen.Take($"{itemId}:{image.File}") is { } kept && HashOf(kept) == image.Sha256) return kept;
        var bytes = await files.AttachedAsync(sitePath, List.Address.ListId, itemId, image.File, Picture.MostBytes, cancellationToken);
        return bytes is not null && Picture.Read(bytes) is { } picture && HashOf(picture) == image.Sha256 ? picture : null;
    }

    /// <summary>The award in the register: by the person or the unit, and the number of the decision.</summary>
    private async Task<(StoryAward? Award, Reason? Fault)> AwardAsync(Item item, StoryContent content, CancellationToken cancellationToken)
    {
        if (Field(item.Text(Stories.DecisionNumber)) is not { } number) return (null, null);
        var rows = content.StaffKey is { } staff ? await stores["AwardRegister"].FindAsync(AwardRegister.StaffKey, staff, cancellationToken)
            : await stores["AwardRegister"].FindAsync(AwardRegister.UnitKey, content.UnitKey, cancellationToken);
        var found = rows.FirstOrDefault(row => Letters.Same(row.Text(AwardRegister.DecisionNumber), number) && row.Text(AwardRegister.Validity) is "" or "valid"
            && (content.StaffKey is not null || Letters.Same(row.Title, content.Title)));
        return found is null ? (null, Reason.Of("refuse.storyNoAward", number)) : (new StoryAward(found.Text(AwardRegister.AwardKey), found.Text(AwardRegister.Award), found.Text(AwardRegister.DecisionNumber),
            found.Day(AwardRegister.DecisionDate), found.Text(AwardRegister.DecisionAuthority), found.Text(AwardRegister.NewsLink).Trim()), null);
    }

    private async Task<(string? Name, string? News)> MovementAsync(Item item, CancellationToken cancellationToken)
    {
        if (Field(item.Text(Stories.MovementKey)) is not { } key) return (null, null);
        var movement = await stores["Movements"].FindAsync(Movements.MovementKey, key, cancellationToken) is [var first, ..] ? first : null;
        var told = item.Text(Stories.Kind) == "movement" ? null : (await List.FindAsync(Stories.MovementKey, key, cancellationToken)).FirstOrDefault(other =>
            other.Id != item.Id && other.Text(Stories.Kind) == "movement" && other.Text(Stories.Stage) == "published");
        return (movement is null ? key : Typography.Line(movement.Title), told is null ? null : Field(told.Text(Stories.NewsLink)));
    }

    private async Task<(IReadOnlyList<StoryImage>? Images, Reason? Fault)> ImagesAsync(Item item, CancellationToken cancellationToken)
    {
        var names = await files.AttachedAsync(sitePath, List.Address.ListId, item.Id, cancellationToken);
        if (names.Count == 0) return (null, null);
        var said = item.Text(Stories.AltText).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var images = new List<StoryImage>();
        foreach (var (name, place) in names.Take(DecideStory.MostImages + 1).Select((name, place) => (name, place)))
        {
            var bytes = await files.AttachedAsync(sitePath, List.Address.ListId, item.Id, name, Picture.MostBytes, cancellationToken);
            if (bytes is null) return (null, Reason.Of("refuse.storyBigImage", name, $"{Picture.MostBytes / 1024 / 1024}"));
            if (Picture.Read(bytes) is not { } picture) return (null, Reason.Of("refuse.storyBadImage", name));
            if (picture.Bytes.Length <= MostKept) seen.Keep($"{item.Id}:{name}", picture);
            images.Add(new StoryImage(name, place < said.Length ? Typography.Line(said[place]) : "", HashOf(picture), picture.Kind));
        }

        return (images, null);
    }

    private static string HashOf(Picture picture) => Convert.ToHexStringLower(SHA256.HashData(picture.Bytes));

    private static string? Field(string text) => Typography.Line(text) is { Length: > 0 } line ? line : null;
}
