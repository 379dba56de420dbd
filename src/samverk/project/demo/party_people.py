"""The invented persons of the party's demo, and how far each of them comes.

Numbers are of Skatteverket's test range: birth numbers 980 to 999, which no person has.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from samverk.project.demo.party_catalogue import AKTIV, ALINGSAS, LERUM

# Steps with the days after the referral that they are taken; what lies ahead has not been done yet
QUEUED = ((3, "take_up"), (12, "accept"))
OFFERED = (*QUEUED, (60, "offer"), (65, "yes"))
STARTED = (*OFFERED, (72, "start"))
COURSES: dict[str, tuple[tuple[int, str], ...]] = {
    "draft": (),
    "sent": (),
    "assessed": ((3, "take_up"),),
    "asked": ((3, "take_up"), (6, "ask")),
    "completed question": ((3, "take_up"), (6, "ask"), (13, "answer")),
    "too complex": ((4, "take_up"), (16, "return_complex")),
    "too close to work": ((4, "take_up"), (11, "return_close")),
    "withdrawn": ((3, "take_up"), (9, "withdraw")),
    "waits": QUEUED,
    "confirmed": (*QUEUED, (50, "confirm")),
    "paused": (*QUEUED, (30, "pause")),
    "paused once": (*QUEUED, (20, "pause"), (41, "resume")),
    "removed": (*QUEUED, (70, "remove")),
    "moved": (*QUEUED, (35, "move")),
    "offered": (*QUEUED, (34, "offer")),
    "said no": (*QUEUED, (40, "offer"), (46, "no")),
    "planned": (*QUEUED, (33, "offer"), (38, "yes")),
    "no show": (*OFFERED, (75, "no_show")),
    "active": STARTED,
    "proposed": (*STARTED, (150, "propose")),
    "changed": (*STARTED, (150, "propose_half"), (157, "approve")),
    "interrupted": (*STARTED, (110, "interrupt")),
    "worked": (*STARTED, (250, "end_work")),
    "studied": (*STARTED, (230, "end_studies")),
    "early": (*STARTED, (130, "end_early")),
}


@dataclass(frozen=True, slots=True)
class Invented:
    """An invented person: ``born`` and ``number`` are the birth date and number."""

    name: str
    born: date
    number: int

    @property
    def personal_number(self) -> str:
        """The number as it is written, with its check digit."""
        digits = f"{self.born:%y%m%d}{self.number}"
        doubled = (int(d) * (2 - at % 2) for at, d in enumerate(digits))
        check = -sum(d // 10 + d % 10 for d in doubled) % 10
        return f"{self.born:%Y%m%d}-{self.number}{check}"


@dataclass(frozen=True, slots=True)
class Example(Invented):
    """Somebody whose way is told: from which authority (slug), to what, how many days ago, how far.

    ``follows`` says whether they let themselves be followed up.
    """

    sender: str
    delivery: str
    days_ago: int
    course: str
    follows: bool = True
    protected: bool = False


def _of(delivery: str, *rows: tuple[str, str, int, str, int, str]) -> tuple[Example, ...]:
    return tuple(
        Example(name, date.fromisoformat(born), number, sender, delivery, ago, course)
        for name, born, number, sender, ago, course in rows
    )


EXAMPLES = (
    *_of(
        ALINGSAS,
        ("Exempel Alma Björkhaga", "1996-03-14", 980, "alingsas", 540, "worked"),
        ("Exempel Otto Granlid", "1988-07-02", 981, "alingsas", 530, "studied"),
        ("Exempel Selma Videkärr", "2001-11-23", 982, "forsakringskassan", 505, "early"),
        ("Exempel Nils Hagaström", "1979-02-09", 983, "arbetsformedlingen", 480, "worked"),
        ("Exempel Vera Solåsen", "1992-05-30", 984, "vgr", 450, "too complex"),
        ("Exempel Hugo Ekmarken", "1985-09-17", 985, "alingsas", 430, "worked"),
        ("Exempel Ester Tallmo", "1999-12-05", 986, "alingsas", 395, "no show"),
        ("Exempel Ivar Lövskog", "1974-04-21", 987, "forsakringskassan", 360, "too complex"),
        ("Exempel Märta Aspdalen", "1990-08-08", 988, "alingsas", 330, "studied"),
        ("Exempel Folke Rönnäng", "2003-01-27", 989, "arbetsformedlingen", 300, "active"),
        ("Exempel Dagny Ljungbo", "1983-06-11", 990, "alingsas", 270, "changed"),
        ("Exempel Sixten Måsvik", "1995-10-03", 991, "vgr", 240, "interrupted"),
        ("Exempel Tyra Häggdal", "1987-03-25", 992, "alingsas", 215, "proposed"),
        ("Exempel Birger Kvistås", "1977-12-19", 993, "forsakringskassan", 190, "removed"),
        ("Exempel Saga Mossebo", "2002-07-07", 994, "alingsas", 160, "active"),
        ("Exempel Rune Stenåker", "1981-01-15", 995, "arbetsformedlingen", 140, "confirmed"),
        ("Exempel Greta Lindhult", "1998-09-29", 996, "alingsas", 120, "paused"),
        ("Exempel Algot Fjällhem", "1969-05-04", 997, "vgr", 100, "waits"),
        ("Exempel Signe Backvik", "1993-11-11", 998, "alingsas", 80, "said no"),
        ("Exempel Tore Ängslid", "1986-02-28", 999, "forsakringskassan", 55, "planned"),
        ("Exempel Linnea Kärrby", "2000-04-16", 980, "alingsas", 41, "offered"),
        ("Exempel Gunnar Sjövalla", "1972-08-22", 981, "alingsas", 30, "waits"),
        ("Exempel Rut Fågelsång", "1997-06-01", 982, "arbetsformedlingen", 16, "asked"),
        ("Exempel Elof Nyåker", "1989-10-10", 983, "alingsas", 9, "assessed"),
        ("Exempel Hedda Blåvik", "2004-02-14", 984, "vgr", 4, "sent"),
        ("Exempel Viktor Almhöjd", "1991-03-03", 985, "alingsas", 1, "draft"),
    ),
    *_of(
        AKTIV,
        ("Exempel Ebba Stationsås", "2005-05-20", 986, "lerum", 515, "worked"),
        ("Exempel Melker Dergård", "1994-01-08", 987, "lerum", 460, "early"),
        ("Exempel Nora Aspenäs", "2006-09-13", 988, "arbetsformedlingen", 400, "worked"),
        ("Exempel Sigrid Aggebacka", "1992-02-11", 982, "lerum", 380, "worked"),
        ("Exempel Bosse Floryd", "1979-10-27", 983, "arbetsformedlingen", 350, "studied"),
        ("Exempel Ture Hulan", "1982-07-30", 989, "lerum", 320, "too complex"),
        ("Exempel Svea Olstorp", "1976-11-02", 990, "forsakringskassan", 230, "active"),
        ("Exempel Gerda Tollhed", "1996-06-15", 984, "lerum", 200, "active"),
        ("Exempel Axel Gråbo", "1999-03-19", 991, "lerum", 150, "active"),
        ("Exempel Ida Tollered", "2003-12-24", 992, "lerum", 90, "paused once"),
        ("Exempel Love Björboholm", "1984-04-04", 993, "lerum", 60, "moved"),
        ("Exempel Stina Öxeryd", "1990-06-18", 994, "vgr", 22, "completed question"),
        ("Exempel Kurt Norsesund", "1968-02-02", 995, "lerum", 6, "assessed"),
    ),
    *_of(
        LERUM,
        ("Exempel Maja Sävelången", "1997-08-26", 996, "lerum", 370, "studied"),
        ("Exempel Egon Lilla", "1980-10-31", 997, "forsakringskassan", 280, "active"),
        ("Exempel Elin Härskogen", "2001-05-05", 998, "lerum", 130, "too close to work"),
        ("Exempel Sven Tvärsjön", "1973-09-09", 999, "lerum", 75, "waits"),
        ("Exempel Ylva Nääs", "1995-01-21", 980, "arbetsformedlingen", 12, "withdrawn"),
    ),
    Example(
        "Exempel Kaj Gömme",
        date(1988, 12, 12),
        981,
        "vgr",
        ALINGSAS,
        110,
        "sent",
        protected=True,
    ),
)
