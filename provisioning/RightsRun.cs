using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Provisioning;

/// <summary>Takes the steps that concern rights, one after the other.</summary>
/// <param name="rest">The site's REST.</param>
/// <param name="sitePath">The site.</param>
/// <param name="groups">The groups there were; those made here join them.</param>
public sealed class RightsRun(SharePointRest rest, string sitePath, IEnumerable<SiteGroup> groups)
{
    private readonly Dictionary<string, int> _groups = groups.ToDictionary(group => group.Title, group => group.Id, StringComparer.OrdinalIgnoreCase);
    private long? _contributeAll;

    /// <summary>Looks up, or makes, what steps need before any of them is taken.</summary>
    public async Task PrepareAsync(IEnumerable<SiteStep> steps, CancellationToken cancellationToken)
    {
        if (steps.Any(step => step is GiveRight { Level: SiteLevel.ContributeAll })) await RoleAsync(SiteLevel.ContributeAll, cancellationToken);
    }

    /// <summary>Takes a step; one that is no matter of rights is left to others.</summary>
    public async Task RunAsync(SiteStep step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case MakeGroup make:
                _groups[make.Title] = await rest.AddGroupAsync(sitePath, make.Title, make.Purpose, cancellationToken);
                break;
            case CloseList close:
                await rest.CloseAsync(sitePath, Securable.List(close.ListId), false, cancellationToken);
                break;
            case MakeFolder make:
                await rest.AddFolderAsync(sitePath, make.Url, cancellationToken);
                break;
            case CloseFolder close:
                await rest.CloseAsync(sitePath, Securable.Folder(close.Url), true, cancellationToken);
                break;
            case GiveRight give:
                await rest.GiveRoleAsync(sitePath, give.At.Address, _groups[give.Group], await RoleAsync(give.Level, cancellationToken), cancellationToken);
                break;
            case TakeRight take:
                await rest.TakeRoleAsync(sitePath, take.At.Address, _groups[take.Group], take.Role, cancellationToken);
                break;
            case NarrowList narrow:
                await rest.MergeListAsync(sitePath, narrow.ListId, new JObject { ["WriteSecurity"] = narrow.Own ? 2 : 1 }, cancellationToken);
                break;
        }
    }

    private async Task<long> RoleAsync(SiteLevel level, CancellationToken cancellationToken) =>
        SharePointRest.RoleOf(level) ?? (_contributeAll ??= await rest.ContributeAllAsync(sitePath, cancellationToken));
}
