"""Engagements: their shown values edited as ordinary fields, every change recorded as a claim."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.html import format_html, format_html_join

from timeline import wording
from timeline.admin.base import TableInline
from timeline.admin.claims import claim_lines, reasons
from timeline.admin.engagement_forms import (
    AttendanceForm,
    AttendanceFormSet,
    CompiledClaimForm,
    CompiledClaimFormSet,
    EngagementForm,
    ParticipationForm,
    ParticipationFormSet,
)
from timeline.admin.filters import CountryFilter, DrillDownChangeList, PrecisionFilter, SeriesFilter, ShownFilter
from timeline.admin.saving import Answers, party_value, person_value
from timeline.admin.transfer.admin import TransferMixin
from timeline.admin.transfer.engagements import EngagementSheet
from timeline.admin.withdrawal import WithdrawalAdmin
from timeline.checks import Caution, Told, arisen, cautions, marks, unseen
from timeline.clock import now
from timeline.models import Attendance, Claim, Engagement, Participation
from timeline.queries.checks import as_shown, beside
from timeline.record import NewClaim, batch, restore_engagement, withdraw_engagement
from timeline.vocabulary import Field, Origin


class Unlikely(Exception):
    """What is about to be saved is unlikely, and nobody has said that it shall be saved all the same."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


class OfEngagement(TableInline):
    """A table of an engagement: who may change the engagement may change its rows, which become claims."""

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the engagement."""
        return request.user.has_perm("timeline.view_engagement") or self.has_change_permission(request, obj)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the engagement."""
        return request.user.has_perm("timeline.change_engagement")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the engagement."""
        return request.user.has_perms(["timeline.add_engagement"]) or self.has_change_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Follow the engagement: removing a row denies it, nothing is deleted."""
        return self.has_change_permission(request, obj)


class ParticipationInline(OfEngagement):
    """The parties with their roles."""

    model = Participation
    form = ParticipationForm
    formset = ParticipationFormSet
    fields = ("country", "organisation", "role")
    autocomplete_fields = ("country", "organisation")
    verbose_name = "party"
    verbose_name_plural = "parties"


class AttendanceInline(OfEngagement):
    """The people with the office they then held."""

    model = Attendance
    form = AttendanceForm
    formset = AttendanceFormSet
    fields = ("person", "office", "party")
    autocomplete_fields = ("person",)
    verbose_name = "person"
    verbose_name_plural = "people"


class CompiledClaimInline(OfEngagement):
    """One more value that a report gives."""

    model = Claim
    form = CompiledClaimForm
    formset = CompiledClaimFormSet
    fields = ("field", "said", "source", "report_url", "published", "note")
    autocomplete_fields = ("source",)
    max_num = 1
    classes = ("collapse",)
    verbose_name = "value from a report"
    verbose_name_plural = "add a value from a report"
    template = "admin/edit_inline/stacked.html"


