namespace EmulationM365.LocalM365.Rest;

/// <summary><c>/_api/web</c>: the site itself, its region, and who is asking.</summary>
internal static class WebEndpoints
{
    /// <summary>English: the names that lists and columns are born with are English.</summary>
    public const int Language = 1033;

    /// <summary>Viet Nam: how numbers and dates are written.</summary>
    private const int Region = 1066;

    public static IResult Get(GraphCall call, string name) => RestAccess.One(call, call.Read(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var row = new JsonObject
        {
            ["Id"] = site.Web, ["Title"] = site.DisplayName, ["Url"] = call.Tenant.Origin + site.Path, ["ServerRelativeUrl"] = site.Path, ["Language"] = Language, ["Created"] = site.Created,
            ["WebTemplate"] = "STS", ["Configuration"] = 3, ["Description"] = "", ["QuickLaunchEnabled"] = true, ["HasUniqueRoleAssignments"] = true,
        };
        if (call.Options.Expands("RegionalSettings")) row["RegionalSettings"] = Regional();
        if (call.Options.Expands("RegionalSettings/TimeZone")) row["RegionalSettings"]!["TimeZone"] = Zone();
        return row;
    }));

    public static IResult Regional(GraphCall call, string name)
    {
        call.Read(session => RestAccess.Site(call, session, name, Right.Read));
        var row = Regional();
        if (call.Options.Expands("TimeZone")) row["TimeZone"] = Zone();
        return RestAccess.One(call, row);
    }

    public static IResult Zone(GraphCall call, string name)
    {
        call.Read(session => RestAccess.Site(call, session, name, Right.Read));
        return RestAccess.One(call, Zone());
    }

    /// <summary>Who is asking. A first visit makes them known to the site.</summary>
    public static IResult CurrentUser(GraphCall call, string name) => RestAccess.One(call, call.Write(session =>
    {
        var site = RestAccess.Site(call, session, name, Right.Read);
        var row = GroupEndpoints.Principal(session, site, UserRows.Ensure(session, site, call.Caller, call.Now));
        row["IsSiteAdmin"] = SiteStore.RightOf(session, site, call.Caller) == Right.Full;
        return row;
    }));

    /// <summary>What the caller may do on the site, as two halves of a mask, written in figures as text; the masks are those of the roles Read, Contribute, Edit, Design and Full Control.</summary>
    public static IResult Permissions(GraphCall call, string name) => RestAccess.One(call, call.Read(session =>
    {
        var (high, low) = SiteStore.RightOf(session, RestAccess.Site(call, session, name, Right.Read), call.Caller) switch
        {
            Right.Full => ("2147483647", "4294967295"),
            Right.Design => ("432", "1012866047"),
            Right.Manage => ("432", "1011030767"),
            Right.Write or Right.Override => ("432", "1011028719"),
            _ => ("176", "138612833"),
        };
        return new JsonObject { ["High"] = high, ["Low"] = low };
    }));

    private static JsonObject Regional() => new()
    {
        ["LocaleId"] = Region, ["DecimalSeparator"] = ",", ["ThousandSeparator"] = ".", ["ListSeparator"] = ";", ["DateFormat"] = 1, ["DateSeparator"] = "/", ["TimeSeparator"] = ":",
        ["Time24"] = true, ["FirstDayOfWeek"] = 1, ["FirstWeekOfYear"] = 0, ["CalendarType"] = 1, ["AM"] = "SA", ["PM"] = "CH", ["WorkDays"] = 62, ["WorkDayStartHour"] = 480, ["WorkDayEndHour"] = 1020,
    };

    /// <summary>Minutes to add to the local time for UTC. The zone has no summer time, though SharePoint names one for each zone.</summary>
    private static JsonObject Zone() => new()
    {
        ["Id"] = 22, ["Description"] = "(UTC+07:00) Bangkok, Hanoi, Jakarta",
        ["Information"] = new JsonObject { ["Bias"] = -(int)TenantClock.SiteOffset.TotalMinutes, ["DaylightBias"] = -60, ["StandardBias"] = 0 },
    };
}
