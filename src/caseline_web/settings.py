"""Django's settings. Nothing here is meant to be edited: all of it follows from `CASELINE_*`."""

from datetime import timedelta
from pathlib import Path

import dj_database_url
import dj_email_url
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from caseline.charts.theme import FONTS
from caseline_web import environment, keys

HERE = Path(__file__).parent

# ── from the environment ─────────────────────────────────────────────────────────────────────
ALLOWED_HOSTS = environment.names("CASELINE_HOSTS", "localhost, 127.0.0.1, [::1]")
BEHIND_HTTPS = environment.flag("CASELINE_HTTPS", default=False)
STATIC_ROOT = environment.text("CASELINE_STATIC")  # where `caseline serve` gathers static files
DATA = keys.folder()  # CASELINE_DATA
DATABASES = {
    "default": dj_database_url.parse(
        environment.text("CASELINE_DB_URL") or f"sqlite:///{DATA / 'caseline.sqlite3'}",
        conn_max_age=60,
        conn_health_checks=True,
    )
}
MAIL_URL = environment.text("CASELINE_MAIL_URL")
ADDRESS = environment.text("CASELINE_ADDRESS") or ""
DEMO = environment.flag("CASELINE_DEMO", default=False)
SECRET_KEY = environment.text("CASELINE_SECRET_KEY") or keys.secret(DATA)
BACKUP_KEY = environment.text("CASELINE_BACKUP_KEY") or keys.backup(DATA)
PUSH_KEY = environment.text("CASELINE_PUSH_KEY") or keys.push(DATA)
PUSH_HOSTS = environment.names(  # the services of the makers of browsers, and nobody else
    "CASELINE_PUSH_HOSTS",
    "fcm.googleapis.com, .push.services.mozilla.com, .push.apple.com, .notify.windows.com",
)
IDENTITY_KEYS = environment.names("CASELINE_KEYS", "") or keys.identity(DATA)

# ── what is fixed ────────────────────────────────────────────────────────────────────────────
DEBUG = False
ROOT_URLCONF = "caseline_web.urls"
WSGI_APPLICATION = "caseline_web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [  # of a template, and of a text, the first one that there is counts: ours
    "caseline_web.accounts",
    "caseline_web",
    "caseline_web.people",
    "caseline_web.audit",
    "caseline_web.courses",
    "caseline_web.reminders",
    "caseline_web.clinic",
    "caseline_web.diary",
    "caseline_web.drawing",
    "caseline_web.operation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # pages of the sign-in package use it
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "axes",
    "csp",
]
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A save that was acknowledged is on the disk (FULL), and no writer waits for a reader (WAL).
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # PostgreSQL plans what it is asked again and again only once.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        {"server_side_binding": True, "prepare_threshold": 5}
    )

CACHES = {  # what the sign-in counts: in the database, so that it outlives a restart
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "looks": {  # what the list of patients worked out: in memory alone, for a day
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "looks",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

# ── who signs in, and how ────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "caseline_web.accounts.adapter.Adapter"
ACCOUNT_USER_DISPLAY = "caseline_web.accounts.adapter.shown"
ACCOUNT_FORMS = {"request_login_code": "caseline_web.accounts.adapter.CodeByMailForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is an administrator's word, until it is used
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: a letter may be slow, and so may its reader
ACCOUNT_RATE_LIMITS = {
    # A key is an account and a sender, so that nobody shuts others out; of a second factor, whose
    # guessers have the password already, the account alone. A browser on which the account signed
    # in before is a sender of its own (`accounts.known`).
    "login_failed": "5/15m/key",
    "tried_from_here": "30/15m/ip",  # whatever accounts, on browsers that are not known
    "guessed": "50/h/key",  # an account, from everywhere; or on one browser that is known
    "request_login_code": "20/h/ip,30/h/key",  # the address of a patient, as before
    "code_from_here": "5/h/key",  # the same, from one sender
    "drawing": "60/10m/ip",  # the page that needs no account
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if BEHIND_HTTPS else "http"
MFA_ADAPTER = "caseline_web.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {"login_webauthn": "caseline_web.accounts.passkeys.SignInWithKey"}
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS  # browsers allow it on this machine alone
MFA_TOTP_ISSUER = "Caseline"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "caseline_web.accounts.lockout.who_tried"
AXES_LOCKOUT_CALLABLE = "caseline_web.accounts.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "caseline_web.accounts.lockout.whence"
AXES_SENSITIVE_PARAMETERS = ["login", "email", "username", "code", "next"]
AXES_DISABLE_ACCESS_LOG = True  # who signed in stands in the audit trail
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "caseline_web.sessions"
SESSION_COOKIE_AGE = 12 * 60 * 60  # of a visitor; who signs in has the ends of `accounts.sessions`
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_SAMESITE = "Lax"

MIDDLEWARE = [
    "caseline_web.proxy.sender",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "caseline_web.sessions.signed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "caseline_web.accounts.speaking.remembered",
    "caseline_web.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "caseline_web.accounts.guard.guard",
    "caseline_web.zone.of_the_clinic",
    "axes.middleware.AxesMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# ── language ─────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
FORMAT_MODULE_PATH = "caseline_web.formats"
USE_TZ = True
TIME_ZONE = "UTC"

# ── static files ─────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [("fonts", FONTS)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "caseline_web.storage.GzipStorage"},
}

# ── what a browser may do ────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the code that an authenticator app reads
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],  # how a phone's first screen shows the patient's pages
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "require-trusted-types-for": ["'script'"],  # no text that was entered becomes a program
        "trusted-types": ["caseline"],  # js/trusted.js, and the phone's worker
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in ("camera", "geolocation", "microphone", "payment", "usb", "display-capture")
} | {
    "publickey-credentials-create": ["self"],  # passkeys
    "publickey-credentials-get": ["self"],
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "caseline_web.refusals.not_our_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = BEHIND_HTTPS
LANGUAGE_COOKIE_SECURE = BEHIND_HTTPS
SECURE_SSL_REDIRECT = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
DATA_UPLOAD_MAX_MEMORY_SIZE = 6_000_000  # a drawing of the most points that one may have
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
# What is larger is read past: nothing that somebody sends is ever written to a disk.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

# ── mail ─────────────────────────────────────────────────────────────────────────────────────
if MAIL_URL:
    vars().update(dj_email_url.parse(MAIL_URL))
else:
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

# ── logs: what went wrong and where, never what somebody sent ────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "caseline_web.logs.Line",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