@admin.register(Engagement)
class EngagementAdmin(TransferMixin, WithdrawalAdmin):
    """Engagements of the record."""

    form = EngagementForm
    resource_classes = [EngagementSheet]
    change_form_template = "admin/timeline/engagement/change_form.html"
    import_export_change_list_template = "admin/timeline/engagement/change_list.html"
    list_display = ("title", "when", "kind", "status", "country", "edition_of", "sources", "importance", "review_state")
    list_select_related = ("country", "series")
    list_filter = ("kind", "status", "review_state", PrecisionFilter, CountryFilter, SeriesFilter, ShownFilter)
    search_fields = ("title", "search_text", "=uid")
    search_help_text = "Words of the title, a place, a party, a person or a series"
    ordering = ("-earliest", "-id")
    autocomplete_fields = ("place", "country", "venue", "within", "series", "topics")
    readonly_fields = ("importance", "source_count", "shown_as", "why", "recorded_at", "changed_at", "uid")
    inlines = (ParticipationInline, AttendanceInline, CompiledClaimInline)
    fieldsets = (
        (None, {"fields": ("title", ("kind", "status"), "seen")}),
        ("When", {"fields": (("start", "end"),)}),
        ("Where", {"fields": (("place", "country"), "venue")}),
        ("What", {"fields": (("series", "edition"), "within", "topics", "summary")}),
        ("This change", {"fields": ("note", "review_state")}),
        ("Computed", {"fields": ("shown_as", ("importance", "source_count"), "why", ("recorded_at", "changed_at", "uid"))}),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Leave out what is computed while there is nothing to compute it from."""
        return self.fieldsets if obj else self.fieldsets[:-1]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Engagement]:
        """Load what the list and the form write."""
        queryset: QuerySet[Engagement] = super().get_queryset(request)
        return queryset.defer("search_text").select_related("country", "series")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DrillDownChangeList]:
        """List with a drill-down by date."""
        return DrillDownChangeList

    @admin.display(description="when", ordering="earliest")
    def when(self, engagement: Engagement) -> str:
        """Write the dates."""
        return wording.date_range(engagement.start, engagement.end, short=True)

    @admin.display(description="series", ordering="series__name")
    def edition_of(self, engagement: Engagement) -> str:
        """Write the series with the edition."""
        if engagement.series is None:
            return ""
        return f"{engagement.series}, {wording.ordinal(engagement.edition)}" if engagement.edition else str(engagement.series)

    @admin.display(description="sources", ordering="source_count")
    def sources(self, engagement: Engagement) -> int:
        """Count the independent sources."""
        return engagement.source_count

    @admin.display(description="on record")
    def shown_as(self, engagement: Engagement) -> str:
        """Say whether it is shown, and the way to withdraw it or take that back."""
        if engagement.merged_into_id:
            return f"Merged into engagement {engagement.merged_into_id}; its address leads on."
        if engagement.withdrawn_at:
            return f"Withdrawn on {wording.day(engagement.withdrawn_at.date())}: {engagement.withdrawn_reason or 'no reason'}."
        return format_html('Shown. <a href="{}">Withdraw it, with a reason</a>', self.withdraw_address([engagement.pk]))

    @admin.display(description="why these values")
    def why(self, engagement: Engagement) -> str:
        """Say per field why its value was chosen."""
        lines = format_html_join("", "<dt>{}</dt><dd>{}</dd>", reasons(engagement))
        return format_html('<dl class="reasons">{}</dl>', lines) if lines else "Nothing to choose between."

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> Any:
        """Save, or show the form again with what is unlikely: all that was written by then is undone."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except Unlikely as found:
            request.unlikely = found.sentences  # type: ignore[attr-defined]  # for the form, which Django makes of the request alone
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        """Give the form what was found unlikely about its entries."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.unlikely = getattr(request, "unlikely", ())
        return form

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        """Call nothing an error that is merely unlikely."""
        form = context["adminform"].form
        if form.has_error(NON_FIELD_ERRORS, form.UNLIKELY):
            context |= {"errors": None, "unlikely": form.unlikely, "warned": marks(form.unlikely)}
        return super().render_change_form(request, context, *args, **kwargs)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        """Show the claims under the form."""
        engagement = self.get_object(request, object_id)
        lines = claim_lines(engagement) if engagement else []
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), "claims": lines})

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Show the claims over time: they are the history."""
        engagement = self.get_object(request, object_id)
        if engagement is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)
        context = {
            **self.admin_site.each_context(request),
            "title": f"History: {engagement}",
            "object": engagement,
            "opts": self.opts,
            "claims": claim_lines(engagement, newest_first=True),
        }
        return TemplateResponse(request, "admin/timeline/engagement/history.html", context)

    def save_model(self, request: HttpRequest, obj: Engagement, form: Any, change: bool) -> None:
        """Write nothing: `save_related` has the whole submission."""

    @batch()
    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Turn what changed into claims by the user, have the shown values chosen, and look whether they are likely."""
        at = now()
        before = as_shown(Engagement.objects.select_related("place", "venue").get(pk=form.instance.pk)) if change else None
        assert isinstance(request.user, User)  # nobody else gets into the admin
        answers = Answers(request.user, at, form.cleaned_data["note"])
        topics = form.instance.topics.all() if change else ()
        answers.add_form(form.cleaned_data, form.changed_fields(), topics)
        for formset in formsets:
            formset.save(commit=False)  # fills what the log of changes tells; nothing is written
            self._add_rows(answers, formset)
        if change:
            answers.apply(form.instance)
        else:
            form.instance.pk = answers.create().pk
        form.instance.refresh_from_db()
        if "review_state" in form.changed_fields():
            self._review(form.instance, form.cleaned_data["review_state"])
        told = as_shown(form.instance)
        found = tuple(caution.sentence for caution in _to_ask(before, told))
        if unseen(found, request.POST.get("warned", "")):
            raise Unlikely(found)

    def _add_rows(self, answers: Answers, formset: Any) -> None:
        for row in formset.forms:
            cleaned = row.cleaned_data
            if not cleaned or not row.has_changed():
                continue
            if formset.model is Claim:
                answers.compiled.append(_compiled(cleaned))
                continue
            field, write = (Field.PARTY, party_value) if formset.model is Participation else (Field.PERSON, person_value)
            before = write(_stored(row.instance.pk, formset.model)) if row.instance.pk else None
            answers.add_row(field, before, None if cleaned.get("DELETE") else write(cleaned))

    def _review(self, engagement: Engagement, state: str) -> None:
        Engagement.objects.filter(pk=engagement.pk).update(review_state=state)

    def withdraw_one(self, obj: Engagement, reason: str) -> None:
        """Withdraw through the record."""
        withdraw_engagement(obj, reason=reason, at=now())

    def restore_one(self, obj: Engagement) -> None:
        """Restore through the record; raise ValueError with a sentence for a merged one."""
        if obj.merged_into_id:
            raise ValueError(f"it was merged into engagement {obj.merged_into_id}, which stands for it.")
        restore_engagement(obj, at=now())


def _to_ask(before: Told | None, told: Told) -> tuple[Caution, ...]:
    """Return what is unlikely; of an engagement on record, what a save made so: what stood before was asked about before."""
    return cautions(told, beside([told])) if before is None else arisen(before, told, beside([before, told]))


def _stored(pk: int, model: type[Any]) -> dict[str, Any]:
    """Return a row as it is on record, not as the form would have it."""
    related = ("country", "organisation") if model is Participation else ("person",)
    row = model.objects.select_related(*related).get(pk=pk)
    names = ("country", "organisation", "role") if model is Participation else ("person", "office", "party")
    return {name: getattr(row, name) for name in names}


def _compiled(cleaned: dict[str, Any]) -> NewClaim:
    return NewClaim(
        field=Field(cleaned["field"]),
        value=cleaned["value"],
        origin=Origin.COMPILED,
        source=cleaned.get("source"),
        report_url=cleaned["report_url"],
        published=cleaned.get("published"),
        note=cleaned.get("note", ""),
    )
