using System.Security.Cryptography;
using System.Text;
using EmulationM365.Functions.Local.Sample;
using EmulationM365.Schema.Lists;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace EmulationM365.Tests.Functions.OneMachine;

/// <summary>Papers of a return: missing ones are named, what must not be there stops the step, what was received is bound by hash. By the lists and the library alone.</summary>
public sealed class DossierTests : ReturnUnderReview
{
    private static readonly byte[] Pdf = Encoding.UTF8.GetBytes("%PDF-1.4\n% bản mẫu\n%%EOF\n");

    [Fact]
    public async Task What_Is_Missing_Is_Named_To_The_Unit_And_To_Whoever_Is_Asked()
    {
        var item = await ReturnAsync();
        Assert.Contains("Hồ sơ còn thiếu: ", (string?)item["SystemNote"], StringComparison.Ordinal);
        Assert.Contains("Biên bản bình xét (Luật 06/2022/QH15 Điều 84 khoản 1)", (string?)item["SystemNote"], StringComparison.Ordinal);
        Assert.Contains("Hồ sơ có 0 tệp, còn thiếu: Biên bản bình xét", (string?)(await RequestsAsync())["01-confirm"]["Summary"], StringComparison.Ordinal);
        Assert.Contains((await MailsAsync(Head)).Where(mail => mail.Contains("01-confirm", StringComparison.Ordinal)), mail => mail.Contains("Hồ sơ có 0 tệp", StringComparison.Ordinal));
        await AnswerAsync("confirm", "agree", Head, 1);
        Assert.Contains("còn thiếu", (string?)(await RequestsAsync())["01-receive"]["Summary"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_The_Office_Receives_And_Appraises_Is_Bound_By_The_Hash_Of_Each_File()
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await AnswerAsync("confirm", "agree", Head, 1);
        var folder = await FolderAsync();
        await clerk.UploadAsync(await RootAsync(), $"{folder}/Biên bản bình xét.pdf", Pdf, Cancel);
        await clerk.UploadAsync(await RootAsync(), $"{folder}/scan001.pdf", [.. Pdf, 1], Cancel);

        await AnswerAsync("receive", "received", Office, 1);
        var received = await DossierAsync("ReturnReceived");
        Assert.Equal(
            [("Biên bản bình xét.pdf", "minutes", Hash(Pdf)), ("scan001.pdf", "other", Hash([.. Pdf, 1]))],
            received["Files"]!.Select(file => ((string)file["Path"]!, (string)file["Paper"]!, (string)file["Sha256"]!)));
        Assert.DoesNotContain(received["Missing"]!, missing => (string?)missing["Paper"] == "minutes");

        // Somebody puts another content in the place of one, and takes the other away.
        await clerk.PutAsync(await RootAsync(), $"{folder}/Biên bản bình xét.pdf", [.. Pdf, 2], Cancel);
        await clerk.RemoveFileAsync(await RootAsync(), $"{folder}/scan001.pdf", Cancel);
        var page = await PageAsync("01-appraise", Office);
        Assert.Contains("Thay đổi sau khi tiếp nhận: sửa Biên bản bình xét.pdf; xóa scan001.pdf", page, StringComparison.Ordinal);

        await AnswerAsync("appraise", "qualified", Office, 1);
        Assert.Equal([("Biên bản bình xét.pdf", Hash([.. Pdf, 2]))], (await DossierAsync("ReturnAppraised"))["Files"]!.Select(file => ((string)file["Path"]!, (string)file["Sha256"]!)));
    }

    [Theory]
    [InlineData("Bệnh án học viên.pdf", "hồ sơ, bệnh án của học viên")]
    [InlineData("Công văn MẬT.pdf", "bí mật nhà nước")]
    [InlineData("bao cao.docx", "không đúng với đuôi tên tệp")]
    public async Task What_Must_Not_Be_There_Stops_The_Reception_Until_It_Is_Gone(string name, string why)
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await AnswerAsync("confirm", "agree", Head, 1);
        var path = $"{await FolderAsync()}/{name}";
        await clerk.UploadAsync(await RootAsync(), path, Pdf, Cancel);
        var before = await EventsAsync();

        await AnswerAsync("receive", "received", Office, 1);
        Assert.Equal(before, await EventsAsync());
        Assert.Contains(await MailsAsync(Office), mail => mail.Contains(name, StringComparison.Ordinal) && mail.Contains(why, StringComparison.Ordinal));
        Assert.Contains(why, name.EndsWith("docx", StringComparison.Ordinal) ? why : await PageAsync("01-receive", Office), StringComparison.Ordinal);

        await clerk.RemoveFileAsync(await RootAsync(), path, Cancel);
        await AnswerAsync("receive", "received", SamplePeople.Number(7), 1);
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task A_Return_With_What_Must_Not_Be_There_Is_Not_Sent_And_May_Be_Given_Back_By_The_Office()
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await clerk.UploadAsync(await RootAsync(), $"{await FolderAsync()}/Danh sách học viên.xlsx", Pdf, Cancel);
        await AnswerAsync("confirm", "agree", Head, 1);
        await EditReturnAsync(Clerk, new JObject { ["Step"] = UnitReturns.Step.Word("withdraw") });
        var before = await EventsAsync();
        await EditReturnAsync(Clerk, new JObject { ["Step"] = UnitReturns.Step.Word("submit") });
        Assert.Equal(before, await EventsAsync());
        Assert.Contains("Danh sách học viên.xlsx", (string?)(await ReturnAsync())["SystemNote"], StringComparison.Ordinal);
        await clerk.RemoveFileAsync(await RootAsync(), $"{await FolderAsync()}/Danh sách học viên.xlsx", Cancel);
        await EditReturnAsync(Clerk, new JObject { ["Step"] = UnitReturns.Step.Word("submit") });
        Assert.Equal(before.Count + 1, (await EventsAsync()).Count);
    }

    [Fact]
    public async Task What_People_Chose_In_The_Column_Tells_Where_The_Name_Does_Not()
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await AnswerAsync("confirm", "agree", Head, 1);
        await clerk.UploadAsync(await RootAsync(), $"{await FolderAsync()}/scan001.pdf", Pdf, Cancel);
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        var file = (await office.ItemsAsync(YearLists.Dossiers, null, Cancel)).Single(item => (string?)item["fields"]!["FileLeafRef"] == "scan001.pdf");
        await office.ChangeAsync(YearLists.Dossiers, file, new JObject { ["Paper"] = YearLists.Dossiers.Column("Paper").Word("minutes") }, Cancel);
        await AnswerAsync("receive", "received", Office, 1);
        Assert.Equal("minutes", (string?)Assert.Single((await DossierAsync("ReturnReceived"))["Files"]!)["Paper"]);
    }

