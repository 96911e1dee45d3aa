"""The only bridge from extraction to the record: knowledge, fingerprints, linking, storing, seeds. Start at run.py."""
