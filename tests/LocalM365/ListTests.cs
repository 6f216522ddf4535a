using EmulationM365.Tests.Support;
using Microsoft.Graph.Models;

namespace EmulationM365.Tests.LocalM365;

/// <summary>graph §1: lists and columns.</summary>
public sealed class ListTests : TenantTests
{
    [Fact]
    public async Task The_Sdk_Makes_A_List_With_Every_Kind_Of_Column_And_Reads_Them_Back()
    {
        var graph = Tenant.Sdk(Product.Token);
        var site = Site["/v1.0/sites/".Length..];
        var units = await graph.Sites[site].Lists.PostAsync(new List { DisplayName = "Units" }, cancellationToken: Cancel);
        var made = await graph.Sites[site].Lists.PostAsync(new List
        {
            DisplayName = "Nominations",
            ListProp = new ListInfo { Template = "genericList" },
            Columns =
            [
                new ColumnDefinition { Name = "Status", Choice = new ChoiceColumn { Choices = ["A", "B"], DisplayAs = "dropDownMenu" }, Indexed = true },
                new ColumnDefinition { Name = "Due", DateTime = new DateTimeColumn { Format = "dateOnly" } },
                new ColumnDefinition { Name = "Score", Number = new NumberColumn { Minimum = 0 } },
                new ColumnDefinition { Name = "Done", Boolean = new BooleanColumn() },
                new ColumnDefinition { Name = "Owner", PersonOrGroup = new PersonOrGroupColumn { AllowMultipleSelection = false } },
                new ColumnDefinition { Name = "Unit", Lookup = new LookupColumn { ListId = units!.Id, ColumnName = "Title" } },
                new ColumnDefinition { Name = "Note", Text = new TextColumn { AllowMultipleLines = true } },
            ],
        }, cancellationToken: Cancel);
        var read = await graph.Sites[site].Lists[made!.Id].GetAsync(r => r.QueryParameters.Expand = ["columns"], Cancel);
        var names = read!.Columns!.Select(column => column.Name).ToList();
        string[] expected = ["Title", "Status", "Due", "Score", "Done", "Owner", "Unit", "Note", "ID", "Created", "Modified", "Author", "Editor", "ContentType"];
        Assert.Empty(expected.Except(names));
        Assert.True(read.Columns!.Single(column => column.Name == "Created").ReadOnly);
        Assert.Equal(units.Id, read.Columns!.Single(column => column.Name == "Unit").Lookup!.ListId);
    }

    [Fact]
    public async Task The_Name_Stays_When_The_Display_Name_Changes()
    {
        var list = await ListAsync("Nominations2025");
        var renamed = await Product.PatchAsync(list, Json("""{"displayName":"Đề nghị khen thưởng 2025"}"""), Cancel);
        Assert.Equal("Nominations2025", renamed.Json["name"]!.GetValue<string>());
        Assert.Equal(200, (await Product.GetAsync($"{Site}/lists/{Uri.EscapeDataString("Đề nghị khen thưởng 2025")}", Cancel)).Status);
        Assert.Equal(200, (await Product.GetAsync($"{Site}/lists/Nominations2025", Cancel)).Status);
        var found = await Product.GetAsync($"{Site}/lists?%24filter=displayName%20eq%20'{Uri.EscapeDataString("Đề nghị khen thưởng 2025")}'", Cancel);
        Assert.Single(found.Rows);
    }

    [Fact]
    public async Task A_Display_Name_Is_Given_Once()
    {
        await ListAsync("Rounds");
        var second = await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"rounds"}"""), Cancel);
        Assert.Equal((409, "nameAlreadyExists"), (second.Status, second.Code));
    }

    [Fact]
    public async Task System_Lists_Are_Left_Out_Unless_System_Is_Selected_And_Hidden_Ones_Are_Not()
    {
        await Product.PostAsync($"{Site}/lists", Json("""{"displayName":"CaseEvents2025","list":{"template":"genericList","hidden":true}}"""), Cancel);
        var plain = (await Product.GetAsync($"{Site}/lists", Cancel)).Rows;
        Assert.True(Assert.Single(plain)["list"]!["hidden"]!.GetValue<bool>());
        var all = (await Product.GetAsync($"{Site}/lists?$select=id,name,system", Cancel)).Rows;
        Assert.Contains(all, list => list["name"]!.GetValue<string>() == "User Information List" && list["system"] is not null);
        Assert.Equal(200, (await Product.GetAsync($"{Site}/lists/User%20Information%20List", Cancel)).Status);
    }

    [Theory]
    [InlineData("""{"name":"Two","text":{},"number":{}}""")]
    [InlineData("""{"name":"None"}""")]
    [InlineData("""{"name":"Title","text":{}}""")]
    [InlineData("""{"name":"Có dấu","text":{}}""")]
    [InlineData("""{"name":"Key","text":{},"enforceUniqueValues":true}""")]
    [InlineData("""{"name":"Nowhere","lookup":{"listId":"00000000-0000-0000-0000-000000000009","columnName":"Title"}}""")]
    public async Task A_Column_That_SharePoint_Would_Refuse_Is_Refused(string column)
    {
        var list = await ListAsync("Rounds");
        Assert.Equal(400, (await Product.PostAsync($"{list}/columns", Json(column), Cancel)).Status);
    }

    [Fact]
    public async Task Columns_Are_Added_Changed_And_Removed_And_Read_Back_With_Loss()
    {
        var list = await ListAsync("Rounds");
        var made = await Product.PostAsync($"{list}/columns", Json("""{"name":"Code","text":{},"validation":{"formula":"=LEN([Code])>3"}}"""), Cancel);
        Assert.Equal(201, made.Status);
        Assert.Null(made.Json["validation"]);
        var link = await Product.PostAsync($"{list}/columns", Json("""{"name":"Link","hyperlinkOrPicture":{"isPicture":false}}"""), Cancel);
        Assert.Null(link.Json["hyperlinkOrPicture"]);
        var changed = await Product.PatchAsync($"{list}/columns/{made.Id}", Json("""{"displayName":"Mã số","indexed":true}"""), Cancel);
        Assert.Equal(("Code", "Mã số"), (changed.Json["name"]!.GetValue<string>(), changed.Json["displayName"]!.GetValue<string>()));
        Assert.Equal(204, (await Product.DeleteAsync($"{list}/columns/{made.Id}", Cancel)).Status);
        Assert.Equal(404, (await Product.GetAsync($"{list}/columns/Code", Cancel)).Status);
    }

    [Fact]
    public async Task Making_A_List_Needs_More_Than_Write()
    {
        var person = await Tenant.AsPersonAsync("an@mau.example", Cancel);
        Assert.Equal(403, (await person.PostAsync($"{Site}/lists", Json("""{"displayName":"Mine"}"""), Cancel)).Status);
    }

    [Fact]
    public async Task A_Deleted_List_Is_Gone()
    {
        var list = await ListAsync("Rounds", """[{"name":"Key","text":{},"indexed":true,"enforceUniqueValues":true}]""");
        await ItemAsync(list, """{"Key":"a"}""");
        Assert.Equal(204, (await Product.DeleteAsync(list, Cancel)).Status);
        Assert.Equal(404, (await Product.GetAsync(list, Cancel)).Status);
        await ListAsync("Rounds");
    }
}
