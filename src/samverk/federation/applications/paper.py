"""An application in print, and the Word template that it may be written in."""

from __future__ import annotations

from datetime import datetime

from samverk.documents.memo import PaperSection, Table
from samverk.documents.rendering import DOCX, Rendered
from samverk.documents.report import Report, report_pdf
from samverk.documents.word import begun, kept
from samverk.federation.applications.content import TEXTS, Content
from samverk.federation.models import Application, Membership
from samverk.web import swedish

KIND = "Ansökan om medel"
HINT = "Anvisning:"
TITLE, TIME, AMOUNTS, CONTACT, PARTICIPANTS = (
    "Rubrik",
    "Tid",
    "Belopp",
    "Kontakt",
    "Antal deltagare per år",
)
PARTIES = "Parter som samverkar"
# The other headings of the template, with what belongs under each
OTHERS = (
    (TITLE, "Vad ansökan gäller, på en rad."),
    (PARTIES, "De medlemmar som samverkar med er. En på varje rad, med medlemmens kortnamn."),
    (TIME, "Första och sista dagen, så här: 2027-01-01 till 2028-12-31."),
    (AMOUNTS, "Ett år på varje rad, i hela kronor, så här: 2027: 900 000."),
    (PARTICIPANTS, "Ett tal."),
    (CONTACT, "Enhet eller funktion, aldrig en deltagare."),
)


def application_pdf(application: Application, content: Content, made: datetime) -> Rendered:
    """Print an application as it stands (PDF/A-2a and PDF/UA-1)."""
    return report_pdf(_report(application, content, made))


def _report(application: Application, content: Content, made: datetime) -> Report:
    member = application.membership
    partners = Membership.objects.filter(pk__in=content.parties).select_related("member")
    names = sorted(one.member.name for one in partners)
    days = f"{content.starts_on or 'okänd dag'} till {content.ends_on or 'okänd dag'}"
    facts = (
        ("Sökande", member.member.name),
        ("Samverkar med", ", ".join(names) or "ingen angiven"),
        ("Tid", days),
        ("Deltagare per år", str(content.participants or "inte angivet")),
        ("Kontakt", content.contact or "inte angiven"),
    )
    words = tuple(
        PaperSection(part.heading, paragraphs=_lines(getattr(content, part.name))) for part in TEXTS
    )
    rows = tuple((str(year), swedish.kronor(amount)) for year, amount in content.amounts)
    money = PaperSection(
        "Belopp",
        table=Table(("År", "Kronor"), (*rows, ("Summa", swedish.kronor(content.asked))), left=1),
    )
    return Report(KIND, content.title, member.federation.name, made, facts, (*words, money))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def template_docx(federation: str, made: datetime) -> Rendered:
    """Make the Word template: a heading for each part, with what belongs under it."""
    written = begun(KIND, federation, made)
    written.add_heading(f"{KIND}: {federation}", 1)
    written.add_paragraph(
        f"{HINT} skriv under varje rubrik och låt rubrikerna stå. Läs sedan in filen i Samverk."
    )
    first, *rest = OTHERS
    for heading, hint in (first, *((part.heading, part.hint) for part in TEXTS), *rest):
        written.add_heading(heading, 2)
        written.add_paragraph(f"{HINT} {hint}")
        written.add_paragraph("")
    return Rendered(kept(written), DOCX, "docx")
