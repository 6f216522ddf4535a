namespace EmulationM365.Tests.LocalM365.Formatting;

/// <summary>Expressions of formats, by the examples of the syntax reference in spirit (graph.md §11: schema v2).</summary>
public sealed class ExpressionTests
{
    [Theory]
    [InlineData("=1+2*3", "7")]
    [InlineData("=(1+2)*-3", "-9")]
    [InlineData("=7%4-10/4", "0.5")]
    [InlineData("='a'+1+2", "a12")]
    [InlineData("=1+2+'a'", "3a")]
    [InlineData("=[Score]", null)]
    [InlineData("=[$Score]*2", "84")]
    [InlineData("=@currentField > 40 && !([$Step]=='Nộp')", "true")]
    [InlineData("=@currentField < '100'", "true")]
    [InlineData("='9' < '10'", "false")]
    [InlineData("='' == 0", "true")]
    [InlineData("='a' == 0", "false")]
    [InlineData("=[$Missing] == ''", "true")]
    [InlineData("=[$Done] == true", "true")]
    [InlineData("=if([$Step]=='Nháp','block','none')", "block")]
    [InlineData("=[$Score] >= 50 ? 'Đạt' : [$Score] >= 40 ? 'Gần' : 'Không'", "Gần")]
    [InlineData("='it\\'s'", "it's")]
    [InlineData("@currentField", "42")]
    [InlineData("@currentField.displayValue", "42,0")]
    [InlineData("[$Done.displayValue]", "Có")]
    [InlineData("[!Score.DisplayName]", "Điểm")]
    [InlineData("[$Owner.title]", "Cán bộ mẫu 01")]
    [InlineData("[$Owner]", "Cán bộ mẫu 01")]
    [InlineData("=[$Owner.email] == @me", "true")]
    [InlineData("[$Unit.lookupValue]", "Đơn vị mẫu A")]
    [InlineData("=[$Unit.lookupId]+''", "3")]
    [InlineData("[$Link]", "https://mau.example/a?b=1&c=2")]
    [InlineData("[$Link.desc]", "Quyết định")]
    [InlineData("=@rowIndex % 2", "1")]
    [InlineData("=@currentWeb + '/x?id=' + [$ID]", "http://localhost:5365/sites/tdkt/x?id=12")]
    [InlineData("@me", "mau01@mau.example")]
    [InlineData("@somebody", "@somebody")]
    [InlineData("@me và @now", "@me và @now")]
    [InlineData("[$Score] điểm", "[$Score] điểm")]
    public void An_Expression_Has_Its_Value(string expression, string? expected)
    {
        if (expected is null) Assert.NotNull(Sample.Render($$"""{"elmType":"div","txtContent":"{{expression}}"}""").Problem);
        else Assert.Equal(expected, Sample.Text(expression));
    }

    [Theory]
    [InlineData("=toString(45)+'%'", "45%")]
    [InlineData("=Number('365')+1", "366")]
    [InlineData("=Number('Wowee')", "NaN")]
    [InlineData("=abs(-45)", "45")]
    [InlineData("=floor(45.5)+ceiling(45.5)", "91")]
    [InlineData("=pow(2,3)+cos(0)+sin(0)", "9")]
    [InlineData("=length([$Tags])", "3")]
    [InlineData("=length('Some Text')", "1")]
    [InlineData("=length('')+length(0)+length([$Missing])", "0")]
    [InlineData("=indexOf('DogFood','F')", "3")]
    [InlineData("=indexOf('DogFood','f')", "-1")]
    [InlineData("=indexOf([$Tags],'Hai')", "1")]
    [InlineData("=indexOf([$Members.email], @me)", "0")]
    [InlineData("=indexOf([$Members], 'mau02@mau.example')", "1")]
    [InlineData("=lastIndexOf('DogFood DogFood','Dog')", "8")]
    [InlineData("=startsWith('DogFood','Dog') && endsWith('DogFood','Food')", "true")]
    [InlineData("=join([$Tags], '; ')", "Một; Hai; Ba")]
    [InlineData("=join([$Members.title], '|')", "Cán bộ mẫu 01|Cán bộ mẫu 02")]
    [InlineData("[$Tags]", "Một, Hai, Ba")]
    [InlineData("=substring('DogFood',3,4)", "F")]
    [InlineData("=substring('DogFood',6,3)", "Foo")]
    [InlineData("=replace('a-b-c','-','+')", "a+b-c")]
    [InlineData("=replaceAll('H-e-l-l-o','-','')", "Hello")]
    [InlineData("=join(replace([$Tags],'Hai','Hai mới'),',')", "Một,Hai mới,Ba")]
    [InlineData("=padStart('DogFood',10,'AB')", "ABADogFood")]
    [InlineData("=padEnd('DogFood',10,'AB')", "DogFoodABA")]
    [InlineData("=padStart('DogFood',5,'A')", "DogFood")]
    [InlineData("=toUpperCase('đề')+toLowerCase('ÂN')", "ĐỀân")]
    [InlineData("=join(split('a b c',' '),'')", "abc")]
    [InlineData("=join(appendTo([$Tags],'Bốn'),',')", "Một,Hai,Ba,Bốn")]
    [InlineData("=join(removeFrom([$Tags],'Hai'),',')", "Một,Ba")]
    [InlineData("=length(removeFrom([$Members], @me))", "1")]
    [InlineData("=getUserImage('a b@x.vn','small')", "/_layouts/15/userphoto.aspx?size=S&accountname=a%20b%40x.vn")]
    public void Functions_Give_What_The_Reference_Says(string expression, string expected) => Assert.Equal(expected, Sample.Text(expression));

