"""The application, for a server process."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseline_web.settings")

application = get_wsgi_application()

if settings.DEMO:
    from caseline_web.demo import refuse_persons  # it reads rows: after the set-up

    refuse_persons()
