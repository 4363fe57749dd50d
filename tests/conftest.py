"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("suite", deadline=None)  # a busy machine is no failure; what must be fast is benchmarked
settings.load_profile("suite")
