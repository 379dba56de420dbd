"""The addresses of login under /konto/: those we want, and none of allauth's others.

The names are allauth's own, since it looks its pages up by them.
"""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.webauthn import views as keys
from django.conf import settings
from django.urls import path

from samverk.foundation.login import converters, views

converters.register()

urlpatterns = [
    path("", views.overview, name="account"),
    path("logga-in/", account.login, name="account_login"),
    path("logga-in/nyckel/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("logga-in/steg-2/", second_step.authenticate, name="mfa_authenticate"),
    path("logga-ut/", account.logout, name="account_logout"),
    path("avstangt/", account.account_inactive, name="account_inactive"),
    path("losenord/", views.change_password, name="account_change_password"),
    path(
        "bekrafta/losenord/",
        views.told_in_swedish(account.reauthenticate),
        name="account_reauthenticate",
    ),
    path(
        "bekrafta/reservkod/",
        views.told_in_swedish(second_step.reauthenticate),
        name="mfa_reauthenticate",
    ),
    path(
        "bekrafta/nyckel/",
        views.told_in_swedish(keys.reauthenticate_webauthn),
        name="mfa_reauthenticate_webauthn",
    ),
    path("nycklar/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("nycklar/", keys.list_webauthn, name="mfa_index"),
    path("nycklar/ny/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("nycklar/<int:pk>/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("nycklar/<int:pk>/ta-bort/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "glomt/klart/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path(
        "glomt/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("reservkoder/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("reservkoder/nya/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("reservkoder/fil/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]

# Who has forgotten the password is sent a link by e-mail, or else asks the administrator for one
if settings.EMAIL_HOST:
    urlpatterns += [
        path("glomt/", account.password_reset, name="account_reset_password"),
        path("glomt/skickat/", account.password_reset_done, name="account_reset_password_done"),
    ]
