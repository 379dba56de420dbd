"""The success criteria of WCAG, levels A and AA, and which of them the act asks for.

The regulation MDFFS 2019:2 points at EN 301 549 V3.2.1, whose web part is WCAG 2.1 A and AA. What WCAG 2.2
added is examined too, but is not asked for; what it took away (4.1.1) is still asked for.
"""

from __future__ import annotations

from typing import NamedTuple


class Criterion(NamedTuple):
    """A success criterion (framgångskriterium) of WCAG, with its Swedish name.

    ``is_required`` when EN 301 549 V3.2.1 has it: WCAG 2.1 does.
    """

    number: str
    name: str
    is_required: bool = True


CRITERIA = (
    Criterion("1.1.1", "Icke-textuellt innehåll"),
    Criterion("1.2.1", "Enbart ljud och enbart video (förinspelat)"),
    Criterion("1.2.2", "Undertexter (förinspelat)"),
    Criterion("1.2.3", "Syntolkning eller mediealternativ (förinspelat)"),
    Criterion("1.2.4", "Undertexter (direktsändning)"),
    Criterion("1.2.5", "Syntolkning (förinspelat)"),
    Criterion("1.3.1", "Information och relationer"),
    Criterion("1.3.2", "Meningsfull ordningsföljd"),
    Criterion("1.3.3", "Sensoriska kännetecken"),
    Criterion("1.3.4", "Visningsriktning"),
    Criterion("1.3.5", "Identifiera inmatningens syfte"),
    Criterion("1.4.1", "Användning av färg"),
    Criterion("1.4.2", "Ljudkontroll"),
    Criterion("1.4.3", "Kontrast (minimum)"),
    Criterion("1.4.4", "Ändra textstorlek"),
    Criterion("1.4.5", "Bilder av text"),
    Criterion("1.4.10", "Omflöde på smal skärm"),
    Criterion("1.4.11", "Kontrast för annat än text"),
    Criterion("1.4.12", "Textavstånd"),
    Criterion("1.4.13", "Innehåll vid hovring eller fokus"),
    Criterion("2.1.1", "Tangentbord"),
    Criterion("2.1.2", "Ingen tangentbordsfälla"),
    Criterion("2.1.4", "Kortkommandon med ett tecken"),
    Criterion("2.2.1", "Justerbar tidsgräns"),
    Criterion("2.2.2", "Pausa, stoppa, dölja"),
    Criterion("2.3.1", "Högst tre blinkningar"),
    Criterion("2.4.1", "Hoppa över block"),
    Criterion("2.4.2", "Sidtitlar"),
    Criterion("2.4.3", "Fokusordning"),
    Criterion("2.4.4", "Syftet med en länk"),
    Criterion("2.4.5", "Flera sätt att hitta"),
    Criterion("2.4.6", "Rubriker och etiketter"),
    Criterion("2.4.7", "Synligt fokus"),
    Criterion("2.4.11", "Fokus som inte skyms", is_required=False),
    Criterion("2.5.1", "Pekargester"),
    Criterion("2.5.2", "Ångra pekning"),
    Criterion("2.5.3", "Etiketten ingår i namnet"),
    Criterion("2.5.4", "Styrning med rörelse"),
    Criterion("2.5.7", "Dragrörelser", is_required=False),
    Criterion("2.5.8", "Målens storlek", is_required=False),
    Criterion("3.1.1", "Sidans språk"),
    Criterion("3.1.2", "Språk på delar"),
    Criterion("3.2.1", "Vid fokus"),
    Criterion("3.2.2", "Vid inmatning"),
    Criterion("3.2.3", "Konsekvent navigering"),
    Criterion("3.2.4", "Konsekvent benämning"),
    Criterion("3.2.6", "Konsekvent hjälp", is_required=False),
    Criterion("3.3.1", "Fel som pekas ut"),
    Criterion("3.3.2", "Etiketter eller instruktioner"),
    Criterion("3.3.3", "Förslag vid fel"),
    Criterion("3.3.4", "Förebygga fel (rättsliga, ekonomiska, data)"),
    Criterion("3.3.7", "Slippa fylla i igen", is_required=False),
    Criterion("3.3.8", "Tillgänglig inloggning", is_required=False),
    Criterion("4.1.1", "Giltig kod"),
    Criterion("4.1.2", "Namn, roll, värde"),
    Criterion("4.1.3", "Statusmeddelanden"),
)
