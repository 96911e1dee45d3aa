"""Whether the sources of an engagement tell of one: the evidence, and merging, splitting and keeping apart."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.views import View

from timeline.clock import now
from timeline.forms import id_in
from timeline.models import Engagement
from timeline.queries.identity import identity_page, is_on_record, reports_by_pk, standing
from timeline.record import follow, keep_apart, merge, split
from timeline.views.deciding import author_of, note_in, number_of_other
from timeline.views.known import asof_of, then
from timeline.views.moved import redirect_or_404


class EngagementIdentity(View):
    """The page of an engagement's identity; what is decided there is posted to it."""

    def get(self, request: HttpRequest, pk: int, problem: str = "") -> HttpResponse:
        """Show which sources tell of the engagement, or told on an earlier day, and which others may be the same."""
        asof = asof_of(request)
        page = identity_page(pk, asof)
        if page is None:
            if standing(pk) or asof and is_on_record(pk):
                return redirect(then(reverse("engagement-detail", args=[pk]), asof))  # hidden: its page says why
            return redirect_or_404("engagement", pk, asof)
        context = {
            "page": page,
            "row": page.row,
            "problem": problem,
            "note": request.POST.get("note", ""),
            "may_decide": asof is None and request.user.has_perm("timeline.change_engagement"),
        }
        return render(request, "engagements/identity.html", context, status=422 if problem else 200)

    @method_decorator(login_required)
    @method_decorator(permission_required("timeline.change_engagement", raise_exception=True))
    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Merge another engagement into this one, part some of its sources from it, or keep two apart."""
        engagement = standing(pk)
        if engagement is None:
            return redirect_or_404("engagement", pk)
        decide = {"merge": _merge, "split": _split, "apart": _keep_apart}.get(request.POST.get("step", ""))
        try:
            if decide is None:
                raise ValueError("Say what to do: merge, split or keep apart.")
            messages.success(request, decide(request, engagement))
        except ValueError as error:
            return self.get(request, pk, problem=str(error))
        return redirect("engagement-identity", pk=pk)


engagement_identity = EngagementIdentity.as_view()


def _merge(request: HttpRequest, engagement: Engagement) -> str:
    number = number_of_other(request, "engagement")
    other = standing(follow("engagement", number) or number)
    if other is None:
        raise ValueError(f"No engagement has the number {number}.")
    merge(engagement, other, author=author_of(request), at=now(), note=note_in(request))
    return f"Merged: “{other.title}” leads here now. Part its sources again to take it back."


def _split(request: HttpRequest, engagement: Engagement) -> str:
    new = split(engagement, _ids(request, "report"), author=author_of(request), at=now(), note=note_in(request))
    return f"Parted: they tell of engagement {new.pk}, “{new.title}”."


def _keep_apart(request: HttpRequest, engagement: Engagement) -> str:
    found = reports_by_pk(_ids(request, "report"))
    if len(found) != 2 or engagement.pk not in {report.engagement_id for report in found.values()}:
        raise ValueError("The sources have changed meanwhile: look at them again.")
    one, other = found.values()
    keep_apart(one, other, author=author_of(request), at=now(), note=note_in(request))
    return "Kept apart: nothing that arrives later makes the two one."


def _ids(request: HttpRequest, key: str) -> list[int]:
    return [pk for value in request.POST.getlist(key) if (pk := id_in(value)) is not None]
