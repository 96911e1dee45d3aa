"""Which people, places, venues and series are one: what is likely, and the page of one of them, where it is decided."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe

from timeline.clock import now
from timeline.forms import id_in
from timeline.models.base import Nameable
from timeline.queries.things import KINDS, counts, likely_pairs, merged_thing, standing_thing, thing_page
from timeline.record import follow, keep_things_apart, merge_things, part_thing
from timeline.views.deciding import author_of, note_in, number_of_other
from timeline.views.moved import moved_to, survivor_or_404


@require_safe
def thing_list(request: HttpRequest, kind: str = "person") -> HttpResponse:
    """List the pairs of one kind that may be one, the likeliest first."""
    if kind not in KINDS:
        raise Http404(f"Nothing on record is called a {kind}.")
    number = counts()
    tabs = [(each, plural, number[each]) for each, (_, plural) in KINDS.items()]
    context = {"kind": kind, "plural": KINDS[kind][1], "tabs": tabs, "pairs": likely_pairs(kind), "may": may(request, kind)}
    return render(request, "things/list.html", context)


class ThingIdentity(View):
    """The page of one thing's identity; what is decided there is posted to it."""

    def get(self, request: HttpRequest, kind: str, pk: int, problem: str = "") -> HttpResponse:
        """Show how sources write its name, what was merged into it, and what else may be the same."""
        page = thing_page(kind, pk) if kind in KINDS else None
        if page is None:
            return _moved(kind, pk)
        context = {"page": page, "row": page.row, "kind": kind, "plural": KINDS[kind][1], "may": may(request, kind)}
        context |= {"problem": problem, "note": request.POST.get("note", ""), "other": request.POST.get("other", "")}
        return render(request, "things/identity.html", context, status=422 if problem else 200)

    @method_decorator(login_required)
    def post(self, request: HttpRequest, kind: str, pk: int) -> HttpResponse:
        """Merge another into this one, keep two apart, or take a merge back."""
        if not may(request, kind):
            raise PermissionDenied
        row = standing_thing(kind, pk)
        if row is None:
            return _moved(kind, pk)
        decide = {"merge": _merge, "apart": _keep_apart, "undo": _undo}.get(request.POST.get("step", ""))
        try:
            if decide is None:
                raise ValueError("Say what to do: merge, keep apart or take back.")
            messages.success(request, decide(request, kind, row))
        except ValueError as error:
            return self.get(request, kind, pk, problem=str(error))
        return redirect("thing-list", kind) if request.POST.get("back") else redirect("thing-identity", kind, pk)


thing_identity = ThingIdentity.as_view()


def may(request: HttpRequest, kind: str) -> bool:
    """Say whether the user may decide what is one."""
    return kind in KINDS and request.user.has_perm(f"timeline.change_{kind}")


def _moved(kind: str, pk: int) -> HttpResponsePermanentRedirect:
    if kind not in KINDS:
        raise Http404(f"Nothing on record is called a {kind}.")
    return moved_to(reverse("thing-identity", args=[kind, survivor_or_404(kind, pk)]))


def _other(request: HttpRequest, kind: str) -> Nameable:
    number = number_of_other(request, kind)
    found: Nameable | None = standing_thing(kind, follow(kind, number) or number)
    if found is None:
        raise ValueError(f"No {kind} has the number {number}.")
    return found


def _merge(request: HttpRequest, kind: str, row: Nameable) -> str:
    other = _other(request, kind)
    merge_things(row, other, author=author_of(request), at=now(), note=note_in(request))
    return f"Merged: “{other}” is “{row}” now, and its address leads there. The page of “{row}” takes it back."


def _keep_apart(request: HttpRequest, kind: str, row: Nameable) -> str:
    other = _other(request, kind)
    keep_things_apart(row, other, author=author_of(request), at=now(), note=note_in(request))
    return f"Kept apart: “{row}” and “{other}” are proposed no more."


def _undo(request: HttpRequest, kind: str, row: Nameable) -> str:
    number = id_in(request.POST.get("other", ""))
    other = merged_thing(kind, number, into=row.pk) if number is not None else None
    if other is None:
        raise ValueError("It was not merged into this one, or was given back meanwhile.")
    part_thing(other, at=now())
    return f"Taken back: “{other}” stands for itself again, with all that named it."
