"""Django's settings. Nothing here is meant to be edited: all of it follows from `CASELINE_*`."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

from caseline.charts.theme import FONTS
from caseline_web import environment

HERE = Path(__file__).parent

# ── from the environment ─────────────────────────────────────────────────────────────────────
ALLOWED_HOSTS = environment.names("CASELINE_HOSTS", "localhost, 127.0.0.1, [::1]")
BEHIND_HTTPS = environment.flag("CASELINE_HTTPS", default=False)
STATIC_ROOT = environment.text("CASELINE_STATIC")  # where `caseline serve` gathers static files

# ── what is fixed ────────────────────────────────────────────────────────────────────────────
DEBUG = False
SECRET_KEY = get_random_secret_key()  # nothing is signed that would outlive the process
ROOT_URLCONF = "caseline_web.urls"
WSGI_APPLICATION = "caseline_web.wsgi.application"
INSTALLED_APPS = ["django.contrib.staticfiles", "csp", "caseline_web", "caseline_web.drawing"]
DATABASES: dict[str, dict[str, object]] = {}  # a drawing is worked out and kept by nobody

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "caseline_web.language.chosen_language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
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
USE_TZ = True
TIME_ZONE = "UTC"

# ── static files ─────────────────────────────────────────────────────────────────────────────
STATIC_URL = "static/"
STATICFILES_DIRS = [("fonts", FONTS)]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# ── what a browser may do ────────────────────────────────────────────────────────────────────
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
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

# ── logs: what went wrong and where, never what somebody sent ────────────────────────────────
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
