"""Popolo's votes, and what no standard has: decisions, notices, federations and interventions."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from samverk.publishing.api.schemas.base import Thing, Told, ours


class Popolo(BaseModel):
    """Something with its names in Popolo's way of writing them."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)


class Count(Popolo):
    """Hur många som valde något."""

    option: str = Field(description="`yes`, `no` eller `abstain`.")
    value: int


class Vote(Popolo):
    """Hur en ledamot röstade."""

    id: str
    vote_event_id: str
    voter: dict[str, Any] = Field(description="Namnet som protokollet har.")
    option: str | None = Field(None, description="`yes`, `no`, `abstain` eller `absent`.")
    group: dict[str, Any] | None = Field(None, description="Partiet.")


class VoteEvent(Popolo):
    """Omröstning."""

    id: str
    type: str
    identifier: str | None = None
    organization_id: str | None = None
    start_date: str | None = Field(None, description="Dagens början: klockslaget är inte känt.")
    result: str | None = Field(None, description="pass om ja vann, fail om nej vann.")
    counts: list[Count] | None = None
    votes: list[Vote] | None = None
    created_at: str | None = None
    updated_at: str | None = None
    deleted: bool | None = None
    date: str | None = ours("date", "Dag.")
    web: str | None = ours("web", "Sidan som människor läser.")
    agenda_item: str | None = ours("agendaItem", "Paragrafen.")
    meeting: str | None = ours("meeting", "Sammanträdet.")
    body: str | None = ours("body", "Organisationen.")
    outcome: str | None = ours("outcome", "Vad som vann: `yes` eller `no`.")
    yes_means: str | None = ours("yesMeans", "Vad ja betyder.")
    no_means: str | None = ours("noMeans", "Vad nej betyder.")
    decided_by: str | None = ours(
        "decidedBy", "Vad som avgjorde: majority, casting_vote, lot eller minority."
    )


class Ours(Thing):
    """Vad våra egna objekt har gemensamt. Fler uppgifter kan finnas."""

    model_config = ConfigDict(extra="allow")

    body: str | None = Field(None, description="Organisationen.")
    organization: str | None = Field(None, description="Organet.")
    name: str | None = None
    date: str | None = None


class Force(Told):
    """Laga kraft: läge, i ord och som kod, sista dag att överklaga, och skälen med lagrum."""

    model_config = ConfigDict(extra="allow")

    status: str | None = None
    words: str | None = None
    last_day: str | None = None
    reasons: list[dict[str, Any]] | None = None


class Decision(Ours):
    """Beslut, med laga kraft och kedja."""

    text: str | None = None
    reference: str | None = Field(None, description="Paragrafens nummer.")
    role: str | None = Field(None, description="proposes, decides, repeals, assigns eller notes.")
    status: str | None = Field(None, description="Laga kraft i dag, i ord.")
    paper: str | None = None
    agenda_item: str | None = None
    chain: dict[str, list[str]] | None = Field(
        None,
        description="Andra beslut som det här föreslår, upphäver, ändrar, verkställer, hänvisar till.",
    )
    force: Force | None = None
    appeal_form: str | None = Field(None, description="Hur beslutet överklagas.")
    unconfirmed: str | None = Field(
        None, description="Vad som ännu inte är bekräftat mot en handling."
    )
    cited_only: bool | None = Field(
        None, description="Sant när bara en hänvisning till beslutet är känd."
    )
    diary_number: str | None = None
    assignments: list[dict[str, Any]] | None = Field(
        None, description="Uppdrag: text, dag, återrapporterat."
    )


class Notice(Ours):
    """Anslag på den digitala anslagstavlan (8 kap. 10 § kommunallagen)."""

    sort: str | None = Field(None, description="adjustment, meeting, delegated eller other_law.")
    status: str | None = Field(None, description="up eller down.")
    meeting: str | None = None
    text: str | None = None
    posted_on: str | None = None
    taken_down_on: str | None = None
    last_appeal_day: str | None = None
    kept_at: str | None = None
    meeting_day: str | None = None
    adjusted_on: str | None = None
    time: str | None = Field(None, description="Klockslag då sammanträdet börjar.")
    place: str | None = None
    public: bool | None = Field(None, description="Om allmänheten får komma.")
    paragraphs: Any = None
    how_to_appeal: Any = Field(
        None, description="Hur man överklagar. Tomt när det inte är bekräftat (appealConfirmed)."
    )
    appeal_statute: str | None = Field(None, description="Lagrummet bakom orden om överklagande.")
    appeal_confirmed: bool | None = None
    statute: str | None = Field(None, description="Den lag som säger att det ska anslås.")
    statute_of_time: str | None = Field(None, description="Vad den lagen säger om tiden.")
    last_day: str | None = Field(None, description="Sista dagen på tavlan enligt den lagen.")
    up_throughout: bool | None = Field(
        None, description="Om anslaget satt uppe hela tiden; saknas tills tiden är ute."
    )
    reasons: Any = None
    proof: list[dict[str, Any]] | None = Field(
        None, description="Bevis: vad som hände och vilken dag."
    )


class Federation(Ours):
    """Samordningsförbund: medlemmar, avgifter, styrelse och insatser. Fler uppgifter kan finnas."""

    text: str | None = None
    members: list[dict[str, Any]] | None = None
    interventions: list[str] | None = None


class Intervention(Ours):
    """Insats: vad den är, vem som ger den, platser och väntetider. Fler uppgifter kan finnas."""

    description: str | None = None
    status: str | None = None
    provider: Any = None
    places: Any = None
    waits: Any = None
    requirements: list[Any] | None = None


class Links(Told):
    """Andra sidor av listan."""

    first: str | None = None
    self: str | None = None
    next: str | None = Field(None, description="Nästa sida; saknas på den sista.")


class Pagination(Told):
    """Hur listan är delad."""

    elements_per_page: int | None = None
    total_elements: int | None = None


class BulkFile(Told):
    """En fil med allt av ett slag."""

    name: str
    label: str
    jsonl: str
    csv: str
    licence: str | None = Field(None, description="Licensens adress; saknas för handlingarna.")
    rights: str | None = Field(None, description="Vad som gäller i stället för en licens.")


class Dump(Told):
    """Nattens SQLite-fil."""

    url: str
    day: str
    made: str
    size: int
    sha512: str


class Bulk(Told):
    """Filer med allt."""

    files: list[BulkFile]
    sqlite: Dump | None = None
