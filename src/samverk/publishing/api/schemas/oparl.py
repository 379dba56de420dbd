"""OParl's objects, with what we add to them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import Field

from samverk.publishing.api.schemas.base import Thing, Told, ours


class System(Thing):
    """Ingången till API:et."""

    oparl_version: str
    license: str
    body: str = Field(description="Listan över organisationer.")
    name: str
    contact_name: str | None = None
    contact_email: str | None = None
    website: str
    openapi: str | None = ours("openapi", "API:ets beskrivning i OpenAPI.")
    bulk: str | None = ours("bulk", "Förteckning över filer med allt.")
    dcat: str | None = ours("dcat", "Katalogpost enligt DCAT-AP-SE.")


class Body(Thing):
    """Organisation: kommun, region, statlig myndighet eller samordningsförbund."""

    system: str | None = None
    name: str
    short_name: str | None = None
    classification: str | None = None
    organization: str
    person: str
    meeting: str
    paper: str
    agenda_item: str | None = None
    consultation: str | None = None
    file: str | None = None
    location_list: str | None = None
    membership: str | None = None
    legislative_term: list[dict[str, Any]] = Field(
        description="Alltid tom: mandatperioder publiceras inte som egna objekt."
    )
    number: str | None = ours("number", "Organisationsnummer.")
    vote_event: str | None = ours("voteEvent", "Lista över omröstningar.")
    decision: str | None = ours("decision", "Lista över beslut.")
    notice: str | None = ours("notice", "Lista över anslag.")
    federation: str | None = ours("federation", "Samordningsförbundet, om organisationen är ett.")
    intervention: str | None = ours("intervention", "Lista över insatser.")


class Organization(Thing):
    """Organ: nämnd, styrelse, utskott eller fullmäktige."""

    body: str | None = None
    name: str | None = None
    short_name: str | None = None
    organization_type: str | None = None
    classification: str | None = None
    start_date: date | None = None
    end_date: date | None = None
    sub_organization_of: str | None = None
    membership: list[str] | None = None
    meeting: str | None = Field(None, description="Lista över organets sammanträden.")
    consultation: str | None = Field(None, description="Lista över ärenden som organet behandlat.")


class Membership(Thing):
    """Uppdrag i ett organ."""

    person: str | None = None
    organization: str | None = None
    role: str | None = None
    voting_right: bool | None = None
    start_date: date | None = None
    end_date: date | None = None
    name: str | None = ours("name", "Namnet som protokollen har.")
    party: str | None = ours("party", "Partiets beteckning.")
    substitute: bool | None = ours("substitute", "Om det är en ersättare.")
    on_behalf_of: str | None = ours("onBehalfOf", "Vem personen sitter för, i ord.")


class Person(Thing):
    """Förtroendevald: namn och uppdrag, inget mer."""

    body: str | None = None
    name: str | None = None
    membership: list[Membership] | None = None


class Location(Thing):
    """Platsen för ett sammanträde; samma nummer som sammanträdet."""

    description: str | None = None
    meetings: list[str] | None = None


class File(Thing):
    """Handling. ``accessUrl`` är sidan om den, ``downloadUrl`` är filen."""

    name: str | None = None
    file_name: str | None = None
    mime_type: str | None = None
    date: str | None = None
    size: int | None = None
    sha512_checksum: str | None = None
    text: str | None = None
    access_url: str
    download_url: str | None = None
    meeting: list[str] | None = None
    paper: list[str] | None = None
    agenda_item: list[str] | None = None
    sort: str | None = ours("sort", "memo, minutes, calling eller document.")
    number: str | None = ours("number", "Diarienummer och handlingens nummer i ärendet.")
    masked: bool | None = ours("masked", "Om något är maskat i den.")
    license: str | None = Field(
        None,
        description="Licensen för eget verk, annars sidan om att upphovsrätten prövas för sig.",
    )
    file_license: str | None = Field(None, description="Detsamma, för filen.")
    own_work: bool | None = ours("ownWork", "Om myndigheten har angett den som eget verk.")


class Part(Told):
    """En del av en paragraf under sin rubrik."""

    heading: str
    texts: list[str] | None = None
    points: list[str] | None = None
    bullets: list[str] | None = None


class AgendaItem(Thing):
    """Punkt i en kallelse, eller paragraf i ett justerat protokoll."""

    meeting: str | None = None
    number: str | None = None
    order: int
    name: str | None = None
    public: bool | None = None
    consultation: str | None = None
    result: str | None = Field(
        None, description="beslut, bordlagt, återremitterat, antecknat, utgick."
    )
    resolution_text: str | None = None
    auxiliary_file: list[File] | None = None
    status: str | None = ours(
        "status", "called (kallad), adjusted (justerad) eller struck (struken)."
    )
    paragraph: int | None = ours("paragraph", "Paragrafens nummer.")
    decided_by: str | None = ours("decidedBy", "Organet som beslutar i sak, när det är känt.")
    adjusted_on: date | None = ours("adjustedOn", "Dag då paragrafen justerades.")
    vote_events: list[str] | None = ours("voteEvents", "Paragrafens omröstningar (Popolo).")
    proposal_order: Any = ours(
        "proposalOrder", "Propositionsordningen: hur förslagen ställdes mot varandra."
    )
    not_taking_part: Any = ours("notTakingPart", "De som avstod från att delta i beslutet.")
    chain: dict[str, Any] | None = ours(
        "chain", "Låset: i vilken kedja och under vilket löpnummer paragrafen är låst."
    )
    parts: list[Part] | None = ours("parts", "Paragrafens text, del för del.")
    reservations: list[dict[str, Any]] | None = ours(
        "reservations", "Reservationer: vem, och mot vad."
    )
    deferrals: Any = ours("deferrals", "Frågor om bordläggning och återremiss, och minoriteter.")
    elections: Any = ours("elections", "Val: vilka, hur och med vilka röster.")
    refusals: Any = ours("refusals", "Förslag som inte ställdes under proposition, och varför.")
    conflicts: Any = ours("conflicts", "Jäv: vem, och på vilken grund.")
    corrections: list[dict[str, Any]] | None = ours("corrections", "Rättelser: text, skäl och dag.")


class Moved(Told):
    """När och var ett sammanträde skulle ha hållits, och vilken dag flytten publicerades."""

    start: datetime | None = None
    place: str | None = None
    moved_on: date


class Meeting(Thing):
    """Sammanträde, med sina punkter och handlingar inne i sig."""

    name: str | None = None
    meeting_state: str | None = None
    cancelled: bool | None = None
    start: datetime | None = None
    end: datetime | None = None
    location: Location | None = None
    organization: list[str] | None = None
    invitation: File | None = None
    results_protocol: File | None = None
    auxiliary_file: list[File] | None = None
    agenda_item: list[AgendaItem] | None = None
    body: str | None = ours("body", "Organisationen.")
    public: bool | None = ours("public", "Om allmänheten får komma.")
    extra: bool | None = ours("extra", "Om det är ett extra sammanträde.")
    cancelled_why: str | None = ours("cancelledWhy", "Varför det är inställt.")
    moved_from: list[Moved] | None = ours(
        "movedFrom", "Vad det har flyttats från, äldst först; finns bara när det har flyttats."
    )
    announced_on: date | None = ours("announcedOn", "Dag då det kungjordes.")
    called_on: date | None = ours("calledOn", "Dag då kallelsen gick ut.")
    chair: str | None = ours("chair", "Ordförande.")
    minutes: str | None = ours(
        "minutes", "Protokollet: `none`, `partly` (delvis justerat) eller `adjusted`."
    )


class Consultation(Thing):
    """Behandling av ett ärende i ett organ; samma nummer som punkten."""

    paper: str | None = None
    agenda_item: str | None = None
    meeting: str | None = None
    organization: list[str] | None = None
    authoritative: bool | None = None
    decided_by: str | None = ours("decidedBy", "Organet som beslutar i sak.")


class Paper(Thing):
    """Ärende, med sina öppna handlingar och var det har behandlats."""

    body: str | None = None
    name: str | None = None
    reference: str | None = Field(None, description="Diarienummer.")
    date: str | None = None
    paper_type: str | None = None
    under_direction_of: list[str] | None = None
    auxiliary_file: list[File] | None = None
    consultation: list[Consultation] | None = None
    status: str | None = ours("status", "open eller closed.")
    closed_on: str | None = ours("closedOn", "Dag då ärendet avslutades.")


class Error(Told):
    """Varför det inte gick."""

    type: str
    message: str
    debug: str