    [Theory]
    [InlineData("=toLocaleDateString(@now)", "12/05/2025")]
    [InlineData("=toLocaleTimeString(@now)", "09:30:00")]
    [InlineData("=toLocaleString([$Due])", "10/05/2025 00:00:00")]
    [InlineData("=[$Due] < @now", "true")]
    [InlineData("=@now - [$Due]", "207000000")]
    [InlineData("=[$Due] <= @now + 86400000", "true")]
    [InlineData("=toLocaleDateString(Date(Number([$Due]) + 86400000))", "11/05/2025")]
    [InlineData("=toLocaleDateString(addDays([$Due], 30))", "09/06/2025")]
    [InlineData("=toLocaleTimeString(addMinutes(@now, -45))", "08:45:00")]
    [InlineData("=getDate([$Due])+'/'+getMonth([$Due])+'/'+getYear([$Due])", "10/4/2025")]
    [InlineData("=toLocaleDateString(Date('12/26/1981'))", "26/12/1981")]
    [InlineData("=Number(Date('12/26/1981'))", "378147600000")]
    [InlineData("=[$Missing] <= @now", "true")]
    [InlineData("=[$Due] == ''", "false")]
    [InlineData("=getYear('x')", "NaN")]
    [InlineData("=toLocaleString(1234567.5)", "1.234.567,5")]
    public void Moments_Are_In_The_Sites_Own_Time(string expression, string expected) => Assert.Equal(expected, Sample.Text(expression));

    [Theory]
    [InlineData("""{"operator":"?","operands":[{"operator":">","operands":["@currentField","40"]},"100%",{"operator":"+","operands":[{"operator":"toString()","operands":[{"operator":"*","operands":["@currentField",2.5]}]},"%"]}]}""", "100%")]
    [InlineData("""{"operator":"+","operands":["[$Step]"," / ","[$Unit.lookupValue]"," / ",{"operator":"Number()","operands":["@currentField"]}]}""", "Nháp / Đơn vị mẫu A / 42")]
    [InlineData("""{"operator":"==","operands":["@me","[$Owner.email]"]}""", "true")]
    [InlineData("""{"operator":"toLocaleDateString()","operands":["[$Due]"]}""", "10/05/2025")]
    public void A_Tree_Means_The_Same_As_An_Expression(string tree, string expected)
    {
        var result = Sample.Render($$"""{"elmType":"div","txtContent":{{tree}}}""");
        Assert.Null(result.Problem);
        Assert.Equal(expected, Sample.Body(result).QuerySelector("div")!.TextContent);
    }

    [Theory]
    [InlineData("=if(1,2)", "'if' does not take 2 operands.")]
    [InlineData("=LEFT('a',1)", "'LEFT' is not a function")]
    [InlineData("='abc", "a text begins that does not end")]
    [InlineData("=1 +", "it ends too early")]
    [InlineData("=1 2", "'2' is not expected")]
    [InlineData("=@nobody", "'@nobody' is not known")]
    [InlineData("=[Step]", "write [$InternalName]")]
    [InlineData("=[$Step", "write [$InternalName]")]
    [InlineData("=1 = 2", "'=' has no meaning")]
    [InlineData("=\"a\"", "has no meaning")]
    public void A_Bad_Expression_Shows_The_Plain_Value_And_Is_Reported(string expression, string reason)
    {
        var format = new System.Text.Json.Nodes.JsonObject { ["elmType"] = "div", ["style"] = new System.Text.Json.Nodes.JsonObject { ["color"] = expression } };
        var result = EmulationM365.LocalM365.Formatting.Formatter.Render(format, Sample.Scope());
        Assert.Equal("42,0", result.Html);
        var problem = Assert.Single(EmulationM365.LocalM365.Formatting.Formatter.Check(format));
        Assert.Equal(problem, result.Problem);
        Assert.StartsWith("$.style.color: ", problem, StringComparison.Ordinal);
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=padStart('a', 99999999, 'b')")]
    [InlineData("=replaceAll(padStart('a', 90000, 'a'), 'a', padStart('a', 90000, 'a'))")]
    [InlineData("=loopIndex('nobody')")]
    public void An_Expression_That_Fails_On_The_Way_Shows_The_Plain_Value(string expression)
    {
        var result = Sample.Render($$"""{"elmType":"div","txtContent":"{{expression}}"}""");
        Assert.Equal("42,0", result.Html);
        Assert.NotNull(result.Problem);
    }

    [Fact]
    public void Depth_Is_Bounded()
    {
        foreach (var piece in new[] { "(", "!", "-", "abs(", "1?", "[$A]+" })
        {
            var result = Sample.Render($$"""{"elmType":"div","txtContent":"={{string.Concat(Enumerable.Repeat(piece, 5000))}}1"}""");
            Assert.NotNull(result.Problem);
        }
    }
}
