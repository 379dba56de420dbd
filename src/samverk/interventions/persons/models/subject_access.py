"""What people have asked to be told of what is held about them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from samverk.interventions.persons.models.base import OfPerson, no_federation, stays


class RequestWay(models.TextChoices):
    """How a request came (hur begäran kom)."""

    LETTER = "letter", "brev"
    EMAIL = "email", "e-post"
    E_SERVICE = "e_service", "e-tjänst"
    PHONE = "phone", "telefon"
    VISIT = "visit", "besök"


class IdentityCheck(models.TextChoices):
    """How it was made sure that the person asked themselves (hur identiteten kontrollerades)."""

    ID_CARD = "id_card", "legitimation visad"
    E_ID = "e_id", "e-legitimation"
    REGISTERED_ADDRESS = "registered_address", "svaret går till folkbokföringsadressen"
    PROXY = "proxy", "ombud eller ställföreträdare, med fullmakt eller förordnande"


class SubjectRequest(OfPerson):
    """A person has asked for what is held about them (begäran om registerutdrag, GDPR art. 15).

    ``due_on`` is the last day to answer, as the rule computed it. ``extended_on`` is when more time
    was taken, with why. ``answered_by`` is the name of who gave the answer.
    """

    received_on = models.DateField("kom in")
    way = models.CharField("kom genom", max_length=12, choices=RequestWay.choices)
    identity_check = models.CharField(
        "identiteten kontrollerad", max_length=20, choices=IdentityCheck.choices
    )
    taken_by = models.CharField("mottagen av", max_length=200)
    due_on = models.DateField("besvaras senast")
    extended_on = models.DateField("tiden förlängd", null=True, blank=True)
    extended_why = models.CharField("varför tiden förlängdes", max_length=500, blank=True)
    answered_on = models.DateField("besvarad", null=True, blank=True)
    answered_by = models.CharField("besvarad av", max_length=200, blank=True)

    class Meta:
        verbose_name = "begäran om registerutdrag"
        verbose_name_plural = "begäranden om registerutdrag"
        constraints = [
            models.CheckConstraint(
                condition=Q(extended_on__isnull=True, extended_why="")
                | (Q(extended_on__isnull=False) & ~Q(extended_why="")),
                name="extended_with_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=True, answered_by="")
                | (Q(answered_on__gte=F("received_on")) & ~Q(answered_by="")),
                name="answered_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["controller", "answered_on", "due_on"])]
        triggers = [
            no_federation(),
            stays("person", "received_on", "way", "identity_check", "taken_by"),
        ]

    def __str__(self) -> str:
        return f"begäran {self.pk.hex[:8]}"
