"""The pages of who takes part: countries, pairs of countries, organisations, people."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from timeline.queries import actors, people
from timeline.views.known import asof_of
from timeline.views.looks import strip_of
from timeline.views.moved import redirect_or_404


@require_safe
def country_list(request: HttpRequest) -> HttpResponse:
    """Show every country, those on record first."""
    met, others = actors.country_index(asof_of(request))
    return render(request, "actors/country_list.html", {"met": met, "others": others})


@require_safe
def country_detail(request: HttpRequest, code: str) -> HttpResponse:
    """Show one country: what it took part in, with whom, as a member of what."""
    if code != code.upper():
        return redirect("country-detail", code.upper(), permanent=True)
    asof = asof_of(request)
    page = actors.country_page(code, asof)
    if page is None:
        raise Http404(f"No country has the code {code}.")
    return render(request, "actors/country_detail.html", {"page": page, **strip_of("country", code, asof)})


@require_safe
def pair_detail(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Show what two countries did together; the address has their codes in alphabetical order."""
    first, second = sorted((one.upper(), other.upper()))
    if first == second:
        return redirect("country-detail", first, permanent=True)
    if (one, other) != (first, second):
        return redirect("pair-detail", first, second, permanent=True)
    page = actors.pair_page(first, second, asof_of(request))
    if page is None:
        raise Http404(f"{first} and {second} are not both codes of countries.")
    return render(request, "actors/pair_detail.html", {"page": page})


@require_safe
def organisation_list(request: HttpRequest) -> HttpResponse:
    """Show every organisation."""
    organisations = actors.organisation_index(asof_of(request))
    return render(request, "actors/organisation_list.html", {"organisations": organisations})


@require_safe
def organisation_detail(request: HttpRequest, acronym: str) -> HttpResponse:
    """Show one organisation: its members over time, its series and engagements; another spelling leads on."""
    asof = asof_of(request)
    page = actors.organisation_page(acronym, asof)
    if page is None:
        known = actors.acronym_of(acronym)
        if not known:
            raise Http404(f"No organisation is called {acronym}.")
        return redirect("organisation-detail", known, permanent=True)
    return render(request, "actors/organisation_detail.html", {"page": page, **strip_of("org", acronym, asof)})


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    """Show people, a hundred to a page, or those whose name is asked for."""
    words = request.GET.get("q", "").strip()[:200]
    page, links = people.person_index(words, request.GET.get("page", "1"), asof_of(request))
    return render(request, "actors/person_list.html", {"page": page, "people": links, "words": words})


@require_safe
def person_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person: offices held, engagements attended, with whom."""
    asof = asof_of(request)
    page = people.person_page(pk, asof)
    if page is None:
        return redirect_or_404("person", pk, asof)
    return render(request, "actors/person_detail.html", {"page": page})
