using Azure.Identity;
using EmulationM365.Microsoft365;
using Microsoft.Extensions.Configuration;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Settings that would send a token or a person in the clear are refused before anything starts.</summary>
public sealed class M365OptionsTests
{
    public static TheoryData<string, string, string> Wrong => new()
    {
        { "Authority", "http://login.test", "M365:Authority" },
        { "GraphBaseUrl", "http://graph.test/v1.0", "M365:GraphBaseUrl" },
        { "SharePointBaseUrl", "http://contoso.test", "M365:SharePointBaseUrl" },
        { "PublicBaseUrl", "http://pages.test", "M365:PublicBaseUrl" },
        { "PublicBaseUrl", "pages.test", "M365:PublicBaseUrl" },
        { "PublicBaseUrl", "/pages", "M365:PublicBaseUrl" },
        { "GraphBaseUrl", "ftp://localhost/v1.0", "M365:GraphBaseUrl" },
        { "NotificationBaseUrl", "http://localhost:7071", "M365:NotificationBaseUrl" },
        { "NotificationBaseUrl", "http://functions.test", "M365:NotificationBaseUrl" },
        { "NotificationBaseUrl", "functions.test", "M365:NotificationBaseUrl" },
        { "TenantId", "", "TenantId" },
        { "ClientId", "", "ClientId" },
        { "Mailbox", "", "Mailbox" },
        { "RuPerMinute", "0", "RuPerMinute" },
        { "AnchorMailbox", "nobody", "M365:AnchorMailbox" },
        { "AnchorKey", "c2hvcnQ=", "M365:AnchorKey" },
        { "AnchorKey", "no base64 at all, however long it may be, is a key", "M365:AnchorKey" },
    };

    [Fact]
    public void Good_Settings_Have_No_Fault()
    {
        Assert.Empty(Good().Faults());
        Assert.Empty(With("Authority", "http://localhost:5365/openid").Faults());
        Assert.Empty(With("GraphBaseUrl", "http://127.0.0.1:5365/v1.0").Faults());
        Assert.Empty(With("NotificationBaseUrl", "https://functions.test").Faults());
        Assert.Empty(With("AnchorMailbox", "moc@ngoai.example").Faults());
        Assert.Empty(With("AnchorKey", Convert.ToBase64String(new byte[32])).Faults());
    }

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_Wrong_Setting_Is_Named(string name, string value, string named) => Assert.Contains(named, Assert.Single(With(name, value).Faults()), StringComparison.Ordinal);

    [Fact]
    public void Everything_That_Is_Missing_Is_Said_At_Once()
    {
        var faults = new M365Options().Faults().ToList();
        Assert.All(new List<string> { "SharePointBaseUrl", "PublicBaseUrl", "TenantId", "ClientId", "Mailbox" }, name => Assert.Contains(faults, fault => fault.Contains(name, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("sites/tdkt", "", 2025, "Path")]
    [InlineData("/sites/tdkt", "news", 2025, "NewsSite")]
    [InlineData("/sites/tdkt", "", 2023, "Year")]
    [InlineData("/sites/tdkt", "", 2101, "Year")]
    public void A_Wrong_Site_Is_Named(string path, string news, int year, string named) =>
        Assert.Contains(named, Assert.Single(new SiteOptions { Path = path, NewsSite = news, Year = year }.Faults()), StringComparison.Ordinal);

    [Fact]
    public void A_Site_Is_Named_Once_A_Year_And_Its_Years_Are_Kept_Apart()
    {
        SiteOptions first = new() { Path = "/sites/tdkt", Year = 2025 }, next = new() { Path = "/sites/tdkt", Year = 2026 };
        Assert.NotEqual(first.Key, next.Key);
        Assert.Equal(2, FlowRegistration.Read(Configured(first, next)).Sites.Count);
        var twice = Assert.Throws<SettingsException>(() => FlowRegistration.Read(Configured(first, next, new SiteOptions { Path = "/sites/TDKT", Year = 2025 })));
        Assert.Contains("named 2 times", Assert.Single(twice.Faults), StringComparison.Ordinal);
    }

    private static IConfiguration Configured(params SiteOptions[] sites)
    {
        var good = Good();
        return new ConfigurationBuilder().AddInMemoryCollection(sites.SelectMany((site, index) => new[] { ("Path", site.Path), ("Year", $"{site.Year}") }
                .Select(pair => KeyValuePair.Create<string, string?>($"Sites:{index}:{pair.Item1}", pair.Item2))))
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["M365:SharePointBaseUrl"] = good.SharePointBaseUrl.ToString(), ["M365:PublicBaseUrl"] = good.PublicBaseUrl.ToString(), ["M365:TenantId"] = good.TenantId,
                ["M365:ClientId"] = good.ClientId, ["M365:Mailbox"] = good.Mailbox,
            }).Build();
    }

    [Fact]
    [Trait("Fault", "54")]
    public void A_Token_Goes_To_The_Chosen_Hosts_Only()
    {
        var options = Good();
        options.AllowedHosts = " a.test , b.test ,,";
        Assert.Equal(["a.test", "b.test", "graph.microsoft.com", "contoso.test"], options.TokenHosts);
        Assert.Equal("https://contoso.test/.default", options.SharePointScope);
        Assert.Equal("https://graph.microsoft.com/.default", With("GraphBaseUrl", "http://localhost:5365/v1.0").GraphScope);
        Assert.Equal("https://graph.microsoft.us/.default", With("GraphBaseUrl", "https://graph.microsoft.us/v1.0").GraphScope);
    }

    [Fact]
    public void An_Authority_Elsewhere_Must_Be_Https()
    {
        Assert.Contains("http://login.test", Assert.Throws<ArgumentException>(() => Credentials.For(With("Authority", "http://login.test"), TimeProvider.System)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Credentials.For(With("Authority", "ftp://localhost"), TimeProvider.System));
        Assert.IsType<DefaultAzureCredential>(Credentials.For(Good(), TimeProvider.System));
        using var loopback = Assert.IsType<LoopbackCredential>(Credentials.For(With("Authority", "http://localhost:5365/openid"), TimeProvider.System));
    }

    private static M365Options Good() => new()
    {
        SharePointBaseUrl = new Uri("https://contoso.test"), TenantId = "t", ClientId = "c", Mailbox = "m@contoso.test", PublicBaseUrl = new Uri("https://pages.test"),
    };

    private static M365Options With(string name, string value)
    {
        var options = Good();
        var property = typeof(M365Options).GetProperty(name)!;
        object typed = property.PropertyType == typeof(Uri) ? new Uri(value, UriKind.RelativeOrAbsolute) : property.PropertyType == typeof(int) ? int.Parse(value, null) : value;
        property.SetValue(options, typed);
        return options;
    }
}
