using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace EmulationM365.LocalM365.Workbench;

/// <summary>The frame of every page that a person sees, and the one place where text becomes HTML.</summary>
internal static class Html
{
    private static readonly HtmlEncoder _encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private const string Style =
        """
        :root{color-scheme:light}*{box-sizing:border-box}
        body{margin:0;background:#FAF9F8;color:#242424;font:400 14px/20px "Segoe UI",system-ui,sans-serif}
        header{background:#03787C}header nav{max-width:1200px;margin:auto;padding:0 16px;display:flex;flex-wrap:wrap;gap:4px 16px}
        header a{color:#fff;padding:12px 0;text-decoration:none}header a:hover{text-decoration:underline}
        main{max-width:1200px;margin:16px auto;padding:16px;background:#fff;border:1px solid #E0E0E0}
        h1{font-size:20px;line-height:28px;font-weight:600;margin:0 0 8px}h2{font-size:16px;line-height:22px;font-weight:600;margin:24px 0 8px}
        a{color:#03787C}small,.quiet{color:#616161;font-size:12px;line-height:16px}
        table{width:100%;border-collapse:collapse}th,td{text-align:left;vertical-align:top;padding:8px 12px 8px 0;border-bottom:1px solid #E0E0E0;overflow-wrap:break-word}
        @media(min-width:641px){.scroll th,.scroll td{min-width:6.5em}}
        th{font-weight:600;position:sticky;top:0;background:#fff}td.number{text-align:right}
        ul.pick{list-style:none;padding:0;max-width:720px}ul.pick a{display:block;padding:8px 12px;border:1px solid #E0E0E0;margin-bottom:4px;text-decoration:none}
        ul.pick a:hover{border-color:#03787C}ul.pick small{display:block}article{max-width:720px}
        .scroll{overflow-x:auto}iframe{width:100%;height:420px;border:1px solid #E0E0E0}
        @media(max-width:640px){main{margin:0;border:0}thead{display:none}tr{display:block;padding:8px 0;border-bottom:1px solid #E0E0E0}
        td{display:block;border:0;padding:2px 0}td.number{text-align:left}td[data-name]::before{content:attr(data-name) ": ";color:#616161}}
        """;

    public static string Encode(string? text) => _encoder.Encode(text ?? "");

    public static string Document(string title, string body, bool menu = false) =>
        $"""
        <!doctype html><html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
        <title>{Encode(title)}</title><style>{Style}</style></head><body>{(menu ? Menu : "")}<main>{body}</main></body></html>
        """;

    private const string Menu =
        """<header><nav><a href="/">Trang</a><a href="/workbench/mails">Thư</a><a href="/workbench/news">Tin</a><a href="/workbench/people">Người</a></nav></header>""";
}
