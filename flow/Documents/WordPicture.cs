using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using A = DocumentFormat.OpenXml.Drawing;
using Pic = DocumentFormat.OpenXml.Drawing.Pictures;
using Wp = DocumentFormat.OpenXml.Drawing.Wordprocessing;

namespace EmulationM365.Documents;

/// <summary>A picture of a paper: in the middle, upright, within the margins and at most half a page high.</summary>
internal static class WordPicture
{
    private const string Namespace = "http://schemas.openxmlformats.org/drawingml/2006/picture";

    /// <summary>English Metric Units of a pixel at 96 to the inch, and of a twentieth of a point.</summary>
    private const long Pixel = 9525;
    private const long Twip = 635;
    private const long Widest = WordPaper.Between * Twip;
    private const long Highest = 5_000_000;

    public static Paragraph Of(MainDocumentPart main, PaperPicture picture)
    {
        var part = main.AddImagePart(picture.Kind == "png" ? ImagePartType.Png : ImagePartType.Jpeg);
        using (var bytes = new MemoryStream(picture.Bytes)) part.FeedData(bytes);
        var (width, height) = Fitting(picture);
        // One place after another: readers of the file ask that the ids differ.
        var id = (uint)main.ImageParts.Count();
        var shown = new Pic.Picture(
            new Pic.NonVisualPictureProperties(new Pic.NonVisualDrawingProperties { Id = id, Name = $"image{id}.{picture.Kind}", Description = picture.Alt }, new Pic.NonVisualPictureDrawingProperties()),
            new Pic.BlipFill(new A.Blip { Embed = main.GetIdOfPart(part) }, new A.Stretch(new A.FillRectangle())),
            new Pic.ShapeProperties(
                new A.Transform2D(new A.Offset { X = 0, Y = 0 }, new A.Extents { Cx = width, Cy = height }) { Rotation = picture.Degrees * 60_000 },
                new A.PresetGeometry(new A.AdjustValueList()) { Preset = A.ShapeTypeValues.Rectangle }));
        // What is turned on its side takes more room upwards than it has itself.
        var more = picture.Degrees is 90 or 270 ? (width - height) / 2 : 0;
        var inline = new Wp.Inline(
            new Wp.Extent { Cx = width, Cy = height }, new Wp.EffectExtent { LeftEdge = Math.Max(0, -more), TopEdge = Math.Max(0, more), RightEdge = Math.Max(0, -more), BottomEdge = Math.Max(0, more) },
            new Wp.DocProperties { Id = id, Name = $"image{id}", Description = picture.Alt }, new Wp.NonVisualGraphicFrameDrawingProperties(new A.GraphicFrameLocks { NoChangeAspect = true }),
            new A.Graphic(new A.GraphicData(shown) { Uri = Namespace })) { DistanceFromTop = 0, DistanceFromBottom = 0, DistanceFromLeft = 0, DistanceFromRight = 0 };
        return new Paragraph(Lines.Set(JustificationValues.Center, 120, 60), new Run(new Drawing(inline)));
    }

    /// <summary>Its size as it is stored, such that it fits when it stands upright.</summary>
    private static (long Width, long Height) Fitting(PaperPicture picture)
    {
        var (width, height) = (Math.Max(1, picture.Width) * Pixel, Math.Max(1, picture.Height) * Pixel);
        var (across, up) = picture.Degrees is 90 or 270 ? (height, width) : (width, height);
        var share = Math.Min(1.0, Math.Min(Widest / (double)across, Highest / (double)up));
        return ((long)(width * share), (long)(height * share));
    }
}
