"""The review of what was read: the queue, one article with the words behind every value, the scorecard, names to choose from."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.http import require_safe

from timeline import wording
from timeline.clock import now
from timeline.forms_review import ReviewForm
from timeline.queries.articles import article_by_pk
from timeline.queries.review import ReviewPage, changes_since, review_page
from timeline.queries.review_queue import first_waiting, next_waiting, parse_key, queue_page, scorecard
from timeline.queries.suggestions import suggestions
from timeline.record import Stale, accept, reject, version_of
from timeline.views.deciding import author_of

_may_review = permission_required("timeline.change_engagement", raise_exception=True)


@login_required
@_may_review
@require_safe
def review_queue(request: HttpRequest) -> HttpResponse:
    """Open the first article of the queue, or say that none waits."""
    first = first_waiting()
    return render(request, "review/empty.html") if first is None else redirect("review-article", pk=first)


@login_required
@_may_review
@require_safe
def review_scorecard(request: HttpRequest) -> HttpResponse:
    """Show how often reviewers accepted what was read, by field, source and extractor version."""
    return render(request, "review/scorecard.html", {"card": scorecard()})


@login_required
@_may_review
@require_safe
def review_names(request: HttpRequest) -> HttpResponse:
    """Return names on record that begin like what is being typed."""
    try:
        found = suggestions(request.GET.get("field", ""), request.GET.get("q", "")[:200])
    except ValueError as error:
        raise BadRequest(str(error)) from None
    return JsonResponse({"names": found})


@method_decorator(login_required, name="dispatch")
@method_decorator(_may_review, name="dispatch")
class ReviewArticle(View):
    """One article under review; nothing is saved until it is accepted or rejected."""

    http_method_names = ["get", "head", "post"]

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the article, its facts and the queue."""
        # Before the page is read: what changes in between is noticed, not overlooked.
        seen = version_of(pk)
        page = _page(pk)
        if not page.is_open:
            return redirect("article-detail", pk=pk)
        return _render(request, page, ReviewForm(page), seen)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what the reviewer decided, all of it or nothing."""
        seen = version_of(pk)
        page = _page(pk)
        form = ReviewForm(page, request.POST)
        sent = request.POST.get("seen", "")
        if sent != seen:
            return _stale(request, page, form, seen)
        if request.POST.get("step") == "look":
            return _render(request, page, form, seen, is_look=True, status=422 if form.problems else 200)
        step = {"accept": _accept, "reject": _reject}.get(request.POST.get("step", ""))
        if step is None:
            raise BadRequest("Say what to do with the article: accept it or reject it.")
        behind = next_waiting(pk)
        try:
            problem = step(request, page, form, seen)
        except Stale:
            return _stale(request, _page(pk), form, version_of(pk))
        except ValueError as error:
            problem = f"{error} Nothing is saved."
        if problem:
            return _render(request, page, form, seen, problem=problem, status=422)
        return redirect("review-article", pk=behind) if behind else redirect("review-queue")


review_article = ReviewArticle.as_view()


def _page(pk: int) -> ReviewPage:
    page = review_page(pk)
    if page is None:
        raise Http404("There is no such article.")
    return page


def _accept(request: HttpRequest, page: ReviewPage, form: ReviewForm, seen: str) -> str:
    """Accept the article; return what keeps it from being accepted, if anything does."""
    if form.problems:
        things = wording.sentence(wording.count(form.problems, "thing", words=True))
        return f"{things} to put right. Nothing is saved yet, and nothing you typed is lost."
    if form.fresh:
        return (
            f"{wording.count(form.fresh, 'warning')} below: look, then accept again to save all the same. Nothing is saved yet."
        )
    accept(_article(page), form.rulings, seen=seen, reviewer=author_of(request), at=now(), note=form.note)
    messages.success(request, f"Accepted: “{page.title}”.")
    return ""


def _reject(request: HttpRequest, page: ReviewPage, form: ReviewForm, seen: str) -> str:
    """Reject the article; return what keeps it from being rejected, if anything does."""
    if not form.reason:
        form.reason_problem = "Say why: the reason stands in the article’s place."
        return "A rejection needs a reason. Nothing is saved yet."
    reject(_article(page), reason=form.reason, seen=seen, reviewer=author_of(request), at=now())
    messages.success(request, f"Rejected and withdrawn: “{page.title}”.")
    return ""


def _article(page: ReviewPage) -> Any:
    return article_by_pk(page.id)


def _stale(request: HttpRequest, page: ReviewPage, form: ReviewForm, seen: str) -> HttpResponse:
    """Show the article as it stands now with what the reviewer typed, and who changed what meanwhile."""
    newest = request.POST.get("seen", "").partition(".")[0]
    changes = changes_since(page.id, int(newest) if newest.isdecimal() and len(newest) < 19 else 2**62)
    context = {"is_stale": True, "changes": changes}
    if not page.is_open:
        kept = [str(text) for name, text in request.POST.items() if "-say" in name or name in ("note", "reason")]
        kept = [text for text in kept if text.strip()]
        return render(request, "review/gone.html", {"page": page, "kept": kept, **context}, status=409)
    return _render(request, page, ReviewForm(page, request.POST, is_anew=True), seen, status=409, **context)


def _render(
    request: HttpRequest, page: ReviewPage, form: ReviewForm, seen: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    try:
        after = parse_key(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
    behind = next_waiting(page.id)
    everything = {
        "page": page,
        "form": form,
        "seen": seen,
        "queue": queue_page(after),
        "behind": behind,
        "is_further": after,
        **context,
    }
    return render(request, "review/article.html", {**everything, "has_review_keys": True}, status=status)
