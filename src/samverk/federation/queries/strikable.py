"""What can be struck in an agreement, by the word for it in addresses."""

from __future__ import annotations

from samverk.federation.models import AgreementPlaces, AgreementSignature, AgreementTariff
from samverk.foundation.errors import NotFoundError

Strikes = AgreementTariff | AgreementPlaces | AgreementSignature
TABLES: dict[str, type[Strikes]] = {
    "taxa": AgreementTariff,
    "platser": AgreementPlaces,
    "underskrift": AgreementSignature,
}


def strikable(kind: str, row: int) -> Strikes:
    """Answer which row (id) of a kind this is, with its agreement; raises NotFoundError."""
    table = TABLES.get(kind)
    rows = table._default_manager.select_related("agreement__federation") if table else None
    found = rows.filter(pk=row).first() if rows is not None else None
    if found is None:
        raise NotFoundError("Uppgiften finns inte.")
    return found
