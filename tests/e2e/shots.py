"""Pictures of every kind of page in the demo, for judging by eye: ``make shots``.

Each page wide, at 320 pixels, dark and as print, in var/shots with an index page. With an address
as argument (``python -m tests.e2e.shots http://127.0.0.1:8000``) it takes what is served there.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page

from tests.e2e import chromium, crawl

FOLDER = Path("var/shots")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 800}
PER_SHAPE = 3
FORMS: dict[str, tuple[str, dict[str, object]]] = {
    "wide": ("Bred", {"viewport": WIDE}),
    "narrow": ("320 bildpunkter", {"viewport": NARROW}),
    "dark": ("Mörkt läge", {"viewport": WIDE, "color_scheme": "dark"}),
}
HEAD = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Skärmbilder</title>
<style>body{font-family:sans-serif;margin:2rem} figure{display:inline-block;margin:0 1rem 1rem 0;
vertical-align:top} img{max-width:20rem;max-height:30rem;border:1px solid #999}</style>
<h1>Skärmbilder</h1>"""


def file_name(address: str, form: str) -> str:
    """Name a picture after its page and form."""
    slug = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:80] or "start"
    return f"{slug}.{form}.png"


def screen(page: Page, target: Path) -> None:
    """Picture the whole page as on screen."""
    page.screenshot(path=target, full_page=True)


def paper(page: Page, target: Path) -> None:
    """Picture the page as printed, its sheets one below the other."""
    with pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)) as printed:
        sheets = [sheet.render(scale=1.3).to_pil() for sheet in printed]
    width = max(sheet.width for sheet in sheets)
    whole = sheets[0].resize((width, sum(sheet.height + 12 for sheet in sheets)))
    whole.paste("#888", (0, 0, *whole.size))
    top = 0
    for sheet in sheets:
        whole.paste(sheet, (0, top))
        top += sheet.height + 12
    whole.save(target)


def take(browser: Browser, site: str, addresses: list[str]) -> None:
    """Take every page in every form."""
    forms: list[tuple[str, dict[str, object], Callable[[Page, Path], None]]] = [
        *((form, options, screen) for form, (_, options) in FORMS.items()),
        ("print", {"viewport": WIDE}, paper),
    ]
    for form, options, picture in forms:
        page = browser.new_page(**options)
        for address in addresses:
            page.goto(site + address)
            picture(page, FOLDER / file_name(address, form))
        page.close()


def index(addresses: list[str]) -> str:
    """Write the page that shows all pictures."""
    words = {form: word for form, (word, _) in FORMS.items()} | {"print": "Utskrift"}
    parts = [HEAD]
    for address in addresses:
        parts.append(f"<h2>{html.escape(address)}</h2>")
        for form, word in words.items():
            file = file_name(address, form)
            picture = f'<a href="{file}"><img src="{file}" alt="" loading="lazy"></a>'
            parts.append(f"<figure>{picture}<figcaption>{word}</figcaption></figure>")
    return "\n".join(parts)


def main(arguments: list[str]) -> None:
    """Picture the site named, or a demo served for the purpose."""
    if chromium.chromium_path() is None:
        sys.exit(chromium.MISSING)
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with ExitStack() as stack:
        site = arguments[0].rstrip("/") if arguments else stack.enter_context(own_site())
        browser = stack.enter_context(chromium.launched())
        addresses = list(crawl.pages(browser.new_page(), site, per_shape=PER_SHAPE))
        take(browser, site, addresses)
    (FOLDER / "index.html").write_text(index(addresses), encoding="utf-8")
    sys.stdout.write(f"{len(addresses)} sidor i {FOLDER}/index.html\n")


def own_site():
    """Serve a demo; imported late, since it needs the test database's settings."""
    from tests.e2e.site import served_demo

    return served_demo()


if __name__ == "__main__":
    main(sys.argv[1:])
