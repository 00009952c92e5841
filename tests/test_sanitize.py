"""The second wall: hostile Markdown through the project's real Markdown and the sanitizer gives nothing that runs."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markdown import Markdown
from mkdocs.config import load_config
from playwright.sync_api import Browser
from real_site import PROJECT

from campaign.allowed import ATTRIBUTES, LINK_SCHEMES, TAGS
from campaign.site.sanitize import sanitize
from campaign.site.shortcodes_extension import ShortcodesExtension

Render = Callable[[str], str]


@pytest.fixture(scope="module")
def render() -> Render:
    """A text through the Markdown of mkdocs.yml with the shortcodes, and then through the sanitizer."""
    config = load_config(str(PROJECT / "mkdocs.yml"))
    shortcodes = ShortcodesExtension(lambda *_: "[saknas]")

    def rendered(text: str) -> str:
        options = copy.deepcopy(config.mdx_configs)
        markdown = Markdown(extensions=[*config.markdown_extensions, shortcodes], extension_configs=options)
        return sanitize(markdown.convert(text))

    return rendered


#: Each would set window.ran, leave the page or fetch something, if a browser were given it as it is.
HOSTILE = [
    "<script>window.ran=1</script>",
    "Text <script>window.ran=1</script> text",
    "<SCRIPT SRC=data:text/javascript,window.ran=1></SCRIPT>",
    "<scr<script>ipt>window.ran=1</scr</script>ipt>",
    "<img src=x onerror=window.ran=1>",
    '<img src="x" alt="a" ONERROR = "window.ran=1">',
    "<img/src=x/onerror=window.ran=1>",
    '![bild](x" onerror="window.ran=1)',
    '![a"onerror="window.ran=1](x)',
    '![a](x "b\\" onerror=\\"window.ran=1")',
    "<svg onload=window.ran=1></svg>",
    "<svg><script>window.ran=1</script></svg>",
    "<svg><animate onbegin=window.ran=1 attributeName=x dur=1s></svg>",
    '<svg><a href="javascript:window.ran=1"><path d="M0 0h9v9z"/></a></svg>',
    "<svg><style><img src=x onerror=window.ran=1></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1></style></table></mtext></math>",
    "<noscript><p title=\"</noscript><img src=x onerror=window.ran=1>\">",
    '[länk](javascript:window.ran=1)',
    '[länk](JaVaScRiPt:window.ran=1)',
    "[länk](java&#115;cript:window.ran=1)",
    "[länk](java&Tab;script:window.ran=1)",
    "[länk](<java\tscript:window.ran=1>)",
    "[länk][a]\n\n[a]: javascript:window.ran=1",
    "<javascript:window.ran=1>",
    '<a href=" javascript:window.ran=1">länk</a>',
    '<a href="&#1;javascript:window.ran=1">länk</a>',
    "[länk](vbscript:window.ran=1)",
    "[länk](data:text/html,<script>window.ran=1</script>)",
    "[länk](data:text/html;base64,PHNjcmlwdD53aW5kb3cucmFuPTE8L3NjcmlwdD4=)",
    "![bild](data:image/svg+xml,<svg/onload=window.ran=1>)",
    "[länk](http://osaker.example/)",
    "[länk](file:///etc/passwd)",
    '<p style="background:url(https://spar.example/a)">text</p>',
    "<style>body{background:url(https://spar.example/a)}</style>",
    '<link rel="stylesheet" href="https://spar.example/a.css">',
    "<iframe srcdoc=\"<script>parent.ran=1</script>\"></iframe>",
    '<iframe src="javascript:parent.ran=1"></iframe>',
    '<object data="data:text/html,<script>window.ran=1</script>"></object>',
    '<embed src="data:text/html,<script>window.ran=1</script>">',
    '<form action="https://spar.example/"><input autofocus onfocus=window.ran=1><button>Skicka</button></form>',
    "<button formaction=javascript:window.ran=1>Tryck</button>",
    '<meta http-equiv="refresh" content="0;url=https://spar.example/">',
    '<base href="https://spar.example/">',
    "<video autoplay><source onerror=window.ran=1 src=x></video>",
    "<audio src=x onerror=window.ran=1></audio>",
    "<details open ontoggle=window.ran=1><summary>a</summary>b</details>",
    "<body onload=window.ran=1>",
    "<marquee onstart=window.ran=1>text</marquee>",
    "<template><script>window.ran=1</script></template>",
    "<!-- --!><script>window.ran=1</script> -->",
    "<!--><img src=x onerror=window.ran=1>-->",
    "<![CDATA[<img src=x onerror=window.ran=1>]]>",
    "<?php <img src=x onerror=window.ran=1> ?>",
    '!!! note "<img src=x onerror=window.ran=1>"\n\n    <script>window.ran=1</script>',
    '!!! note" onclick="window.ran=1 "a"\n\n    text',
    '??? note "</summary><script>window.ran=1</script>"\n\n    text',
    "| a | b | c |\n|---|---|---|\n| <img src=x onerror=window.ran=1> | b | c |",
    '## <img src=x onerror=window.ran=1>\n\n| a | b | c |\n|---|---|---|\n| a | b | c |',
    "Se[^1].\n\n[^1]: <script>window.ran=1</script>",
    "Ord\n:   <script>window.ran=1</script>",
    "`</code><script>window.ran=1</script>`",
    "    </code></pre><script>window.ran=1</script>",
    "[[fakta:<script>window.ran=1</script>]]",
    "<details><summary>a</summary>\n\n<script>window.ran=1</script>\n\n</details>",
    "<p onclick=window.ran=1 id=a>text</p>",
    "\x02<script>window.ran=1</script>\x03",
]  # fmt: skip


class _Elements(HTMLParser):
    """Every element of a piece of HTML with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    parser = _Elements()
    parser.feed(html)
    parser.close()
    return parser.found


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_leaves_only_what_is_allowed(text: str, render: Render) -> None:
    html = render(text)
    allowed = {name.lower() for name in TAGS}
    for tag, attributes in elements(html):
        assert tag in allowed, html
        names = {name.lower() for name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())}
        assert set(attributes) <= names, html
        for name in ("href", "src"):
            address = re.sub(r"^[\x00-\x20]+|[\t\r\n]", "", attributes.get(name, ""))  # as a browser reads it
            scheme = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", address)
            assert scheme is None or scheme[1] in LINK_SCHEMES, html
    assert "<!--" not in html


