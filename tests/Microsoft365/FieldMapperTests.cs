using System.Globalization;
using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Schema;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Kiota.Abstractions.Serialization;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Values go out and come back by the schema, whatever type the library makes of them on the way.</summary>
public sealed class FieldMapperTests
{
    private static readonly ColumnSchema Text = Column.Text("Words");
    private static readonly ColumnSchema Note = Column.Note("Note");
    private static readonly ColumnSchema Number = Column.Number("Number");
    private static readonly ColumnSchema Day = Column.Date("Day");
    private static readonly ColumnSchema Instant = Column.Instant("Instant");
    private static readonly ColumnSchema Yes = Column.YesNo("Yes");
    private static readonly ColumnSchema Person = Column.Person("Person");
    private static readonly ColumnSchema People = Column.People("People");
    private static readonly ColumnSchema Lookup = Column.Lookup("Lookup", "Units");
    private static readonly ColumnSchema Choice = Column.Choice("Choice", "answer", "agree", "send_back");
    private static readonly ListSchema List = new("Test", [Text, Note, Number, Day, Instant, Yes, Person, People, Lookup, Choice]);

    private static readonly Dictionary<string, (ColumnSchema Column, object Written, object Wire, object Read)> Trips = new()
    {
        ["text"] = (Text, "Đề nghị", "Đề nghị", "Đề nghị"),
        ["text with loose marks"] = (Text, "Đề nghị".Normalize(NormalizationForm.FormD), "Đề nghị", "Đề nghị"),
        ["note"] = (Note, "a\nb".Normalize(NormalizationForm.FormD), "a\nb", "a\nb"),
        ["whole number"] = (Number, 12, 12m, 12m),
        ["number"] = (Number, 1.5m, 1.5m, 1.5m),
        ["day"] = (Day, new DateOnly(2025, 12, 5), new DateTimeOffset(2025, 12, 5, 0, 0, 0, TimeSpan.Zero), new DateOnly(2025, 12, 5)),
        ["instant"] = (Instant, new DateTimeOffset(2025, 12, 5, 8, 0, 0, TimeSpan.FromHours(7)), new DateTimeOffset(2025, 12, 5, 1, 0, 0, TimeSpan.Zero), new DateTimeOffset(2025, 12, 5, 1, 0, 0, TimeSpan.Zero)),
        ["yes"] = (Yes, true, true, true),
        ["no"] = (Yes, false, false, false),
        ["person"] = (Person, 7, "7", 7),
        ["lookup"] = (Lookup, 31, "31", 31),
        ["choice"] = (Choice, "send_back", "Trả lại bổ sung", "send_back"),
    };

    /// <summary>What the library makes of a text that looks like something else, and what the text was.</summary>
    private static readonly Dictionary<string, (object Raw, string Text)> Guesses = new()
    {
        ["a day"] = (new DateTime(2025, 12, 5, 0, 0, 0, DateTimeKind.Unspecified), "2025-12-05"),
        ["an instant"] = (new DateTime(2025, 12, 5, 1, 2, 3, DateTimeKind.Utc), "2025-12-05T01:02:03Z"),
        ["an instant with offset"] = (new DateTimeOffset(2025, 12, 5, 8, 2, 3, TimeSpan.FromHours(7)), "2025-12-05T01:02:03Z"),
        ["an instant of no zone"] = (new DateTime(2025, 12, 5, 1, 2, 3, DateTimeKind.Unspecified), "2025-12-05T01:02:03"),
        ["an id"] = (Guid.Parse("0f8fad5b-d9cb-469f-a165-70867728950e"), "0f8fad5b-d9cb-469f-a165-70867728950e"),
        ["a number"] = (12.50m, "12.50"),
        ["an untyped text"] = (new UntypedString("x"), "x"),
    };

    public static TheoryData<string> Kinds => [.. Trips.Keys];

