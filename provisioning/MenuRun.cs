using EmulationM365.Microsoft365;
using EmulationM365.Schema;

namespace EmulationM365.Provisioning;

/// <summary>Takes the steps that concern the menu of the site, one after the other.</summary>
/// <param name="rest">The site's REST.</param>
/// <param name="site">The site.</param>
/// <param name="menu">The menu there was; links added here join it.</param>
public sealed class MenuRun(SharePointRest rest, SiteOptions site, IReadOnlyList<FoundLink> menu)
{
    private readonly Dictionary<string, long> _ids = SiteMenu.Links(site.Path, site.Year)
        .Select(link => (link.Key, MenuDiff.Find(menu, link)?.Id)).Where(pair => pair.Id is not null).ToDictionary(pair => pair.Key, pair => pair.Id!.Value);

    /// <summary>Takes a step; one that is no matter of the menu is left to others.</summary>
    public async Task RunAsync(SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case AddLink add:
                _ids[add.Link.Key] = await rest.AddLinkAsync(site.Path, add.Link.Under is { } under ? _ids[under] : null, add.Link.Title, add.Link.Url, cancellationToken);
                if (add.Behind is { } behind) await rest.MoveLinkAsync(site.Path, _ids[add.Link.Key], behind.Length == 0 ? 0 : _ids[behind], cancellationToken);
                break;
            case NameHome name:
                await rest.RenameLinkAsync(site.Path, name.LinkId, name.Title, cancellationToken);
                break;
            case FileLink file:
                // Cut short in between it stands in both places, and the next run takes it out of the old one.
                if (!file.There) await rest.AddLinkAsync(site.Path, _ids[file.Under], file.Link.Title, file.Link.Url, cancellationToken);
                await rest.RemoveLinkAsync(site.Path, file.Link.Id, cancellationToken);
                break;
        }
    }
}
