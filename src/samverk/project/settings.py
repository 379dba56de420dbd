"""Settings of one installation, read from the environment.

Nothing needs to be set to run the demo: the embedded database and the demo switches have defaults
in ``samverk run``. A real installation sets at least SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pghistory
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from samverk.foundation.postgres.location import database_settings, key_of, var_directory
from samverk.project.demo_keys import DEMO_KEYS, FEDERATION_KEY
from samverk.project.navigation import OPEN, navigation_of
from samverk.project.rooms import Profile, chosen_profile, rooms_of

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = var_directory()

PROFILE = chosen_profile()
DEMO = env.bool("SAMVERK_DEMO", False)
# Whose demo is loaded, and where the other one receives messages
DEMO_OF = env.str("SAMVERK_DEMO_OF", "federation")
DEMO_PEER = env.str("SAMVERK_DEMO_PEER", "")
DEBUG = env.bool("SAMVERK_DEBUG", False)
INSTALLATION_NAME = env.str("SAMVERK_NAME", "Samverk")
# Empty outside the demo unless the environment has its own: Django then refuses to sign
SECRET_KEY = env.str("SECRET_KEY", FEDERATION_KEY)
if SECRET_KEY in DEMO_KEYS and not (DEMO or DEBUG):
    SECRET_KEY = ""
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])

ROOMS = rooms_of(PROFILE)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "django_htmx",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    # Before allauth: our templates are found before its own
    "samverk.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "samverk.foundation",
    *[f"samverk.{room}" for room in ROOMS],
    *(["samverk.project.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "samverk.foundation.files.host.FileHost",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "samverk.foundation.login.sessions.PrivatePages",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "samverk.publishing.api.door.OpenDoor",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "samverk.foundation.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "samverk.foundation.login.sessions.IdleSessions",
    "django_htmx.middleware.HtmxMiddleware",
    "samverk.web.withheld.WithheldFiles",
    "samverk.publishing.closing.ClosedPages",
]

ROOT_URLCONF = "samverk.project.urls"
WSGI_APPLICATION = "samverk.project.wsgi.application"

_FOUND = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.app_directories.Loader",
]
_LOADERS = _FOUND if DEBUG else [("django.template.loaders.cached.Loader", _FOUND)]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": False,
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", _LOADERS)],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "samverk.web.templatetags.samverk",
                "samverk.web.templatetags.samverk_forms",
                "samverk.web.templatetags.samverk_charts",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "samverk.web.context.page",
                "samverk.foundation.login.keys.place",
                *(["samverk.project.demo.context.people"] if DEMO else []),
            ],
        },
    }
]

FORM_RENDERER = "samverk.web.controls.Controls"

ROLE_SWITCHER_TEMPLATE = "demo/role_switcher.html" if DEMO else ""
NAVIGATION, OPEN_NAVIGATION = navigation_of(PROFILE), OPEN

DATABASES = {"default": database_settings(VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Shared by all web processes, on any number of machines: it counts failed logins
CACHES = {
    "default": {
        "BACKEND": "samverk.foundation.shared_cache.SharedCache",
        "LOCATION": "foundation_shared_cache",
        # More than all places of the counts: it is never so full that rows have to go
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},
    },
    # Each process's own; a page is less than 100 kB
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}
# How long a page of the public site is given as it was drawn, if nothing published has changed; 0 never
PAGES_KEPT_SECONDS = env.int("SAMVERK_PAGES_KEPT_SECONDS", 20)

AUTH_USER_MODEL = "foundation.User"
AUTHENTICATION_BACKENDS = ["samverk.foundation.login.backend.LocalAccounts"]
_VALIDATION = "django.contrib.auth.password_validation."
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": _VALIDATION + "MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": _VALIDATION + "UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "full_name")},
    },
    {"NAME": _VALIDATION + "CommonPasswordValidator"},
    {"NAME": _VALIDATION + "NumericPasswordValidator"},
    {"NAME": "samverk.foundation.login.passwords.PredictablePasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "samverk.foundation.login.adapters.ClosedDoor"
_FORMS = "samverk.foundation.login.forms."
ACCOUNT_FORMS = {
    "login": _FORMS + "LoginForm",
    "change_password": _FORMS + "ChangePasswordForm",
    "reauthenticate": _FORMS + "ReauthenticateForm",
    "reset_password": _FORMS + "ResetPasswordForm",
    "reset_password_from_key": _FORMS + "ResetPasswordKeyForm",
}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
# A key is an account and the address of the one who tries. A whole council may log in from one
# address when a meeting begins, so the limits per address are wide.
ACCOUNT_RATE_LIMITS = {"login_failed": "10/5m/key,200/5m/ip", "login": "600/5m/ip"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("SAMVERK_PROXIES", 0)
MFA_RATE_LIMITS = {"webauthn_login": "600/5m/ip"}
MFA_ADAPTER = "samverk.foundation.login.adapters.Keys"
MFA_FORMS = {
    "authenticate": _FORMS + "CodeForm",
    "reauthenticate": _FORMS + "ReauthenticateCodeForm",
    "login_webauthn": _FORMS + "LoginKeyForm",
    "authenticate_webauthn": _FORMS + "SecondStepKeyForm",
    "reauthenticate_webauthn": _FORMS + "ReauthenticateKeyForm",
    "add_webauthn": _FORMS + "AddKeyForm",
    "edit_webauthn": _FORMS + "EditKeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# The organisation vouches for the address; asking for a password reset must not lock keys out
MFA_ALLOW_UNVERIFIED_EMAIL = True

# Without a host no message is sent, and no page offers to send one
EMAIL_HOST = env.str("EMAIL_HOST", "")
EMAIL_PORT = env.int("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 10
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'dummy'}.EmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "samverk@localhost")
ACCOUNT_EMAIL_SUBJECT_PREFIX = f"{INSTALLATION_NAME}: "
ACCOUNT_EMAIL_NOTIFICATIONS = bool(EMAIL_HOST)
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False

# The key that messages to other installations are signed with: 32 bytes in base64, else SECRET_KEY's
EXCHANGE_KEY = env.str("SAMVERK_EXCHANGE_KEY", "")
# What is sealed about persons, in a party's installation; out of SECRET_KEY where it is not set
PERSON_KEY = env.str("SAMVERK_PERSON_KEY", "")
# How many days from a start or an end its status is measured, and around a follow-up's due day
MEASURE_DAYS = env.int("SAMVERK_MEASURE_DAYS", 30)
FOLLOW_UP_DAYS_BEFORE = env.int("SAMVERK_FOLLOW_UP_DAYS_BEFORE", 14)
FOLLOW_UP_DAYS_AFTER = env.int("SAMVERK_FOLLOW_UP_DAYS_AFTER", 45)
# Within how many days somebody is answered who tells what does not work; 0 where nobody has said
FEEDBACK_DAYS = env.int("SAMVERK_FEEDBACK_DAYS", 0)
# How many days the file of a package for the archive is kept when it has been made; 0 keeps it
PACKAGE_DAYS = env.int("SAMVERK_PACKAGE_DAYS", 180)
# How many searches for persons somebody makes in a day before the log's auditor is shown it
SEARCHES_A_DAY = env.int("SAMVERK_SEARCHES_A_DAY", 300)
# Which networks are the installation's own, as the log tells of its readers
OWN_NETWORKS: list[str] = env.list("SAMVERK_NETWORKS", [])
# How many years a line about who read is kept; no source confirms it for social services
LOG_YEARS = env.int("SAMVERK_LOG_YEARS", 5)
# How long emergency access to a person's record is open, once somebody else has approved it
EMERGENCY_MINUTES = env.int("SAMVERK_EMERGENCY_MINUTES", 30)
# How old a login may be for whoever asks for emergency access, or approves it
STEP_UP_MINUTES = env.int("SAMVERK_STEP_UP_MINUTES", 5)
# How old it may be for whoever publishes, withdraws, or takes an archive package out
PUBLISH_STEP_UP_MINUTES = env.int("SAMVERK_PUBLISH_STEP_UP_MINUTES", 30)
# Where a message may go without TLS: nowhere but on the machine itself, when trying things out
EXCHANGE_PLAIN_HOSTS = ["127.0.0.1", "localhost"] if DEMO or DEBUG else []

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# Who signs minutes: the authority in the box vouches for anybody, so the demo alone may use it
_LOCAL = "samverk.integrations.signing.local.LocalAuthority"
SIGNING = env.str("SAMVERK_SIGNING", _LOCAL if DEMO or DEBUG else "")
CSC_URL = env.str("SAMVERK_CSC_URL", "")
CSC_TOKEN = env.str("SAMVERK_CSC_TOKEN", "")
# The installation's own keys, outside the database and its backups
SEAL_DIR = Path(env.str("SAMVERK_SEAL_DIR", str(VAR_DIR / "nycklar")))
# Whose notice boards are kept here, by their places in addresses; the demo keeps everybody's
BOARDS_KEPT: list[str] | None = env.list("SAMVERK_BOARDS", None if DEMO or DEBUG else [])

# Where everybody reads what is published: else each address is of the host that was asked
OPEN_ADDRESS = env.str("SAMVERK_OPEN_ADDRESS", "")
# What is published may be used for anything; who answers for it, to data users
OPEN_LICENCE = env.str("SAMVERK_OPEN_LICENCE", "http://creativecommons.org/publicdomain/zero/1.0/")
OPEN_CONTACT_NAME = env.str("SAMVERK_OPEN_CONTACT_NAME", INSTALLATION_NAME)
OPEN_CONTACT_EMAIL = env.str("SAMVERK_OPEN_CONTACT_EMAIL", "")
# How many pages of the open API one address may ask for in a minute
API_A_MINUTE = env.int("SAMVERK_API_A_MINUTE", 600)
# How many whole files are sent at once, to one address and to all
BULK_AT_ONCE_EACH = env.int("SAMVERK_BULK_AT_ONCE_EACH", 2)
BULK_AT_ONCE = env.int("SAMVERK_BULK_AT_ONCE", 8)
# How many searches a minute: of what is published from one address, which a whole office may share,
# and of one who works here
OPEN_SEARCHES_A_MINUTE = env.int("SAMVERK_OPEN_SEARCHES_A_MINUTE", 300)
STAFF_SEARCHES_A_MINUTE = env.int("SAMVERK_STAFF_SEARCHES_A_MINUTE", 60)
# Where the virus scanner clamd listens, "unix:/run/clamav/clamd.ctl" or "tcp:127.0.0.1:3310"; with none
# no file is scanned
CLAMAV = env.str("SAMVERK_CLAMAV", "")
SCANNER = "samverk.integrations.scanning.clamd.Clamd" if CLAMAV else ""
# Makes the copy of a stranger's file that is handed out
COPY_MAKER = "samverk.documents.defusing.defuse"
# From which address strangers' files are handed out, where nothing else is; with none from our own
FILE_HOST = env.str("SAMVERK_FILE_HOST", "")
if FILE_HOST:
    if FILE_HOST in ALLOWED_HOSTS:
        raise ImproperlyConfigured(
            "SAMVERK_FILE_HOST är installationens egen webbadress. Välj en annan: inget utom filer"
            " hämtas från den, och den ska inte stå i ALLOWED_HOSTS."
        )
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, FILE_HOST.rpartition(":")[0] or FILE_HOST]

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True
USE_I18N = True
FORMAT_MODULE_PATH = ["samverk.web.formats"]

STATIC_URL = "/statiskt/"
MEDIA_ROOT = VAR_DIR / "files"
# Served from the packages as they lie, so that no step of collecting can be forgotten
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "samverk.foundation.files.storage.DurableStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# How many files, and how much unpacked, one batch of minutes may be; and how many are chosen one by one
BATCH_FILES = env.int("SAMVERK_BATCH_FILES", 1_000)
BATCH_MEGABYTES = env.int("SAMVERK_BATCH_MEGABYTES", 200)
BATCH_CHOSEN = env.int("SAMVERK_BATCH_CHOSEN", 300)
# Each is a temporary file while it comes: beyond twice as many the form is refused unread
DATA_UPLOAD_MAX_NUMBER_FILES = 2 * BATCH_CHOSEN
# A council's voting lists are reviewed row by row: 81 members in ten divisions, four fields each.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000

PGHISTORY_APPEND_ONLY = True
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_DEFAULT_TRACKERS = (
    pghistory.InsertEvent(),
    pghistory.UpdateEvent(),
    pghistory.DeleteEvent(),
)
PGTRIGGER_MIGRATIONS = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 10 * 3600
# A lunch or a long meeting fits in; a night does not. Where persons are met no lunch does either
SESSION_IDLE_AGE = env.int("SAMVERK_IDLE_MINUTES", 240) * 60
PERSONS_IDLE_AGE = env.int("SAMVERK_PERSONS_IDLE_MINUTES", 15) * 60
# What addresses of persons begin with; a federation's installation has none
PERSON_PATHS: tuple[str, ...] = (
    ("/personer/", "/antal/", "/verkstallighet/") if PROFILE is Profile.PARTY else ()
)
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "samverk.web.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if not (DEMO or DEBUG):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-samverk_session"
    CSRF_COOKIE_NAME = "__Host-samverk_csrf"
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    # The proxy that has the certificate sends http to https (W008); whether the whole domain is ever
    # to be https, and told to browser makers, is its owner's to decide and not ours (W005, W021)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
else:
    # A browser keeps no cookies apart by port: two demos on one machine would log each other out
    SESSION_COOKIE_NAME = f"samverk_session_{key_of(VAR_DIR)}"
    CSRF_COOKIE_NAME = f"samverk_csrf_{key_of(VAR_DIR)}"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("SAMVERK_LOG_LEVEL", "WARNING")},
}
