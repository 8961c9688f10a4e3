"""What a phone needs to open the page without network."""

from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

WORKER = Path(__file__).parents[1] / "static/diary/worker.js"
SHELL = ("css/tokens.css", "diary/tonight.css", "diary/tonight.js", "js/queue.js")


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the names of the files that the page needs."""
    names = [staticfiles_storage.url(one) for one in SHELL]
    push = staticfiles_storage.url("reminders/push-worker.js")
    script = WORKER.read_text(encoding="utf-8")
    script = script.replace('["SHELL"]', str(names)).replace('"PUSH"', f'"{push}"')
    return HttpResponse(script, content_type="text/javascript")


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the page on its first screen."""
    told = {
        "name": "Caseline",
        "short_name": "Caseline",
        "start_url": reverse("tonight"),
        "scope": reverse("tonight"),
        "display": "standalone",
        "background_color": "#ffffff",
        "icons": [
            {
                "src": staticfiles_storage.url("images/mark.svg"),
                "type": "image/svg+xml",
                "sizes": "any",
            }
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
