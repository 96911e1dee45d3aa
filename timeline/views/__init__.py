"""HTTP in and out: each view asks a query and renders a template. Start at urls.py; htmx.py says who gets a region."""
