using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365;

/// <summary>What SharePoint says a caller may do on a site: the masks of its roles, as two halves written in figures (facts of SharePoint REST: BasePermissions).</summary>
public sealed class SitePermissionMaskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("read", "176", "138612833", 200)]
    [InlineData("write", "432", "1011028719", 200)]
    [InlineData("manage", "432", "1011030767", 200)]
    [InlineData("fullcontrol", "2147483647", "4294967295", 200)]
    [InlineData(null, null, null, 403)]
    public async Task Each_Role_Has_Its_Mask(string? role, string? high, string? low, int status)
    {
        await using var tenant = await LocalTenant.StartAsync(Cancel);
        var directory = LocalTenant.Directory();
        var grants = directory["sites"]![0]!["grants"]!.AsArray();
        if (role is null) grants.RemoveAt(0);
        else grants[0]!["role"] = role;
        await tenant.PutAsync("/_local/people", directory, Cancel);
        var answer = await (await tenant.AsAppAsync(Cancel, resource: tenant.Origin)).GetAsync("/sites/tdkt/_api/web/effectivebasepermissions", Cancel);
        Assert.Equal(status, answer.Status);
        if (role is not null) Assert.Equal((high, low), (answer.Json["High"]!.GetValue<string>(), answer.Json["Low"]!.GetValue<string>()));
    }
}
