using EmulationM365.Microsoft365;

namespace EmulationM365.Provisioning.Home;

/// <summary>One thing to do for the home page.</summary>
/// <param name="Page">The page as it should be.</param>
public abstract record HomeStep(HomePage Page) : SiteStep;

/// <summary>There is no home page of the year.</summary>
public sealed record MakeHome(HomePage Page) : HomeStep(Page);

/// <summary>Ours says something that is no longer so, and nobody edited it.</summary>
/// <param name="Page">The page as it should be.</param>
/// <param name="Id">The page that is there.</param>
/// <param name="Revision">How often it will have been published then.</param>
public sealed record ChangeHome(HomePage Page, string Id, int Revision) : HomeStep(Page);

/// <summary>Ours was written and readers do not see it yet: a run was cut short.</summary>
public sealed record PublishHome(HomePage Page, string Id) : HomeStep(Page);

/// <summary>The site opens with the page it was born with, or with that of an earlier year.</summary>
public sealed record OpenWithHome(HomePage Page) : HomeStep(Page);

/// <summary>The home page as it is on the site.</summary>
/// <param name="Page">The page of the name; null when there is none.</param>
/// <param name="Welcome">Address below the site of the page that the site opens with.</param>
public sealed record HomeFound(FoundPage? Page, string Welcome);

/// <summary>
/// Compares the home page with what it should say. Ours is kept true as long as only we published it; once people did, it is theirs. The page that the
/// site opens with is changed only from the one it was born with, or from ours of an earlier year.
/// </summary>
public static class HomeDiff
{
    private const string Folder = "SitePages/";

    private static readonly string[] Born = ["", "SitePages/Home.aspx", "SitePages/CollabHome.aspx", "default.aspx"];

    /// <summary>What is to be done.</summary>
    public static IReadOnlyList<SiteStep> Of(HomePage page, HomeFound found)
    {
        IReadOnlyList<SiteStep> steps = found.Page is null ? [new MakeHome(page)] : [.. OnPage(page, found.Page)];
        return IsOthers(page.Year, found.Welcome) || Same(found.Welcome, AddressOf(page.Year)) ? steps : [.. steps, new OpenWithHome(page)];
    }

    /// <summary>Address of the page of a year, below the site.</summary>
    public static string AddressOf(int year) => Folder + HomePage.NameOf(year);

    /// <summary>People edited the page, or made it themselves.</summary>
    public static bool IsTheirs(FoundPage page) => HomeMark.Of(page.Description) is not { } mark || page.Major > mark.Revision || (page.Major == mark.Revision && !page.Published);

    /// <summary>People chose the page that the site opens with: it is neither the one the site was born with, nor one of ours up to that year.</summary>
    public static bool IsOthers(int year, string welcome) => !Born.Any(born => Same(born, welcome)) && !Enumerable.Range(year - 50, 51).Any(other => Same(AddressOf(other), welcome));

    private static IEnumerable<SiteStep> OnPage(HomePage page, FoundPage there)
    {
        if (IsTheirs(there)) yield break;
        var mark = HomeMark.Of(there.Description)!;
        if (there.Major == mark.Revision && mark.Hash == page.Hash) yield break;
        // What a run that was cut short wrote and did not show is written over without another number.
        if (mark.Hash == page.Hash) yield return new PublishHome(page, there.Id);
        else yield return new ChangeHome(page, there.Id, there.Major + 1);
    }

    private static bool Same(string one, string other) => string.Equals(one.TrimStart('/'), other, StringComparison.OrdinalIgnoreCase);
}
