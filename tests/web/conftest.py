"""The web application in one process, with its static files gathered once."""

import os

import pytest


@pytest.fixture(scope="session")
def application(tmp_path_factory):
    """Django, set up as `caseline serve` does it."""
    os.environ["CASELINE_STATIC"] = str(tmp_path_factory.mktemp("static"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "caseline_web.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)


@pytest.fixture
def client(application):
    """A browser without JavaScript; a form's token is its own business."""
    from django.test import Client

    return Client(headers={"host": "localhost", "accept-language": "en"})
