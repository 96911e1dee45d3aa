"""Template tags: formatting only. May import rows, vocabulary and wording; start at timeline_tags.py."""
