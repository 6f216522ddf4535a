using System.Text;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;
using Microsoft.AspNetCore.WebUtilities;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §8 and §11 (audiences): the sign-in authority, the flows of the Microsoft identity platform without its secrets.</summary>
public sealed class SignInTests : TenantTests
{
    private const string Redirect = "http://localhost:7071/signin";

    [Fact]
    public async Task Discovery_Names_The_Issuer_And_A_Key()
    {
        var nobody = new LocalTenant.Client(Tenant, null);
        var found = await nobody.GetAsync($"/openid/{LocalTenant.TenantId}/v2.0/.well-known/openid-configuration", Cancel);
        Assert.Equal($"{Tenant.Origin}/openid/{LocalTenant.TenantId}/v2.0", found.Json["issuer"]!.GetValue<string>());
        var keys = await nobody.GetAsync(found.Json["jwks_uri"]!.GetValue<string>(), Cancel);
        Assert.Equal("RS256", keys.Json["keys"]![0]!["alg"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_App_Token_Says_Which_App_For_Whom_With_Which_Roles()
    {
        var claims = Claims(Product.Token);
        Assert.Equal(LocalTenant.Graph, claims["aud"]!.GetValue<string>());
        Assert.Equal(LocalTenant.Product, claims["appid"]!.GetValue<string>());
        Assert.Equal(("app", LocalTenant.TenantId), (claims["idtyp"]!.GetValue<string>(), claims["tid"]!.GetValue<string>()));
        Assert.Contains("Sites.Selected", claims["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
    }

    [Theory]
    [InlineData("client_id", "nobody", "unauthorized_client")]
    [InlineData("scope", "https://elsewhere.test/.default", "invalid_scope")]
    [InlineData("grant_type", "device_code", "unsupported_grant_type")]
    public async Task A_Wrong_Request_For_A_Token_Is_400(string member, string value, string error)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = LocalTenant.Product, ["scope"] = LocalTenant.Graph + "/.default" };
        form[member] = value;
        var answer = await Tenant.TokenAnswerAsync(form, Cancel);
        Assert.Equal((400, error), (answer.Status, answer.Json["error"]!.GetValue<string>()));
    }

    [Theory]
    [InlineData("chi@mau.example")]
    [InlineData("nobody@mau.example")]
    public async Task A_Disabled_Or_Unknown_Person_Gets_No_Token(string person)
    {
        var answer = await Tenant.TokenAnswerAsync(new() { ["grant_type"] = "password", ["client_id"] = LocalTenant.Product, ["username"] = person, ["scope"] = "openid" }, Cancel);
        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Json["error"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_Person_Picks_Their_Name_And_Comes_Back_With_A_Code_Good_For_Once()
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        var ask = $"{Tenant.Origin}/openid/{LocalTenant.TenantId}/oauth2/v2.0/authorize?client_id={LocalTenant.Product}&redirect_uri={Redirect}&response_type=code&scope=openid&state=s1&nonce=n1";
        var page = await http.GetStringAsync(new Uri(ask), Cancel);
        Assert.Contains("Chọn người đăng nhập", page, StringComparison.Ordinal);
        Assert.Contains("Cán bộ mẫu An", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Cán bộ mẫu Chi", page, StringComparison.Ordinal);
        using var back = await http.GetAsync(new Uri($"{ask}&prompt=none&login_hint=an@mau.example"), Cancel);
        var query = QueryHelpers.ParseQuery(back.Headers.Location!.Query);
        Assert.Equal("s1", query["state"]);
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["client_id"] = LocalTenant.Product, ["code"] = query["code"].ToString(), ["redirect_uri"] = Redirect };
        var granted = await Tenant.TokenAnswerAsync(form, Cancel);
        var id = Claims(granted.Json["id_token"]!.GetValue<string>());
        Assert.Equal((LocalTenant.Product, "n1", LocalTenant.An), (id["aud"]!.GetValue<string>(), id["nonce"]!.GetValue<string>(), id["oid"]!.GetValue<string>()));
        Assert.Equal("an@mau.example", id["preferred_username"]!.GetValue<string>());
        Assert.Equal("invalid_grant", (await Tenant.TokenAnswerAsync(form, Cancel)).Json["error"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_Redirect_Beyond_This_Machine_Is_Refused()
    {
        var ask = $"/openid/{LocalTenant.TenantId}/oauth2/v2.0/authorize?client_id={LocalTenant.Product}&redirect_uri=https://elsewhere.test/&response_type=code&scope=openid";
        Assert.Equal(400, (await new LocalTenant.Client(Tenant, null).GetAsync(ask, Cancel)).Status);
    }

    [Fact]
    public async Task Graph_And_SharePoint_Take_Only_Tokens_Of_Their_Own_Audience()
    {
        var rest = await Tenant.AsAppAsync(Cancel, resource: Tenant.Origin);
        var refused = await rest.GetAsync(Site, Cancel);
        Assert.Equal((401, "InvalidAuthenticationToken"), (refused.Status, refused.Code));
        Assert.NotEmpty(refused.Headers.WwwAuthenticate);
        Assert.Equal(401, (await Product.GetAsync("/sites/tdkt/_api/web/lists", Cancel)).Status);
    }

    [Fact]
    public async Task No_Forged_Or_Expired_Token_Comes_In()
    {
        Assert.Equal(401, (await new LocalTenant.Client(Tenant, null).GetAsync(Site, Cancel)).Status);
        var parts = Product.Token.Split('.');
        var claims = Claims(Product.Token);
        claims["roles"] = new JsonArray("Sites.FullControl.All");
        var forged = $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(claims.ToJsonString()))}.{parts[2]}";
        Assert.Equal(401, (await new LocalTenant.Client(Tenant, forged).GetAsync(Site, Cancel)).Status);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal(200, (await Product.GetAsync(Site, Cancel)).Status);
        Tenant.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal(401, (await Product.GetAsync(Site, Cancel)).Status);
    }

    [Fact]
    public async Task A_Person_Who_Is_Disabled_Loses_Access_At_Once()
    {
        var an = await Tenant.AsPersonAsync(LocalTenant.An, Cancel);
        Assert.Equal(200, (await an.GetAsync(Site, Cancel)).Status);
        var directory = LocalTenant.Directory();
        directory["people"]![0]!["accountEnabled"] = false;
        await Tenant.PutAsync("/_local/people", directory, Cancel);
        Assert.Equal(401, (await an.GetAsync(Site, Cancel)).Status);
    }

    private static JsonObject Claims(string token) => Json(Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(token.Split('.')[1])));
}
