"""The page of an account's tokens, by which programs act for it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from caseline_web.access import account, for_staff
from caseline_web.accounts.forms import TokenForm
from caseline_web.people import tokens


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("use programs")
def page(request: HttpRequest) -> HttpResponse:
    """The tokens there are, and a new one, which is shown once."""
    form, told = TokenForm(request.POST or None), ""
    if form.is_valid():
        told = tokens.make_token(account(request), form.cleaned_data["name"])
        form = TokenForm()
    shown = {
        "form": form,
        "told": told,
        "tokens": tokens.tokens_of(account(request)),
        "described": request.build_absolute_uri(reverse("api:openapi-json")),
    }
    return render(request, "accounts/programs.html", shown)


@require_POST
@for_staff("use programs")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a token out; the program that has it is refused from then on."""
    if not tokens.end_token(account(request), pk):
        raise Http404
    return redirect("programs")
