using EmulationM365.Microsoft365;

namespace EmulationM365.Tests.Support;

/// <summary>The product's own connection to a localm365 of a test.</summary>
public static class Connection
{
    /// <summary>Settings that lead to it.</summary>
    public static M365Options Options(LocalTenant tenant, string clientId = LocalTenant.Product) => new()
    {
        GraphBaseUrl = new Uri(tenant.App.BaseAddress, "v1.0"),
        SharePointBaseUrl = tenant.App.BaseAddress,
        Authority = new Uri(tenant.App.BaseAddress, "openid"),
        TenantId = LocalTenant.TenantId,
        ClientId = clientId,
        Mailbox = "tdkt@mau.example",
        PublicBaseUrl = new Uri("http://localhost:1"),
        // The clock of a test stands still: its one minute must not end.
        RuPerMinute = 1_000_000,
    };

    /// <summary>The site of the tests.</summary>
    public static SiteOptions Site { get; } = new() { Path = "/sites/tdkt", Year = 2025 };

    /// <summary>A connection under an application's identity.</summary>
    public static Tenancy Open(LocalTenant tenant, string clientId = LocalTenant.Product, TimeProvider? time = null, HttpMessageHandler? transport = null)
    {
        var options = Options(tenant, clientId);
        return new Tenancy(options, Credentials.For(options, tenant.Clock), time ?? tenant.Clock, transport);
    }

    /// <summary>The same settings as environment variables.</summary>
    public static Dictionary<string, string> Environment(LocalTenant tenant, string clientId = LocalTenant.Product)
    {
        var options = Options(tenant, clientId);
        return new Dictionary<string, string>
        {
            ["M365__GraphBaseUrl"] = options.GraphBaseUrl.ToString(),
            ["M365__SharePointBaseUrl"] = options.SharePointBaseUrl.ToString(),
            ["M365__Authority"] = options.Authority.ToString(),
            ["M365__TenantId"] = options.TenantId,
            ["M365__ClientId"] = clientId,
            ["M365__Mailbox"] = options.Mailbox,
            ["M365__PublicBaseUrl"] = "http://localhost:1",
            ["M365__RuPerMinute"] = options.RuPerMinute.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Sites__0__Path"] = Site.Path,
            ["Sites__0__Year"] = "2025",
        };
    }
}
