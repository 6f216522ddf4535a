using System.Text.Json.Nodes;
using EmulationM365.Campaigns;
using EmulationM365.Microsoft365;
using EmulationM365.Provisioning;
using EmulationM365.Schema.Lists;
using EmulationM365.Streams;
using EmulationM365.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace EmulationM365.Tests.Streams;

/// <summary>Whether a line is of a collective: the column says it; where it is empty, the form that was chosen does.</summary>
public sealed class CollectiveLineTests : IAsyncLifetime
{
    private LocalTenant _tenant = null!;
    private Tenancy _connection = null!;
    private IReadOnlyDictionary<string, ListStore> _stores = null!;
    private LocalTenant.Client _product = null!;
    private string _lines = "";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private RegisterMemory Books => new(_stores, _ => Task.FromResult(new Reference(
        new Dictionary<string, Unit>(), new Dictionary<string, Round>(), [], new DatedSettings([]), new DateOnly(2025, 5, 12))), TimeProvider.System, NullLogger<RegisterMemory>.Instance);

    private ReturnReader Reader => new(_stores["UnitReturns"], _stores["Nominations"], Books, 2025, new JustNow<ReturnContent>(TimeProvider.System));

    public async ValueTask InitializeAsync()
    {
        _tenant = await LocalTenant.StartAsync(Cancel);
        _connection = Connection.Open(_tenant);
        await new Provisioner(_connection, Connection.Site).ApplyAsync(CampaignFiles.Load(2025), Cancel);
        var directory = new SiteDirectory(_connection);
        var site = await directory.SiteIdAsync("/sites/tdkt", Cancel);
        _stores = await directory.StoresAsync(site, 2025, Cancel);
        _product = await _tenant.AsAppAsync(Cancel);
        _lines = $"/v1.0/sites/{site}/lists/{_stores["Nominations"].Address.ListId}/items";
        await _stores["UnitReturns"].CreateAsync(new Fields { Title = "Báo cáo mẫu", [UnitReturns.ReturnKey] = "cuoi-nam-a", [UnitReturns.UnitKey] = "a" }, Cancel);
        await _stores["AwardRegister"].CreateAsync(new Fields
        {
            Title = "Cán bộ mẫu 01", [AwardRegister.AwardKey] = "mau-1", [AwardRegister.StaffKey] = "NV-01", [AwardRegister.UnitKey] = "a", [AwardRegister.Award] = "ldtt",
            [AwardRegister.MeritYear] = 2025, [AwardRegister.Validity] = "valid",
        }, Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _tenant.DisposeAsync();
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("Cá nhân", null, false)]
    [InlineData("Tập thể", null, true)]
    [InlineData("Đột xuất", null, false)]
    [InlineData("Đột xuất", "collective", true)]
    [InlineData("Cá nhân", "collective", true)]
    [InlineData("Tập thể", "individual", false)]
    public async Task The_Column_Says_It_And_The_Content_Type_Where_The_Column_Is_Empty(string? type, string? subject, bool collective)
    {
        await EnterAsync(type, subject);
        var content = await Reader.ReadAsync("1", Cancel);
        var line = Assert.Single(await Reader.JudgeAsync(content!, "civil", new DateOnly(2025, 5, 12), "a", Cancel));
        Assert.Equal(collective, line.Collective);
        // A collective stands on the awards of its members: one of two is in the register.
        Assert.Equal(collective, line.Verdict.Reasons.Any(reason => reason.Places.Contains("1") && reason.Places.Contains("2")));
    }

    [Fact]
    public async Task What_Is_Approved_Is_Bound_To_What_The_Line_Is()
    {
        await EnterAsync("Tập thể", null);
        var entered = (await Reader.ReadAsync("1", Cancel))!.ContentHash;
        await PatchAsync("""{"Subject":"Tập thể"}""");
        Assert.Equal(entered, (await Reader.ReadAsync("1", Cancel))!.ContentHash);
        await PatchAsync("""{"Subject":null,"ContentType":"Cá nhân"}""");
        Assert.NotEqual(entered, (await Reader.ReadAsync("1", Cancel))!.ContentHash);
    }

    private async Task EnterAsync(string? type, string? subject)
    {
        var fields = new JsonObject
        {
            ["Title"] = "Phòng mẫu", ["ReturnLookupId"] = "1", ["Award"] = Nominations.Award.Word("ttldtt"), ["MemberCount"] = 2,
        };
        if (type is not null) fields["ContentType"] = type;
        if (subject is not null) fields["Subject"] = Nominations.Subject.Word(subject);
        Assert.Equal(201, (await _product.PostAsync(_lines, new JsonObject { ["fields"] = fields }, Cancel)).Status);
    }

    private async Task PatchAsync(string fields) => Assert.Equal(200, (await _product.PatchAsync($"{_lines}/1/fields", JsonNode.Parse(fields), Cancel)).Status);
}
