using EmulationM365.Functions.Pages;
using Microsoft.AspNetCore.Http;

namespace EmulationM365.Tests.Functions;

/// <summary>A form is taken only from the browser to which it was shown, and from the person to whom it was shown.</summary>
public sealed class FormProofTests
{
    private static readonly string Secret = new('7', 64);

    [Fact]
    public void The_Browser_Gets_A_Number_That_Only_This_Host_Can_Set_And_No_Script_Can_Read()
    {
        var context = new DefaultHttpContext();
        Assert.Equal(64, new FormProof(() => Secret).For(context, "o-1").Length);
        var cookie = Assert.Single(context.Response.Headers.SetCookie)!;
        Assert.StartsWith($"__Host-tdkt={Secret};", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "path=/", "secure", "httponly", "samesite=lax" }) Assert.Contains(attribute, cookie, StringComparison.Ordinal);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("o-1", true, true, true)]
    [InlineData("o-2", true, true, false)]
    [InlineData("o-1", false, true, false)]
    [InlineData("o-1", true, false, false)]
    public void It_Holds_For_That_Browser_And_That_Person_Alone(string person, bool sameBrowser, bool given, bool holds)
    {
        var proof = new FormProof(() => Secret).For(new DefaultHttpContext(), "o-1");
        var request = With(sameBrowser ? Secret : new string('8', 64));
        Assert.Equal(holds, FormProof.Holds(request, given ? proof : "", person));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("../../../../../../../../../../../../../../../../../../../../../../../")]
    public void A_Number_That_Is_None_Proves_Nothing_And_Is_Replaced(string number)
    {
        var request = With(number);
        Assert.False(FormProof.Holds(request, "", "o-1"));
        new FormProof(() => Secret).For(request.HttpContext, "o-1");
        Assert.Single(request.HttpContext.Response.Headers.SetCookie);
    }

    private static HttpRequest With(string cookie)
    {
        var request = new DefaultHttpContext().Request;
        request.Headers.Cookie = $"{FormProof.Cookie}={cookie}";
        return request;
    }
}
