using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.LocalM365.Faults;

/// <summary>Kind <c>torn</c>: a time-out in the middle of an answer. reliability §2 row 17: the cursor stays, and the page is done again.</summary>
public sealed class TornFaultTests : FaultTests
{
    [Theory]
    [InlineData("items?$expand=fields&$top=2")]
    [InlineData("items/delta?$expand=fields&$top=2")]
    public async Task Torn_Sends_Headers_And_A_Part_Of_A_Page_And_The_Page_Can_Be_Read_Again(string path)
    {
        var list = await ListAsync("Rows");
        foreach (var title in new[] { "một", "hai", "ba" }) await AddAsync(list, title);
        var whole = await Product.GetAsync($"{list}/{path}", Cancel);
        await ScriptAsync("""{"route":"GET .*/items","kind":"torn","share":0.4}""");
        using var request = new HttpRequestMessage(HttpMethod.Get, Tenant.Origin + $"{list}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Product.Token);
        using var answer = await Tenant.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        Assert.Equal((200, System.Text.Encoding.UTF8.GetByteCount(whole.Text)), ((int)answer.StatusCode, (int)answer.Content.Headers.ContentLength!));
        await using var body = await answer.Content.ReadAsStreamAsync(Cancel);
        using var part = new MemoryStream();
        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(part, Cancel));
        Assert.InRange(part.Length, 1, answer.Content.Headers.ContentLength!.Value - 1);
        Assert.Equal(whole.Text, (await Product.GetAsync($"{list}/{path}", Cancel)).Text);
    }

    [Fact]
    public async Task Torn_Inside_A_Batch_Is_An_Answer_That_Was_Lost()
    {
        var list = await ListAsync("Rows");
        await ScriptAsync("""{"route":"GET .*/items$","kind":"torn"}""");
        var answer = await Product.PostAsync("/v1.0/$batch", BatchBody.Batch(BatchBody.Get("1", list[5..] + "/items"), BatchBody.Get("2", "/users")), Cancel);
        Assert.Equal((504, 200), (BatchBody.Status(answer, "1"), BatchBody.Status(answer, "2")));
    }
}