    [Fact]
    public async Task Papers_In_A_Folder_Of_Somebody_Are_Found_As_His()
    {
        using var clerk = Caller.Person(_stage.Machine.TenantAddress, Clerk);
        await AnswerAsync("confirm", "agree", Head, 1);
        await clerk.MakeFolderAsync(await RootAsync(), await FolderAsync(), "Cán bộ mẫu 03", Cancel);
        await clerk.PutAsync(await RootAsync(), $"{await FolderAsync()}/Cán bộ mẫu 03/Báo cáo.pdf", Pdf, Cancel);
        await AnswerAsync("receive", "received", Office, 1);
        Assert.Equal("Cán bộ mẫu 03/Báo cáo.pdf", (string?)Assert.Single((await DossierAsync("ReturnReceived"))["Files"]!)["Path"]);
    }

    private async Task<string> FolderAsync() => $"{(await ReturnAsync())["UnitKey"]}/{(await ReturnAsync())["RoundKey"]}";

    /// <summary>The clerk may write into the folder of the own unit and does not see the library: the address is what the button in the list leads to.</summary>
    private async Task<string> RootAsync()
    {
        using var office = Caller.Person(_stage.Machine.TenantAddress, Office);
        return await office.RootAsync(YearLists.Dossiers, Cancel);
    }

    private async Task<JToken> DossierAsync(string type)
    {
        var recorded = (await _stage.ItemsAsync(CaseEvents.List)).Single(item => (string?)item["CaseId"] == Case && (string?)item["EventType"] == type);
        return JsonConvert.DeserializeObject<JObject>((string)recorded["Data"]!)!["body"]!["Dossier"]!;
    }

    private async Task<string> PageAsync(string request, SamplePerson person)
    {
        using var browser = new Browser();
        var link = (string)(await RequestsAsync())[request]["Link"]!;
        var page = await browser.OpenAsync(_stage.Here(link), person, Cancel);
        Assert.Equal(200, page.Status);
        return System.Net.WebUtility.HtmlDecode(page.Html);
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
