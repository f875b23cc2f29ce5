"""The report's view-models: frozen values that hold all counting, grouping and wording a template prints."""
