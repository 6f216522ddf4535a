using EmulationM365.Microsoft365;
using EmulationM365.Texts;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Whoever chose English reads English, where the unit writes it; everybody else reads Vietnamese.</summary>
public sealed class ReaderLanguageTests
{
    [Theory]
    [InlineData("en-US", "vi,en", "en")]
    [InlineData("EN", "en; vi", "en")]
    [InlineData("vi-VN", "vi,en", "vi")]
    [InlineData("fr-FR", "vi,en", "vi")]
    [InlineData("enx", "vi,en", "vi")]
    [InlineData("", "vi,en", "vi")]
    [InlineData(null, "vi,en", "vi")]
    [InlineData("en-US", "vi", "vi")]
    [InlineData("en-US", "", "vi")]
    public void A_Profile_And_A_Setting_Make_A_Language(string? profile, string spoken, string language) => Assert.Equal(language, ReaderLanguage.Of(profile, spoken));

    [Fact]
    public async Task A_Reader_Who_Is_Met_Deep_Inside_Is_Known_Outside_And_Nowhere_Else()
    {
        using (Text.Speak(null))
        {
            await MeetAsync(Text.English);
            Assert.Equal(Text.In(Text.English, "mail.signature"), Text.Say("mail.signature"));
            // Whoever chose is not asked again, and inside a mail to somebody else their language holds.
            await MeetAsync(Text.Vietnamese);
            Assert.Equal(Text.English, Text.Spoken);
            using (Text.Speak(Text.Vietnamese)) Assert.Equal(Text.Vi("mail.signature"), Text.Say("mail.signature"));
            Assert.Equal(Text.English, Text.Spoken);
        }

        Assert.Null(Text.Spoken);
        await MeetAsync(Text.English);
        Assert.Null(Text.Spoken);
        Assert.Equal(Text.Vi("mail.signature"), Text.Say("mail.signature"));
    }

    private static async Task MeetAsync(string language)
    {
        await Task.Yield();
        Text.Meet(language);
    }
}
