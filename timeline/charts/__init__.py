"""Rows in, plotly figures out, as plain dicts. May import rows, vocabulary, partial_dates and wording; no Django, no clock.

Start at timeline.py, map.py and series.py; payload.py wraps a figure for the browser. Colours are names of the tokens in
static/css/tokens.css, written `var(--kind-visit)`: the browser resolves them, so one figure serves the light and the dark theme.
"""
