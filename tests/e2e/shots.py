"""Pictures of every kind of page in the demo, for judging by eye: ``make shots``.

Each page wide, at 320 pixels, dark and as print, in var/shots with an index page: first as the
public meets it, then what each of the demo's readers meets besides. With an address as argument
(``python -m tests.e2e.shots http://127.0.0.1:8000``) it takes what is served there.
"""

from __future__ import annotations

import html
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from playwright.sync_api import Browser, Page, StorageState

from tests.e2e import behind, chromium, crawl
from tests.e2e.walking import TITLES, entering

FOLDER = Path("var/shots")
WIDE = {"width": 1280, "height": 800}
NARROW = {"width": 320, "height": 800}
PER_SHAPE = 3
SAMPLES = Path(__file__).parent.parent / "samples"
# Read in beforehand, so that the review has something to show
READ_IN = ("kf_flera_voteringar.txt", "kallelse.md", "tjansteutlatande.txt")
SECRETARY = "sekreterare@alingsas"
READERS = (SECRETARY, "forbundschef@insjoriket", "ledamot@alingsas")
FORMS: dict[str, tuple[str, dict[str, object]]] = {
    "wide": ("Bred", {"viewport": WIDE}),
    "narrow": ("320 bildpunkter", {"viewport": NARROW}),
    "dark": ("Mörkt läge", {"viewport": WIDE, "color_scheme": "dark"}),
}
HEAD = """<!doctype html><html lang="sv"><meta charset="utf-8"><title>Skärmbilder</title>
<style>body{font-family:sans-serif;margin:2rem} figure{display:inline-block;margin:0 1rem 1rem 0;
vertical-align:top} img{max-width:20rem;max-height:30rem;border:1px solid #999}</style>
<h1>Skärmbilder</h1>"""


@dataclass(frozen=True, slots=True)
class Tour:
    """What one reader ("sekreterare@alingsas"; "" for the public) meets, with their cookies."""

    reader: str
    cookies: StorageState | None
    addresses: tuple[str, ...]


def file_name(address: str, form: str, reader: str = "") -> str:
    """Name a picture after its page, its form and who looks."""
    slug = re.sub(r"[^a-z0-9]+", "-", address.lower()).strip("-")[:80] or "start"
    who = f".{reader.partition('@')[0]}" if reader else ""
    return f"{slug}{who}.{form}.png"


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


def take(browser: Browser, site: str, tour: Tour) -> None:
    """Take every page of a tour in every form."""
    forms: list[tuple[str, dict[str, object], Callable[[Page, Path], None]]] = [
        *((form, options, screen) for form, (_, options) in FORMS.items()),
        ("print", {"viewport": WIDE}, paper),
    ]
    for form, options, picture in forms:
        page = browser.new_page(storage_state=tour.cookies, **options)
        for address in tour.addresses:
            page.goto(site + address)
            picture(page, FOLDER / file_name(address, form, tour.reader))
        page.close()


def tours(browser: Browser, site: str) -> Iterator[Tour]:
    """Walk the site as the public, then as each reader: the pages not met before, and the start."""
    asking = browser.new_page().request
    met = tuple(crawl.pages(asking, site, per_shape=PER_SHAPE, within="/oppet/"))
    yield Tour("", None, met)
    shapes = {crawl.shape(address) for address in met} - {crawl.shape("/")}
    with entering(browser, site) as enter:
        for reader in READERS:
            page = enter(reader)
            found = [a for a in crawl.pages(page.request, site) if crawl.shape(a) not in shapes]
            shapes.update(crawl.shape(a) for a in found if a != "/")
            yield Tour(reader, page.context.storage_state(), tuple(found))


def index(tours: list[Tour]) -> str:
    """Write the page that shows all pictures."""
    words = {form: word for form, (word, _) in FORMS.items()} | {"print": "Utskrift"}
    parts = [HEAD]
    for tour, address in ((one, address) for one in tours for address in one.addresses):
        who = f" – {TITLES[tour.reader]}" if tour.reader else ""
        parts.append(f"<h2>{html.escape(address + who)}</h2>")
        for form, word in words.items():
            file = file_name(address, form, tour.reader)
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
        browser = stack.enter_context(chromium.launched())
        named = arguments[0].rstrip("/") if arguments else ""
        site = named or stack.enter_context(own_site(browser))
        taken = []
        for tour in tours(browser, site):
            take(browser, site, tour)
            taken.append(tour)
    (FOLDER / "index.html").write_text(index(taken), encoding="utf-8")
    count = sum(len(tour.addresses) for tour in taken)
    sys.stdout.write(f"{count} sidor i {FOLDER}/index.html\n")


@contextmanager
def own_site(browser: Browser) -> Iterator[str]:
    """Serve a demo with some files read in; the server's module needs the test database's settings."""
    from tests.e2e.site import served_demo

    with served_demo() as site, entering(browser, site) as enter:
        page = enter(SECRETARY)
        page.goto("/inlasning/")
        page.get_by_label("Läs in för").select_option("Kommunfullmäktige, Alingsås")
        page.get_by_label("Handlingar").set_input_files([SAMPLES / name for name in READ_IN])
        page.get_by_role("button", name="Ladda upp").click()
        page.get_by_text("Mottaget").first.wait_for()
        behind.work()
        yield site


if __name__ == "__main__":
    main(sys.argv[1:])
