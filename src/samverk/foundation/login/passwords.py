"""What a password may not be, besides Django's own rules."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError

EXPLANATION = (
    "Minst 12 tecken. Inte ett vanligt lösenord, inte bara siffror och inte likt ditt namn eller "
    "din e-postadress. Tre ord som inte hör ihop blir lätta att minnas. Det går bra att klistra in."
)
LEAST_DIFFERENT = 6
LEAST_OF_ONES_OWN = 8
# Django's list of common passwords is English, and knows nothing of where this is used
EXPECTED = re.compile(
    r"samverk|samordning|förbund|kommun|lösen|ord|password|hemlig|välkommen|sommar|vinter|höst|vår"
    r"|måndag|januari|augusti|qwerty|asdf|åäö|admin|(?:19|20)\d\d|\d{3,}",
    re.IGNORECASE,
)


class PredictablePasswordValidator:
    """Refuses what is guessed first: few different characters, or hardly more than expected words."""

    def validate(self, password: str, user: object = None) -> None:  # noqa: ARG002
        """Raise ValidationError for a predictable password."""
        if len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(
                f"Lösenordet har för få olika tecken: använd minst {LEAST_DIFFERENT} olika.",
                code="password_few_characters",
            )
        if len(EXPECTED.sub("", password)) < LEAST_OF_ONES_OWN:
            raise ValidationError(
                "Lösenordet är lätt att gissa: det består mest av ord eller siffror som många väljer.",
                code="password_predictable",
            )

    def get_help_text(self) -> str:
        """Explain the rule before anything is typed."""
        return EXPLANATION
