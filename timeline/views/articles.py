"""Pages of what was read: sources and articles, one article with its evidence, adding one, withdrawing one."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from timeline import wording
from timeline.clock import now
from timeline.forms_articles import ArticleForm, WithdrawForm
from timeline.queries.articles import ArticlePage, NotYet, article_by_pk, article_page, resting_on
from timeline.queries.sources import article_list_page, parse_key, source_name
from timeline.record import follow, restore_article, withdraw_article
from timeline.rows import EngagementRow
from timeline.views.htmx import HtmxHttpRequest, render_page, wants_partial
from timeline.views.known import asof_of, then

OUTCOMES = {
    "new": "Read and stored.",
    "new_version": "Read and stored as a new version of an article that was on record.",
    "unchanged": "This article is on record already, word for word. Nothing was changed.",
    "unread": "Stored, but not read.",
}


@require_safe
def article_list(request: HtmxHttpRequest) -> HttpResponse:
    """List the articles, newest first, of one source or all, that are on record or were on an earlier day."""
    try:
        source = int(request.GET["source"]) if request.GET.get("source") else None
    except ValueError:
        raise BadRequest("The source in the address is not a number.") from None
    try:
        after = parse_key(request.GET["after"]) if request.GET.get("after") else None
    except ValueError as error:
        raise BadRequest(str(error)) from None
    if source is not None and source_name(source) is None:
        raise Http404("There is no such source.")
    page = article_list_page(source, after, asof_of(request))
    context = {"page": page, "source_id": source, "is_further": after is not None}
    return render_page(request, "articles/list.html", context, region="articles/_list.html")


@require_safe
def article_detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article as it was read with its evidence; a merged one leads on, a withdrawn one says why."""
    asof = asof_of(request)
    page = article_page(pk, asof)
    if page is None:
        survivor = follow("article", pk)
        if survivor is None:
            raise Http404("There is no such article.")
        return redirect(then(reverse("article-detail", args=[survivor]), asof), permanent=True)
    if isinstance(page, NotYet):
        return render(request, "articles/unknown.html", {"page": page})
    if page.withdrawn_at:
        return render(request, "articles/withdrawn.html", {"page": page}, status=410)
    return render(request, "articles/detail.html", {"page": page, "outcome": OUTCOMES.get(request.GET.get("added", ""), "")})


@login_required
@permission_required("timeline.add_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def article_add(request: HtmxHttpRequest) -> HttpResponse:
    """Read a pasted or uploaded article in one go and lead to what was found."""
    form = ArticleForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        outcome = form.ingest(at=now())
        if outcome and outcome.article:
            if outcome.article.withdrawn_at:
                messages.warning(request, outcome.reason)
            address = f"{outcome.article.get_absolute_url()}?added={outcome.kind}"
            return HttpResponseClientRedirect(address) if wants_partial(request) else HttpResponseRedirect(address)
    status = 422 if form.errors else 200
    return render_page(request, "articles/add.html", {"form": form}, region="articles/_form.html", status=status)


@login_required
@permission_required("timeline.change_article", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def article_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for confirmation, then withdraw an article with its claims, or restore a withdrawn one."""
    page, article = article_page(pk), article_by_pk(pk)
    if not isinstance(page, ArticlePage) or article is None:
        raise Http404("There is no such article.")
    leaving = resting_on(pk)
    is_confirmed = request.method == "POST" and request.POST.get("step") == "do"
    form = WithdrawForm(request.POST if is_confirmed else None)
    if not form.is_valid():
        return render(request, "articles/withdraw.html", {"page": page, "form": form, "leaving": leaving})
    if page.withdrawn_at:
        restore_article(article, at=now())
        messages.success(request, "Restored, with the claims it supports.")
    else:
        withdraw_article(article, reason=form.cleaned_data["reason"], at=now())
        messages.success(request, _gone(page, leaving))
    return redirect("article-detail", pk=pk)


def _gone(page: ArticlePage, leaving: tuple[EngagementRow, ...]) -> str:
    """Say what disappeared with a withdrawn article."""
    claims = wording.count(len(page.readings), "claim")
    if not leaving:
        return f"Withdrawn with its {claims}. Every engagement it told of has other sources and stays."
    titles = wording.listing([f"“{row.title}”" for row in leaving], limit=5)
    them = "it" if len(leaving) == 1 else "them"
    return f"Withdrawn with its {claims}. No longer shown, as nothing else speaks for {them}: {titles}."
