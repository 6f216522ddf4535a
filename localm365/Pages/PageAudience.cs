namespace EmulationM365.LocalM365.Pages;

/// <summary>Who sees what of a page: its author and those who write on the site the draft, readers only what was published.</summary>
internal static class PageAudience
{
    public static bool SeesDraft(Session session, Caller caller, Site site, SitePage page) =>
        SiteStore.RightOf(session, site, caller) >= Right.Write || (page.Author["user"] as JsonObject)?.String("id") == caller.Id;

    /// <summary>The page as the caller sees it; null when there is nothing for them yet.</summary>
    public static SitePage? Seen(Session session, Caller caller, Site site, SitePage page) =>
        SeesDraft(session, caller, site, page) ? page
        : page.Published is { } published ? page with { Draft = published, Level = "published", Minor = 0 }
        : null;
}