def test_a_browser_without_any_policy_runs_fetches_and_leaves_nothing(browser: Browser, render: Render) -> None:
    context = browser.new_context()
    tab = context.new_page()
    asked: list[str] = []
    context.route("**/*", lambda route: (asked.append(route.request.url), route.abort()))
    for text in HOSTILE:
        tab.set_content(f"<!doctype html><title>Prov</title><body>{render(text)}")
        ran = tab.evaluate(
            """() => {
              const clickable = 'a, summary, [id], [role], p, button';
              for (const element of document.querySelectorAll(clickable)) {
                element.addEventListener('click', (event) => {
                  const link = event.target.closest('a');
                  if (link && link.protocol !== 'javascript:') event.preventDefault();
                });
                element.dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}));
                element.dispatchEvent(new Event('focus'));
              }
              return new Promise((done) => setTimeout(() => done(window.ran), 5));
            }"""
        )
        assert ran is None, text
        assert tab.url == "about:blank", text
    context.close()
    assert asked == []


def test_the_same_texts_would_run_without_the_sanitizer(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(f"<!doctype html><title>Prov</title><body>{HOSTILE[0]}")
    assert tab.evaluate("() => window.ran") == 1
    tab.set_content(f"<!doctype html><title>Prov</title><body>{HOSTILE[10]}")
    tab.wait_for_function("() => window.ran === 1", timeout=2000)
    tab.close()


GOOD = """\
Ett stycke med *betoning*, **vikt**, `kod` och [en länk](https://www.riksdagen.se/a?b=1&c=2 "titel").

## En rubrik

- en punkt
- [telefon](tel:116111) och [post](mailto:fel@prov.stockholm) och [sida](../lagen/straff/#straff)

Ett stycke till.

1. ett
2. två

> Ett citat.

![En bild](bild.svg)

| a | b | c |
|:--|:-:|--:|
| 1 | 2 | 3 |

Ord
:   förklaring

!!! note "Obs"

    Text.

??? question "Fråga?"

    Svar.

---
"""


def test_all_that_editors_may_write_survives(render: Render) -> None:
    html = render(GOOD)
    found = {tag for tag, _ in elements(html)}
    assert found >= set("p em strong code a h2 ul li ol blockquote img table thead tbody tr th td dl dt dd div details "
                        "summary hr".split())  # fmt: skip
    for wanted in (
        'href="https://www.riksdagen.se/a?b=1&amp;c=2"', 'href="tel:116111"', 'href="mailto:fel@prov.stockholm"',
        'href="../lagen/straff/#straff"', "<ol>", 'alt="En bild"', 'class="align-center"',
        'class="table-frame" role="region" aria-label="Tabell 1: En rubrik" tabindex="0"', 'scope="col"',
        'class="admonition note"',
    ):  # fmt: skip
        fragment = sorted(wanted.split('" ')) if "table-frame" in wanted else [wanted]
        assert all(part in html for part in fragment), wanted


def test_comments_are_removed_and_text_is_kept() -> None:
    assert sanitize("<p>a<!-- tillåt term-avoid: hemligt skäl -->b</p>") == "<p>ab</p>"
    assert sanitize("1 &lt; 2 &amp; 3") == "1 &lt; 2 &amp; 3"


def test_cleaning_twice_changes_nothing(render: Render) -> None:
    for text in [GOOD, *HOSTILE]:
        once = render(text)
        assert sanitize(once) == once, text


def test_no_allowed_name_runs_anything() -> None:
    dangerous = {"script", "style", "iframe", "object", "embed", "form", "input", "button", "meta", "base", "link",
                 "template", "math", "foreignobject", "animate", "set", "use", "video", "audio"}  # fmt: skip
    assert not dangerous & {tag.lower() for tag in TAGS}
    names = {name.lower() for allowed in ATTRIBUTES.values() for name in allowed}
    assert not [name for name in names if name.startswith("on")]
    assert [tag for tag, allowed in ATTRIBUTES.items() if "srcset" in allowed] == ["source"]  # and only our own, below
    assert not names & {"style", "srcdoc", "action", "formaction", "ping", "target", "xlink:href", "name"}
    assert {"https", "mailto", "tel"} == LINK_SCHEMES


OWN = "../../assets/gata-400.0123abcd.avif 400w, ../../assets/gata-800.0123abcd.avif 800w"


@pytest.mark.parametrize("srcset", [OWN, "assets/a.png 1w", "/kampanj/assets/a.png 9w"])
def test_our_own_pictures_may_stand_in_srcset(srcset: str) -> None:
    html = f'<picture><source type="image/avif" srcset="{srcset}" sizes="94vw"><img src="a.jpg" alt="A"></picture>'
    assert f'srcset="{srcset}"' in sanitize(html) and sanitize(html).startswith("<picture><source ")


@pytest.mark.parametrize(
    "srcset",
    [
        "https://spar.example/a.png 400w", "//spar.example/a.png 400w", "/\\spar.example/assets/a.png 1w",
        f"{OWN}, https://spar.example/a.png 800w", "javascript:window.ran=1 1w", "data:image/svg+xml,<svg/> 1w",
        "../bilder/gata.jpg 400w", "assets/a.png", "assets/../a.png 1w", f"{OWN}\n, https://spar.example/a 1w", "",
        "http:/spar.example/assets/a.png 1w", "/\t/spar.example/assets/a.png 1w", "//assets/a.png 1w",
    ],
)  # fmt: skip
def test_anything_else_in_srcset_is_removed(srcset: str) -> None:
    assert "srcset" not in sanitize(f'<picture><source srcset="{srcset}"><img src="a.jpg" alt="A"></picture>')


def test_an_editor_s_attributes_cannot_make_a_picture_fetch_from_elsewhere(render: Render) -> None:
    html = render('![A](a.svg){srcset="https://spar.example/a.png 1w" sizes=1px onload=window.ran=1}')
    assert "spar.example" not in html and "sizes" not in html and "onload" not in html and 'src="a.svg"' in html
