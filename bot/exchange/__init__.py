"""Programmes and examples in open formats: out as JSON-LD and CSV, back in as CSV. Knows neither Rasa nor HTTP."""
