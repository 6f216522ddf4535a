using System.Text;
using EmulationM365.Schema;
using EmulationM365.Streams;
using EmulationM365.Texts;
using FsCheck;
using FsCheck.Fluent;

namespace EmulationM365.Tests.Texts;

/// <summary>One name is one name, whatever keyboard, program or school of spelling it came from; and two names are two.</summary>
public sealed class LettersTests
{
    private const string Loose = "\u0300\u0301\u0303\u0309\u0323";
    private static readonly string[] Onsets = ["", "b", "c", "d", "đ", "g", "h", "kh", "l", "m", "ng", "nh", "ph", "qu", "s", "t", "th", "tr", "v", "x"];
    private static readonly string[] Rhymes = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "oa", "oe", "uy", "uê", "uơ", "ươ", "iê", "uyê", "oai", "ương", "iêm", "uân", "oan"];

    /// <summary>Syllables as letters without tone, the tone, and where it is put.</summary>
    private static readonly Gen<(string Onset, string Rhyme, int Tone)> Syllable =
        from onset in Gen.Elements(Onsets) from rhyme in Gen.Elements(Rhymes) from tone in Gen.Choose(0, 5) select (onset, rhyme, tone);

    private static readonly Gen<(string Onset, string Rhyme, int Tone)[]> Name = Syllable.ListOf(4).Select(list => list.ToArray()).Where(list => list.Length > 0);

    [Theory]
    [Trait("Fault", "58")]
    [InlineData("hoà", "hòa")]
    [InlineData("Hoà", "HÒA")]
    [InlineData("hoa\u0300", "hòa")]
    [InlineData("Uỷ ban nhân dân", "Ủy ban nhân dân")]
    [InlineData("khoẻ", "khỏe")]
    [InlineData("thuý", "thúy")]
    [InlineData("quý", "qúy")]
    [InlineData("thuở", "thủơ")]
    [InlineData("Nguye\u0302\u0303n", "Nguyễn")]
    [InlineData("Nguy\u00EA\u0303n", "Nguyễn")]
    [InlineData("Nguye\u0303\u0302n", "Nguyễn")]
    [InlineData("u\u031B\u0323", "ự")]
    [InlineData("\u01B0\u0323", "ự")]
    [InlineData("u\u0323\u031B", "ự")]
    [InlineData("e\u0341", "é")]
    [InlineData("\u00D0ạt", "Đạt")]
    [InlineData("\u00F0ạt", "đạt")]
    [InlineData("\u0189ạt", "Đạt")]
    [InlineData(" Cán  bộ\u00A0mẫu 01 ", "Cán bộ mẫu 01")]
    [InlineData("", " ")]
    public void Two_Ways_To_Write_One_Text_Are_The_Same(string one, string other) => Assert.True(Letters.Same(one, other), $"{Letters.Folded(one)} {Letters.Folded(other)}");

    [Theory]
    [Trait("Fault", "58")]
    [InlineData("Đạt", "Dạt")]
    [InlineData("hoà", "hoa")]
    [InlineData("hoà", "hoá")]
    [InlineData("hoả", "hoã")]
    [InlineData("Lan Anh", "Lananh")]
    [InlineData("ân", "ăn")]
    [InlineData("ơn", "ôn")]
    [InlineData("Hoà An", "Hoa Àn")]
    [InlineData("nv1", "nv01")]
    [InlineData("a", "")]
    public void Two_Texts_Are_Two(string one, string other) => Assert.False(Letters.Same(one, other));

    [Fact]
    [Trait("Fault", "58")]
    public void Names_Written_In_A_Hundred_Thousand_Ways_Have_One_Key_Each() => Prop.ForAll(
        (from name in Name from seed in Gen.Choose(0, int.MaxValue) select (name, seed)).ToArbitrary(), drawn =>
        {
            var (plain, random) = (Written(drawn.name, null), new Random(drawn.seed));
            var key = Letters.Folded(plain);
            return new[] { plain.Normalize(NormalizationForm.FormD), Half(plain, random), Written(drawn.name, random), Half(Written(drawn.name, random).ToUpperInvariant(), random) }
                .All(written => Letters.Folded(written) == key);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25_000));

    [Fact]
    [Trait("Fault", "58")]
    public void Names_That_Differ_In_A_Letter_Or_A_Tone_Have_Two_Keys() => Prop.ForAll(
        (from one in Name from other in Name select (one, other)).ToArbitrary(),
        pair => Letters.Same(Written(pair.one, null), Written(pair.other, null)) == (Written(pair.one, null) == Written(pair.other, null))).Check(Config.QuickThrowOnFailure.WithMaxTest(5_000));

    [Fact]
    public void Any_Text_At_All_Has_A_Key_And_Its_Key_Is_Its_Own() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
        Letters.Folded(Letters.Folded((text ?? "") + "\ud800")) == Letters.Folded((text ?? "") + "\ud800")).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void A_Group_By_Reader_Is_Called_By_The_First_That_Came()
    {
        string[] bodies = ["Ủy ban", "Sở", "Uỷ ban"];
        var groups = bodies.GroupBy(body => body, Letters.Reader).ToList();
        Assert.Equal([("Ủy ban", 2), ("Sở", 1)], groups.Select(group => (group.Key, group.Count())));
    }

    [Fact]
    [Trait("Fault", "58")]
    public void A_Word_Of_A_Choice_Is_Known_However_It_Was_Composed_And_No_Two_Of_A_Column_Are_One()
    {
        var columns = SiteSchema.Lists.SelectMany(list => list.Columns).Where(column => column.Kind == ColumnKind.Choice).ToList();
        Assert.NotEmpty(columns);
        foreach (var column in columns)
        {
            Assert.Equal(column.Choices.Count, column.Choices.Select(column.Word).Distinct(Letters.Reader).Count());
            Assert.All(column.Choices, key => Assert.Equal(key, column.KeyOf(column.Word(key).Normalize(NormalizationForm.FormD))));
        }
    }

    [Theory]
    [Trait("Fault", "58")]
    [InlineData("Giâ\u0301y khen", "giay_khen")]
    [InlineData("GIẤY KHEN", "giay_khen")]
    [InlineData("Giay khen", null)]
    public void An_Award_Typed_By_Hand_Is_The_Award(string word, string? award) => Assert.Equal(award, Tables.AwardOf(word));

    [Fact]
    [Trait("Fault", "59")]
    public void This_Process_Knows_Letters() => Assert.True(Letters.Known);

    /// <summary>A name in composed letters; with a random, each tone is put on whatever vowel of its syllable, and đ may be what looks like it.</summary>
    private static string Written((string Onset, string Rhyme, int Tone)[] name, Random? random) => string.Join(' ', name.Select(syllable =>
    {
        var letters = (random is null ? syllable.Onset : syllable.Onset.Replace("đ", random.Next(2) == 0 ? "đ" : "\u00F0", StringComparison.Ordinal)) + syllable.Rhyme;
        if (syllable.Tone == 0) return letters;
        var vowels = Enumerable.Range(0, letters.Length).Where(at => at >= syllable.Onset.Length && "aăâeêioôơuưy".Contains(letters[at], StringComparison.Ordinal)).ToList();
        var place = vowels[random is null ? vowels.Count - 1 : random.Next(vowels.Count)];
        return letters.Insert(place + 1, $"{Loose[syllable.Tone - 1]}").Normalize();
    }));

    /// <summary>Some letters composed, some not, and some with only the outer mark loose, as they come out of mixed keyboards and programs.</summary>
    private static string Half(string text, Random random) => string.Concat(text.EnumerateRunes().Select(letter =>
    {
        var apart = letter.ToString().Normalize(NormalizationForm.FormD);
        return random.Next(3) switch { 0 => letter.ToString(), 1 => apart, _ when apart.Length > 2 => apart[..^1].Normalize() + apart[^1], _ => apart };
    }));
}