    public static TheoryData<string> Looks => [.. Guesses.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_Value_Goes_Out_As_The_Wire_Takes_It_And_Comes_Back(string kind)
    {
        // Arrange
        var (column, written, wire, read) = Trips[kind];

        // Act
        var sent = FieldMapper.Write(new Fields { [column] = written }).AdditionalData;
        var back = FieldMapper.Read(List, new Dictionary<string, object>(sent));

        // Assert
        Assert.Equal((column.WireName, wire), (Assert.Single(sent).Key, sent[column.WireName]));
        Assert.Equal(read, Assert.Single(back).Value);
    }

    [Fact]
    public void Every_Kind_Of_Column_Is_Tried() => Assert.Equal(Enum.GetValues<ColumnKind>().ToHashSet(), Trips.Values.Select(trip => trip.Column.Kind).Append(People.Kind).ToHashSet());

    [Fact]
    public void Several_People_Go_Out_As_Numbers_And_Come_Back_Out_Of_What_The_Library_Left_Untyped()
    {
        // Act
        var sent = FieldMapper.Write(new Fields { [People] = new List<int> { 5, 6 } }).AdditionalData;
        var back = FieldMapper.Read(List, new Dictionary<string, object> { ["People"] = new UntypedArray([Who(5), Who(6)]) });

        // Assert
        Assert.Equal([5, 6], Assert.IsType<IEnumerable<int>>(sent["PeopleLookupId"], exactMatch: false));
        Assert.Equal("Collection(Edm.Int32)", sent["PeopleLookupId@odata.type"]);
        Assert.Equal([5, 6], Assert.IsType<List<int>>(back[People]));
    }

    [Fact]
    public void An_Emptied_Column_Goes_Out_Empty()
    {
        var sent = FieldMapper.Write(new Fields { [Text] = null, [People] = null }).AdditionalData;
        Assert.Null(sent["Words"]);
        Assert.Empty(Assert.IsType<List<int>>(sent["PeopleLookupId"]));
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public void A_Text_That_Looked_Like_Something_Else_Comes_Back_As_Text(string look) => Assert.Equal(Guesses[look].Text, Read(Text, Guesses[look].Raw));

    [Fact]
    [Trait("Fault", "61")]
    public void A_Day_That_The_Site_Keeps_As_Its_Midnight_Is_That_Day()
    {
        Assert.Equal(new DateOnly(2025, 12, 5), Read(Day, new DateTime(2025, 12, 4, 17, 0, 0, DateTimeKind.Utc)));
        Assert.Equal(new DateOnly(2025, 12, 5), Read(Day, "2025-12-04T17:00:00Z"));
        Assert.Equal(new DateOnly(2025, 12, 4), Read(Day, "2025-12-04T16:59:59Z"));
        Assert.Equal(new DateOnly(2025, 12, 5), Read(Day, new DateTimeOffset(2025, 12, 5, 0, 0, 0, TimeSpan.FromHours(7))));
    }

    [Theory]
    [InlineData("Phê duyệt")]
    [InlineData("agree")]
    [InlineData("")]
    public void A_Word_That_Is_Not_A_Choice_Is_Not_There(string word) => Assert.Null(Read(Choice, word));

    [Fact]
    public void What_Cannot_Be_Read_Is_Not_There()
    {
        Assert.Null(Read(Number, "mười"));
        Assert.Null(Read(Day, "hôm nay"));
        Assert.Null(Read(Person, "Cán bộ mẫu ký"));
        Assert.Null(Read(Yes, "true"));
        Assert.Null(Read(Text, ""));
        Assert.Null(Read(Text, new UntypedNull()));
    }

    [Fact]
    public void A_Value_That_A_Column_Cannot_Hold_Is_Refused_By_Name()
    {
        Assert.Contains("Day", Assert.Throws<ArgumentException>(() => FieldMapper.Write(new Fields { [Day] = "2025-12-05" })).Message, StringComparison.Ordinal);
        Assert.Contains("lạ", Assert.Throws<ArgumentException>(() => FieldMapper.Write(new Fields { [Choice] = "lạ" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Title_Goes_Out_Composed_And_Cut()
    {
        var title = FieldMapper.Write(new Fields { Title = new string('a', 300) + "ế" }).AdditionalData["Title"];
        Assert.Equal(255, ((string)title).Length);
        Assert.Equal("Mẫu Ế", FieldMapper.Write(new Fields { Title = "Mẫu Ế".Normalize(NormalizationForm.FormD) }).AdditionalData["Title"]);
        Assert.Equal("2025-12-05", FieldMapper.Title(new Dictionary<string, object> { ["Title"] = new DateTime(2025, 12, 5, 0, 0, 0, DateTimeKind.Unspecified) }));
    }

    [Fact]
    [Trait("Fault", "60")]
    public void A_Cut_Never_Splits_A_Letter_From_Its_Marks()
    {
        var letters = Gen.ListOf(Gen.Elements("a", "e\u0302\u0301", "ế", "😀", "👩‍👩‍👧", " ", "u\u031B\u0323")).Select(string.Concat);
        Prop.ForAll((from text in letters from limit in Gen.Choose(1, 40) select (text, limit)).ToArbitrary(), one =>
        {
            var cut = FieldMapper.Cut(one.text, one.limit);
            if (one.text.Length <= one.limit) return cut == one.text;
            var kept = cut[..^1];
            return cut.Length <= one.limit && cut.EndsWith('…') && one.text.StartsWith(kept, StringComparison.Ordinal)
                && (kept.Length == one.text.Length || StringInfo.ParseCombiningCharacters(one.text).Contains(kept.Length));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Only_What_Differs_Is_Written()
    {
        // Arrange
        var item = new Item("1", "", "T", new Dictionary<ColumnSchema, object>
        {
            [Text] = "a", [Note] = "one\r\ntwo\n", [Number] = 3m, [Choice] = "agree", [People] = new List<int> { 5, 6 }, [Yes] = true,
        }, new Editor(null, "", null), default, false);

        // Act
        var same = new Fields { Title = "T", [Text] = "a", [Note] = "one\ntwo", [Number] = 3, [Choice] = "agree", [People] = new[] { 6, 5 }, [Yes] = true, [Day] = null, [Lookup] = null }.Against(item);
        var other = new Fields { Title = "U", [Text] = null, [Note] = "one two", [Number] = 4, [Choice] = "send_back", [People] = new[] { 5 }, [Yes] = false, [Day] = new DateOnly(2025, 1, 1) }.Against(item);

        // Assert
        Assert.True(same.Empty, string.Join(", ", same.Values.Keys.Select(column => column.Name)));
        Assert.Equal("U", other.Title);
        Assert.Equal(["Choice", "Day", "Note", "Number", "People", "Words", "Yes"], other.Values.Keys.Select(column => column.Name).Order(StringComparer.Ordinal));
        Assert.True(new Fields { [Text] = "" }.Against(item with { Values = new Dictionary<ColumnSchema, object>() }).Empty);
    }

    private static object? Read(ColumnSchema column, object raw) =>
        FieldMapper.Read(List, new Dictionary<string, object> { [column.WireName] = raw }).GetValueOrDefault(column);

    private static UntypedObject Who(int id) => new(new Dictionary<string, UntypedNode> { ["LookupId"] = new UntypedInteger(id), ["LookupValue"] = new UntypedString("A") });
}
