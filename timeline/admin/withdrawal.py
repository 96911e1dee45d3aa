"""Withdrawing with a reason, in the place of deletion: an action of the list, a button of the form, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from timeline import wording
from timeline.admin.base import RecordAdmin

MOST = 500  # rows withdrawn at once


class ReasonForm(forms.Form):
    """Why something is withdrawn."""

    reason = forms.CharField(
        max_length=300,
        widget=forms.TextInput(attrs={"class": "vTextField"}),
        help_text="Shown at its address for ever: “The report was taken back by its outlet.”",
        error_messages={"required": "Say why, in a few words: the reason is shown in its place."},
    )


class WithdrawalAdmin(RecordAdmin):
    """An admin whose rows are withdrawn and restored through the record; subclasses say how."""

    actions = ("withdraw_selected", "restore_selected")

    def withdraw_one(self, obj: Any, reason: str) -> None:
        """Withdraw through the record."""
        raise NotImplementedError

    def restore_one(self, obj: Any) -> None:
        """Restore through the record."""
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        """Add the page that asks for the reason."""
        name = f"{self.opts.app_label}_{self.opts.model_name}_withdraw"
        return [path("withdraw/", self.admin_site.admin_view(self.withdraw_view), name=name), *super().get_urls()]

    def withdraw_address(self, ids: Sequence[object]) -> str:
        """Return the address of the page that asks for the reason."""
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_withdraw"
        return f"{reverse(name)}?ids={','.join(str(pk) for pk in ids)}"

    @admin.action(description="Withdraw, with a reason", permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Lead to the page that asks for the reason."""
        ids = list(queryset.filter(withdrawn_at__isnull=True).values_list("pk", flat=True)[: MOST + 1])
        if not ids:
            self.message_user(request, "Nothing selected that is not withdrawn already.", messages.WARNING)
        elif len(ids) > MOST:
            self.message_user(request, f"Withdraw at most {MOST} at once.", messages.ERROR)
        else:
            return HttpResponseRedirect(self.withdraw_address(ids))
        return None

    @admin.action(description="Restore the withdrawn", permissions=["change"])
    def restore_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Take withdrawals back."""
        chosen = list(queryset.filter(withdrawn_at__isnull=False)[:MOST])
        restored = [obj for obj in chosen if self._try_restore(request, obj)]
        if restored:
            self.message_user(request, f"Restored {self._named(restored)}.", messages.SUCCESS)
        elif not chosen:
            self.message_user(request, "Nothing selected that is withdrawn.", messages.WARNING)

    def withdraw_view(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for the reason, then withdraw."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        ids = [int(pk) for pk in request.GET.get("ids", "").split(",") if pk.isdecimal() and len(pk) < 16][:MOST]
        chosen = list(self.model._default_manager.filter(pk__in=ids, withdrawn_at__isnull=True))
        changelist = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        if not chosen:
            self.message_user(request, "Nothing to withdraw: it is withdrawn already or was never there.", messages.WARNING)
            return HttpResponseRedirect(changelist)
        form = ReasonForm(request.POST or None)
        if form.is_valid():
            for obj in chosen:
                self.withdraw_one(obj, form.cleaned_data["reason"])
                self.log_change(request, obj, f"Withdrawn: {form.cleaned_data['reason']}")
            self.message_user(request, f"Withdrawn: {self._named(chosen)}.", messages.SUCCESS)
            return HttpResponseRedirect(changelist)
        title = f"Withdraw {wording.count(len(chosen), *self._noun())}?"
        context = {**self.admin_site.each_context(request), "opts": self.opts, "title": title, "form": form, "chosen": chosen}
        return TemplateResponse(request, "admin/withdraw.html", {**context, "changelist": changelist})

    def _try_restore(self, request: HttpRequest, obj: Any) -> bool:
        try:
            self.restore_one(obj)
        except ValueError as error:
            self.message_user(request, f"“{obj}” stays withdrawn: {error}", messages.ERROR)
            return False
        self.log_change(request, obj, "Restored")
        return True

    def _named(self, objects: Sequence[Any]) -> str:
        return wording.listing([f"“{obj}”" for obj in objects], limit=3)

    def _noun(self) -> tuple[str, str]:
        return str(self.opts.verbose_name), str(self.opts.verbose_name_plural)
