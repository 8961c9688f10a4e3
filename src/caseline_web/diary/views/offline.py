"""What a phone needs to open the pages without network."""

from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from caseline_web.courses.exact import dumps

WORKER = Path(__file__).parents[1] / "static/diary/worker.js"
SHELL = (
    *("css/tokens.css", "diary/tonight.css", "css/components.css", "css/pages.css"),
    *("diary/send.js", "diary/draft.js", "diary/body.js", "js/queue.js", "js/delivery.js"),
    *("js/trusted.js", "js/drafts.js"),
    *("js/elements/index.js", "js/elements/pain-drawing.js"),
    *("js/carry.js", "js/ink.js", "js/pen.js", "js/strokes.js"),
    "images/mark.svg",
)


@require_safe
@never_cache
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker, with the names of the files that the pages need."""
    names = [staticfiles_storage.url(one) for one in SHELL]
    told = {
        "SHELL": dumps(names),
        "FILES": dumps(f"caseline-files-{sha256(dumps(names).encode()).hexdigest()[:12]}"),
        "START": dumps(reverse("tonight")),
        "OFFLINE": dumps(reverse("offline")),
        "PUSH": dumps(staticfiles_storage.url("reminders/push-worker.js")),
    }
    script = WORKER.read_text(encoding="utf-8")
    for name, value in told.items():
        script = script.replace(f'"{name}"', value)
    return HttpResponse(script, content_type="text/javascript")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """What stands in the place of a page that needs a network; it is the same for everybody."""
    return render(request, "diary/offline.html", {"at_page": "offline"})


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone shows of the page on its first screen."""
    told = {
        "name": "Caseline",
        "short_name": "Caseline",
        "id": reverse("tonight"),
        "start_url": reverse("tonight"),
        "scope": reverse("tonight"),
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#1d2733",
        "icons": [
            {
                "src": staticfiles_storage.url("images/mark.svg"),
                "type": "image/svg+xml",
                "sizes": "any",
            },
            {
                "src": staticfiles_storage.url("images/mark-180.png"),
                "type": "image/png",
                "sizes": "180x180",
            },
        ],
    }
    return JsonResponse(told, content_type="application/manifest+json")
