using System.Text;
using EmulationM365.Microsoft365;
using EmulationM365.Tests.Support;

namespace EmulationM365.Tests.Microsoft365;

/// <summary>Readers get the picture, and nothing that a camera wrote beside it.</summary>
public sealed class PictureTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_A_Camera_Wrote_Is_Left_Out(bool jpeg)
    {
        var picture = Picture.Read(jpeg ? Pictures.Jpeg(1) : Pictures.Png(200))!;
        Assert.Equal(jpeg ? "jpg" : "png", picture.Kind);
        Assert.DoesNotContain("GPS", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(picture.Bytes), StringComparison.Ordinal);
        Assert.Equal(picture.Bytes, Picture.Read(picture.Bytes)!.Bytes);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    public void How_The_Camera_Was_Held_Stays_And_Nothing_Else(byte held)
    {
        var picture = Picture.Read(Pictures.Jpeg(held))!;
        var text = Encoding.Latin1.GetString(picture.Bytes);
        Assert.DoesNotContain("GPS", text, StringComparison.Ordinal);
        Assert.Contains($"\u0001\u0012\0\u0003\0\0\0\u0001\0{(char)held}", text, StringComparison.Ordinal);
        Assert.Equal(picture.Bytes, Picture.Read(picture.Bytes)!.Bytes);
    }

    [Fact]
    public void The_Drawing_Itself_Is_Kept_Byte_By_Byte() => Assert.Contains("\u0001\u0002\u00FF\0\u0003\u00FF\u00D0\u0004\u0005\u00FF\u00D9", Encoding.Latin1.GetString(Picture.Read(Pictures.Jpeg(1))!.Bytes), StringComparison.Ordinal);

    [Fact]
    public void What_Is_No_Picture_Or_Broken_Is_Refused()
    {
        Assert.Null(Picture.Read([]));
        Assert.Null(Picture.Read("<svg onload=alert(1)>"u8.ToArray()));
        Assert.Null(Picture.Read("GIF89a"u8.ToArray()));
        foreach (var whole in new[] { Pictures.Png(1)[..^Pictures.Secret.Length], Pictures.Jpeg(6)[..^Pictures.Secret.Length] })
            for (var length = 0; length < whole.Length; length++) Assert.Null(Picture.Read(whole[..length]));
    }

    [Fact]
    public void Broken_Bytes_Are_Refused_And_Break_Nothing()
    {
        var random = new Random(5);
        for (var number = 0; number < 3000; number++)
        {
            var bytes = number % 2 == 0 ? Pictures.Png(1) : Pictures.Jpeg(6);
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            Assert.True(Picture.Read(bytes) is null or { Bytes.Length: > 8 });
        }
    }
}
