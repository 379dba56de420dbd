"""PDF files that act, hide or break: each kind of act, laid in each kind of file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from random import Random

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Encryption, Name, Pdf, Stream, String

CANARY = "Kanariefagel7731"
Act = Callable[[Pdf], None]
Wrap = Callable[[Random, Pdf], bytes]
BOX = [0, 0, 50, 50]


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{CANARY}')"))


def _on_page(pdf: Pdf, **facts: object) -> None:
    page = pdf.pages[0]
    one = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=BOX, **facts))
    page.Annots = Array([*page.get(Name.Annots, Array()), one])


def _link(kind: str, **facts: object) -> Act:
    def lay(pdf: Pdf) -> None:
        _on_page(pdf, Subtype=Name.Link, A=Dictionary(S=Name(kind), **facts))

    return lay


def _opening(pdf: Pdf) -> None:
    pdf.Root.OpenAction = pdf.make_indirect(script())


def _page_acts(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=script(), C=Dictionary(S=Name.Launch, F=String("cmd.exe")))


def _catalog_acts(pdf: Pdf) -> None:
    pdf.Root.AA = Dictionary(WC=script(), WP=script())


def _named_scripts(pdf: Pdf) -> None:
    stream = Stream(pdf, f"app.alert('{CANARY}')".encode())
    kept = Dictionary(S=Name.JavaScript, JS=pdf.make_indirect(stream))
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), kept])))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["kod.exe"] = AttachedFileSpec(pdf, b"MZ" + CANARY.encode())


def _pinned(pdf: Pdf) -> None:
    within = pdf.make_indirect(Stream(pdf, CANARY.encode()))
    spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=within))
    _on_page(pdf, Subtype=Name.FileAttachment, FS=spec)


def _associated(pdf: Pdf) -> None:
    within = pdf.make_indirect(Stream(pdf, CANARY.encode()))
    spec = Dictionary(Type=Name.Filespec, F=String("a.exe"), EF=Dictionary(F=within))
    pdf.Root.AF = Array([pdf.make_indirect(spec)])


def _xfa(pdf: Pdf) -> None:
    form = Stream(pdf, f"<xdp><script>{CANARY}</script></xdp>".encode())
    pdf.Root.AcroForm = Dictionary(Fields=Array(), XFA=pdf.make_indirect(form))


def _field(pdf: Pdf) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            Rect=BOX,
            FT=Name.Tx,
            T=String("f"),
            AA=Dictionary(K=script()),
        )
    )
    pdf.pages[0].Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))


def _media(kind: str) -> Act:
    def lay(pdf: Pdf) -> None:
        within = pdf.make_indirect(Stream(pdf, CANARY.encode()))
        content = Dictionary(Assets=Dictionary(Names=Array([String("a.swf"), within])))
        _on_page(pdf, Subtype=Name(kind), RichMediaContent=content)

    return lay


def _chained(pdf: Pdf) -> None:
    first = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]), Next=Array([script()]))
    _on_page(pdf, Subtype=Name.Link, A=first)


def _outlined(pdf: Pdf) -> None:
    item = pdf.make_indirect(Dictionary(Title=String("Bilaga"), A=script()))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(First=item, Last=item, Count=1))


def _hidden_facts(pdf: Pdf) -> None:
    pdf.docinfo[Name.Author] = CANARY
    with pdf.open_metadata(set_pikepdf_as_editor=False) as facts:
        facts["dc:creator"] = [CANARY]
        facts["pdf:Producer"] = CANARY


def _pieces(pdf: Pdf) -> None:
    pdf.pages[0].PieceInfo = Dictionary(Word=Dictionary(Private=String(CANARY)))


def _portfolio(pdf: Pdf) -> None:
    _attached(pdf)
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.T)


def _elsewhere(pdf: Pdf) -> None:
    spec = Dictionary(Type=Name.Filespec, FS=Name.URL, F=String(f"http://{CANARY}.example/"))
    stream = Stream(pdf, b"")
    stream.F = spec
    pdf.pages[0].Contents = pdf.make_indirect(stream)


def _unreferred(pdf: Pdf) -> None:
    pdf.make_indirect(Stream(pdf, CANARY.encode()))


def _deep(pdf: Pdf) -> None:
    inner: object = script()
    for _ in range(60):
        inner = Array([inner])
    pdf.Root.Deep = Dictionary(A=script(), Way=inner)


ACTS: dict[str, Act] = {
    "opening": _opening,
    "page": _page_acts,
    "catalog": _catalog_acts,
    "named": _named_scripts,
    "attached": _attached,
    "pinned": _pinned,
    "associated": _associated,
    "xfa": _xfa,
    "field": _field,
    "richmedia": _media("/RichMedia"),
    "movie": _media("/Movie"),
    "sound": _media("/Sound"),
    "screen": _media("/Screen"),
    "3d": _media("/3D"),
    "chained": _chained,
    "outlined": _outlined,
    "facts": _hidden_facts,
    "pieces": _pieces,
    "portfolio": _portfolio,
    "elsewhere": _elsewhere,
    "unreferred": _unreferred,
    "deep": _deep,
    "launch": _link("/Launch", F=String("cmd.exe"), Win=Dictionary(F=String(CANARY))),
    "submit": _link("/SubmitForm", F=String(f"http://{CANARY}.example")),
    "import": _link("/ImportData", F=String(CANARY)),
    "elsewhere-file": _link("/GoToR", F=String(CANARY), D=Array([0, Name.Fit])),
    "embedded-file": _link("/GoToE", F=String(CANARY)),
    "rendition": _link("/Rendition", JS=String(CANARY), OP=0),
    "hide": _link("/Hide", T=String(CANARY)),
    "script-link": _link("/URI", URI=String(f"javascript:{CANARY}")),
    "disk-link": _link("/URI", URI=String(f"file:///{CANARY}")),
    "share-link": _link("/URI", URI=String(f"\\\\{CANARY}\\a")),
    "menu": _link("/Named", N=Name("/SaveAs")),
}


def _saved(pdf: Pdf, **how: object) -> bytes:
    kept = BytesIO()
    pdf.save(kept, **how)
    return kept.getvalue()


def _truncated(draw: Random, pdf: Pdf) -> bytes:
    content = _saved(pdf)
    return content[: draw.randrange(9, len(content))]


def _flipped(draw: Random, pdf: Pdf) -> bytes:
    content = bytearray(_saved(pdf))
    for _ in range(draw.randrange(1, 40)):
        content[draw.randrange(len(content))] = draw.randrange(256)
    return bytes(content)


WRAPS: dict[str, Wrap] = {
    "plain": lambda _, pdf: _saved(pdf),
    "packed": lambda _, pdf: _saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "after-nothing": lambda draw, pdf: bytes(draw.randrange(1, 900)) + _saved(pdf),
    "before-zip": lambda _, pdf: _saved(pdf) + b"PK\x05\x06" + CANARY.encode() + bytes(18),
    "before-page": lambda _, pdf: _saved(pdf) + f"<script>{CANARY}</script>".encode(),
    "owned": lambda _, pdf: _saved(pdf, encryption=Encryption(owner="x", user="")),
    "locked": lambda _, pdf: _saved(pdf, encryption=Encryption(owner="x", user="y")),
    "truncated": _truncated,
    "flipped": _flipped,
}


def made(draw: Random, act: str, wrap: str) -> bytes:
    """A PDF of one page that does ``act``, in a file that is wrapped so."""
    with Pdf.new() as pdf:
        pdf.add_blank_page(page_size=(draw.randrange(50, 800), 842))
        ACTS[act](pdf)
        return WRAPS[wrap](draw, pdf)


def alive(content: bytes) -> list[str]:
    """List what still acts or hides in a PDF that is handed out."""
    found = [CANARY] if CANARY.encode() in content else []
    with pikepdf.open(BytesIO(content)) as pdf:
        for one in pdf.objects:
            found += _alive(one)
    return found


def _alive(one: object) -> list[str]:
    found: list[str] = []
    if isinstance(one, Stream):
        with suppress(pikepdf.PdfError, pikepdf.DataDecodingError):
            found += [CANARY] if CANARY.encode() in one.read_bytes() else []
    if isinstance(one, (Dictionary, Stream)):
        names = ("/JS", "/JavaScript", "/AA", "/OpenAction", "/XFA", "/EF", "/EmbeddedFiles", "/AF")
        found += [name for name in names if name in one]
        if str(one.get("/S")) in ("/JavaScript", "/Launch", "/SubmitForm", "/GoToR", "/Rendition"):
            found.append(str(one.S))
        for each in one.values():
            found += _alive(each) if _is_direct(each) else _words(each)
    elif isinstance(one, Array):
        for each in one:
            found += _alive(each) if _is_direct(each) else _words(each)
    return found


def _is_direct(one: object) -> bool:
    return isinstance(one, (Dictionary, Array)) and not one.is_indirect


def _words(one: object) -> list[str]:
    is_text = isinstance(one, (str, String))
    return [CANARY] if is_text and CANARY in str(one) else []
