"""The judges see every page there is: their list is compared with the addresses."""

from urllib.parse import urlsplit

import pytest

from tests.browser.judged import BY_JOURNEYS, NO_PAGE, OF_PATIENT, OF_STAFF
from tests.web.addresses import ABSENT, every_address

pytestmark = pytest.mark.extra


def test_every_address_is_judged_or_shows_no_page(application):
    from django.urls import resolve

    judged = {
        resolve(urlsplit(address).path).view_name
        for address in (*(one for many in OF_STAFF.values() for one in many), *OF_PATIENT)
    }
    others = {*BY_JOURNEYS, *NO_PAGE, *ABSENT}
    assert judged | others == set(every_address())
    assert judged & others == set()
