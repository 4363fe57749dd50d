"""The reference data loads once, knows its state, and refuses a folder that is surely a mistake."""

from __future__ import annotations

import pytest

from sahelsum.errors import DataError
from sahelsum.reference import Reference


def test_it_is_loaded_once():
    assert Reference.load() is Reference.load()
    assert Reference.load().lexicon("fr") is Reference.load().lexicon("fr")


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(DataError, match="no data folder"):
        Reference.load(tmp_path / "nowhere")


def test_a_folder_without_a_known_file_is_refused(tmp_path):
    (tmp_path / "outcome.csv").write_text("language,phrase,sense,note\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"none of the files.*actors\.csv"):
        Reference.load(tmp_path)


def test_a_desks_words_are_laid_over_and_change_the_digest(tmp_path):
    (tmp_path / "lexicon").mkdir()
    rows = "language,phrase,sense,note\nen,croaked,killed,\n"
    (tmp_path / "lexicon" / "outcomes.csv").write_text(rows, encoding="utf-8")
    own = Reference.load(tmp_path)
    assert own.digest != Reference.load().digest
    assert own.desk == tmp_path.resolve()
    assert own.lexicon("en") is not Reference.load().lexicon("en")
