using System.Collections.Frozen;

namespace EmulationM365.LocalM365.Formatting;

/// <summary>What a format may be made of, as the syntax reference lists it.</summary>
internal static class FormatRules
{
    public static readonly FrozenSet<string> Elements = Set("div span a img svg path button p filepreview");

    public static readonly FrozenSet<string> Members = Set(
        """
        $schema elmType txtContent style attributes children debugMode forEach customRowAction customCardProps defaultHoverField columnFormatterReference inlineEditField
        filePreviewProps
        """);

    /// <summary>The members of a view's format. Layouts other than the list (tiles, boards, calendars) are read over.</summary>
    public static readonly FrozenSet<string> ViewMembers = Set(
        """
        $schema debugMode rowFormatter additionalRowClass hideSelection hideColumnHeader hideListHeader hideFooter groupProps tileProps kanbanProps calendarProps
        commandBarProps footerFormatter
        """);

    public static readonly FrozenSet<string> Attributes = Set(
        "href rel src class target title role iconName d alt aria data-interception viewBox preserveAspectRatio draggable");

    public static readonly FrozenSet<string> Actions = Set("defaultClick executeFlow share delete editProps openContextMenu setValue");

    public static readonly FrozenSet<string> Styles = Set(
        """
        background-color fill background-image border border-bottom border-bottom-color border-bottom-style border-bottom-width border-color border-left border-left-color
        border-left-style border-left-width border-right border-right-color border-right-style border-right-width border-style border-top border-top-color border-top-style
        border-top-width border-width outline outline-color outline-style outline-width border-bottom-left-radius border-bottom-right-radius border-radius
        border-top-left-radius border-top-right-radius box-decoration-break box-shadow box-sizing overflow-x overflow-y overflow-style rotation rotation-point opacity cursor
        height max-height max-width min-height min-width width flex-grow flex-shrink flex-flow flex-direction flex-wrap flex justify-content align-items box-align
        box-direction box-flex box-flex-group box-lines box-ordinal-group box-orient box-pack font font-family font-size font-style font-variant font-weight
        font-size-adjust font-stretch grid-columns grid-rows margin margin-bottom margin-left margin-right margin-top column-count column-fill column-gap column-rule
        column-rule-color column-rule-style column-rule-width column-span column-width columns padding padding-bottom padding-left padding-right padding-top bottom clear
        clip display float left overflow position right top visibility z-index border-collapse border-spacing caption-side empty-cells table-layout color direction
        letter-spacing line-height text-align text-decoration text-indent text-transform unicode-bidi vertical-align white-space word-spacing hanging-punctuation
        punctuation-trim text-align-last text-justify text-outline text-overflow text-shadow text-wrap word-break word-wrap stroke fill-opacity
        --inline-editor-border-width --inline-editor-border-style --inline-editor-border-radius --inline-editor-border-color -webkit-line-clamp object-fit transform
        """);

    private static FrozenSet<string> Set(string words) => words.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
