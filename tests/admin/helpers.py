"""Filling in the admin's forms as a browser would: read the page, change some fields, send everything."""

from typing import Any

from django.test import Client


def form_data(client: Client, address: str) -> dict[str, Any]:
    """Return what the browser would send if the form were saved as it stands."""
    context = client.get(address).context
    data = _values(context["adminform"].form)
    for inline in context["inline_admin_formsets"]:
        formset = inline.formset
        for form in (formset.management_form, *formset.forms):
            data |= _values(form)
    return data


def save(client: Client, address: str, **changes: Any) -> Any:
    """Send the form of `address` with some fields changed (`__` in a name stands for `-`)."""
    data = form_data(client, address)
    data |= {name.replace("__", "-"): value for name, value in changes.items()}
    return client.post(address, data)


def errors(answer: Any) -> dict[str, list[str]]:
    """Return the sentences beside the fields of a form that came back, inline rows under `prefix-field`."""
    assert answer.status_code == 200, answer
    found = {name: list(problems) for name, problems in answer.context["adminform"].form.errors.items()}
    for inline in answer.context["inline_admin_formsets"]:
        for form in inline.formset.forms:
            found |= {form.add_prefix(name): list(problems) for name, problems in form.errors.items()}
    return found


def _values(form: Any) -> dict[str, Any]:
    values = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list | tuple) or hasattr(value, "all"):
            values[bound.html_name] = [str(getattr(one, "pk", one)) for one in value]
        elif value is not None and value is not False:
            values[bound.html_name] = str(getattr(value, "pk", value))
    return values
