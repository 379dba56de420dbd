"""Forms of the accounts."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.http import QueryDict

from samverk.accounts.actions import NewAccount, NewRole, Post
from samverk.directory import queries as directory
from samverk.foundation import clock
from samverk.foundation.actors import Role
from samverk.foundation.forms import ActForm, DayField
from samverk.foundation.limits import LIMITED, PARTS

ROLES = [(role.name, role.value[:1].upper() + role.value[1:]) for role in Role]
SECRETS = (
    "Sekretessbelagda uppgifter läses bara av den som har sin roll i just det organet."
    " En systemförvaltare är det för hela organisationen."
)


def _email() -> forms.CharField:
    return forms.CharField(
        label="E-postadress",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


LIMITS = (
    "Bara för "
    + " och ".join(sorted(role.value for role in LIMITED))
    + ". Kryssa i de verksamheter som rollen gäller. Utan kryss gäller den alla som organet har."
)


class RoleFields(ActForm):
    """The fields of a role: which, where, for which parts of the work, from when till when."""

    role = forms.ChoiceField(label="Roll", choices=ROLES, widget=forms.RadioSelect)
    limited_to = forms.TypedMultipleChoiceField(
        label="Begränsa till verksamheter",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=LIMITS,
    )
    from_date = DayField(label="Från och med")
    to_date = DayField(
        label="Till och med", required=False, help_text="ÅÅÅÅ-MM-DD. Tomt om inget slut är bestämt."
    )

    def __init__(
        self,
        data: QueryDict | None,
        organisations: Collection[int],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"from_date": clock.today()} | (initial or {}))
        self.choosable = places_at(organisations)
        where = self.fields["places"]
        assert isinstance(where, forms.ChoiceField)
        where.choices = [(value, label) for value, (label, _, _) in self.choosable.items()]
        self._let_limit(organisations)

    def _let_limit(self, organisations: Collection[int]) -> None:
        """Offer the parts of the work to limit a role to; leave the question out when there are none."""
        parts = [one for one in PARTS.parts_at(organisations) if not one.is_over]
        limits = self.fields["limited_to"]
        assert isinstance(limits, forms.TypedMultipleChoiceField)
        limits.choices = [(str(one.id), one.name) for one in parts]
        if not parts:
            del self.fields["limited_to"]

    def posts(self, values: dict[str, Any]) -> tuple[Post, ...]:
        """Take the posts out of the cleaned fields, one for each place that was chosen."""
        role, start, end = Role[values["role"]], values["from_date"], values["to_date"]
        chosen = values["places"]
        named = [chosen] if isinstance(chosen, str) else chosen
        limits = tuple(values.get("limited_to", ()))
        return tuple(
            Post(role, organisation, start, body, end, limits)
            for _, organisation, body in (self.choosable[name] for name in named)
        )


class AccountForm(RoleFields):
    """Add an account with its first role, at one place or several."""

    name = forms.CharField(
        label="Namn", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = _email()
    places = forms.MultipleChoiceField(
        label="Var",
        widget=forms.CheckboxSelectMultiple,
        help_text=SECRETS,
        error_messages={"required": "Välj minst en plats: ett konto utan roll kan bara läsa."},
    )
    field_order = ("name", "email", "role", "places", "limited_to", "from_date", "to_date")

    def new_account(self, values: dict[str, Any]) -> NewAccount:
        """Build the account from the cleaned fields."""
        return NewAccount(values["email"], values["name"], self.posts(values))


class RoleForm(RoleFields):
    """Give an account that exists a role."""

    email = _email()
    places = forms.ChoiceField(label="Var", widget=forms.RadioSelect, help_text=SECRETS)
    why = forms.CharField(
        label="Varför",
        max_length=300,
        required=False,
        help_text="Behövs när du ger dig själv en roll. Skälet står i historiken.",
    )
    field_order = ("email", "role", "places", "limited_to", "from_date", "to_date", "why")

    def new_role(self, values: dict[str, Any]) -> NewRole:
        """Build the role from the cleaned fields."""
        (post,) = self.posts(values)
        return NewRole(values["email"], post, values["why"])


class EndRoleForm(ActForm):
    """End a role, at once or after a day."""

    when = forms.ChoiceField(
        label="När slutar rollen?",
        choices=[("now", "Genast"), ("day", "Efter den dag som står nedan")],
        widget=forms.RadioSelect,
        initial="now",
    )
    last_day = DayField(label="Sista dagen", required=False)
    why = forms.CharField(label="Varför", max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the day where one is to be told, and leave it out where not."""
        cleaned = super().clean() or {}
        if cleaned.get("when") == "now":
            cleaned["last_day"] = None
        elif "last_day" in cleaned and cleaned["last_day"] is None:
            self.add_error("last_day", "Skriv sista dagen, eller välj Genast.")
        return cleaned


class WhyForm(ActForm):
    """Close an account or open it again, for a stated reason."""

    why = forms.CharField(
        label="Varför",
        max_length=300,
        help_text="Skälet står i kontots historik.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LinkForm(ActForm):
    """Make a link, or send one."""


Place = tuple[str, int, int | None]


def places_at(organisations: Collection[int]) -> dict[str, Place]:
    """List where roles can be held: {value of a choice: (label, organisation id, body id)}."""
    found: dict[str, Place] = {}
    for organisation, bodies in directory.organisations_with_bodies():
        if organisation.id in organisations:
            found[f"o{organisation.id}"] = (f"{organisation.name}, hela", organisation.id, None)
            found |= {f"b{b.id}": (b.full_name, organisation.id, b.id) for b in bodies}
    return found
