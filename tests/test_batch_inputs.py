"""What a batch reads: files, folders, globs, tables in three forms, packed or not, and what is wrong with each."""

from __future__ import annotations

import gzip
import io
import json
import sys
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sahelsum.batching.inputs import Inputs
from sahelsum.batching.items import Given, Item, article_key, record_key
from sahelsum.batching.tables import Columns
from sahelsum.errors import InputError
from sahelsum.pipeline import summarise
from sahelsum.reading import read

TEXT = "Gunmen killed three soldiers near Gossi, the army said."
FRENCH = "L’armée a tué trois « terroristes » à Ménaka, déclare l’état-major."


def items(*names: object, columns: Columns | None = None, without: tuple[Path, ...] = ()) -> list[Item]:
    return list(Inputs(map(str, names), columns or Columns(), without))


def wrongs(found: list[Item]) -> list[str]:
    return [item.wrong for item in found if item.wrong]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with articles in folders, and what is none."""
    folder = tmp_path / "desk"
    for name in ("b.txt", "a.html", "deep/er/c.md", "deep/.hidden.txt", "photo.jpg", "note"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{TEXT} {name}", encoding="utf-8")
    return folder


def test_a_folder_is_read_by_name_with_its_folders_and_what_is_no_article_is_counted(desk):
    inputs = Inputs([str(desk)], Columns())
    names = [Path(item.place).relative_to(desk).as_posix() for item in inputs]
    assert names == ["a.html", "b.txt", "deep/er/c.md", "note"]
    assert inputs.skipped == 1
    assert inputs.size == sum((desk / name).stat().st_size for name in names)


def test_a_link_that_leads_round_in_a_circle_is_not_followed(desk):
    (desk / "deep" / "again").symlink_to(desk)
    assert len(items(desk)) == 4


def test_a_glob_that_no_shell_has_expanded_is_expanded(desk):
    assert [Path(item.place).name for item in items(desk / "**" / "*.md", desk / "*.txt")] == ["c.md", "b.txt"]


def test_files_of_our_own_are_no_input(desk):
    own = desk / "b.txt"
    assert own.name not in {Path(item.place).name for item in items(desk, without=(own,))}


def test_a_file_that_is_not_there_is_an_input_with_a_reason(tmp_path):
    assert wrongs(items(tmp_path / "nix.txt", tmp_path / "nix*.txt")) == [
        f"There is no file {tmp_path / name}; check the path." for name in ("nix.txt", "nix*.txt")
    ]


def test_a_file_that_cannot_be_opened_or_vanishes_costs_no_other(desk, monkeypatch):
    opens = Path.open

    def vanishing(self: Path, *arguments: object, **more: object) -> object:
        if self.name == "b.txt":
            raise FileNotFoundError(2, "No such file")
        return opens(self, *arguments, **more)

    monkeypatch.setattr(Path, "open", vanishing)
    found = items(desk)
    assert (len(found), len(wrongs(found))) == (4, 1)


ROWS = [
    {"text": FRENCH, "title": "Un titre", "url": "https://x.example/1", "publisher": "Studio",
     "published": "2025-07-02", "id": 17},
    {"text": TEXT, "title": None, "url": None, "publisher": "", "published": None, "id": 18},
]  # fmt: skip


def jsonl(rows: list[dict]) -> bytes:
    return "".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows).encode()


def csv_of(rows: list[dict], delimiter: str = ",") -> str:
    import csv

    text = io.StringIO()
    table = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return text.getvalue()


def parquet_of(rows: list[dict], file: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    parquet.write_table(arrow.Table.from_pylist(rows), file)


def zstd(data: bytes) -> bytes:
    return pytest.importorskip("zstandard").ZstdCompressor().compress(data)


def written(folder: Path, form: str) -> Path:
    file = folder / f"news.{form}"
    makers = {
        "jsonl": lambda: jsonl(ROWS), "ndjson": lambda: b"\xef\xbb\xbf" + jsonl(ROWS),
        "csv": lambda: csv_of(ROWS).encode(),
        "tsv": lambda: csv_of(ROWS, "\t").encode("utf-16"), "jsonl.gz": lambda: gzip.compress(jsonl(ROWS)),
        "csv.zst": lambda: zstd(csv_of(ROWS, ";").encode("cp1252")), "jsonl.zst": lambda: zstd(jsonl(ROWS)),
    }  # fmt: skip
    if form == "parquet":
        parquet_of(ROWS, file)
    else:
        file.write_bytes(makers[form]())
    return file


@pytest.mark.parametrize("form", ["jsonl", "ndjson", "csv", "tsv", "jsonl.gz", "csv.zst", "jsonl.zst", "parquet"])
def test_a_table_gives_the_same_articles_in_every_form(tmp_path, form):
    file = written(tmp_path, form)
    first, second = items(file)
    assert (first.content, first.given) == (
        FRENCH, Given("Un titre", "https://x.example/1", "Studio", "17", date(2025, 7, 2))
    )  # fmt: skip
    assert (second.content, second.given) == (TEXT, Given(id="18"))
    assert (first.place, second.place) == (f"{file}:1", f"{file}:2")
    assert (first.source, second.source) == ("https://x.example/1", "18")
    assert second.behind == file.stat().st_size


def test_what_a_row_says_is_in_the_article(tmp_path):
    article = items(written(tmp_path, "jsonl"))[0].article(None)
    assert (article.title, article.title_span, article.publisher) == ("Un titre", None, "Studio")
    assert (article.published, article.published_basis) == (date(2025, 7, 2), "given")
    assert article.source == "https://x.example/1"


def test_columns_are_named_by_the_user_or_found_whatever_their_case(tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_bytes(jsonl([{"Body": TEXT, "corps": FRENCH, "Link": "u"}]))
    assert [(item.content, item.source) for item in items(file)] == [(TEXT, "u")]
    named = Columns((("text", "corps"), ("url", "nowhere")))
    assert [(item.content, item.source) for item in items(file, columns=named)] == [(FRENCH, f"{file}:1")]


def test_a_day_for_all_gives_way_to_a_row_that_has_one(tmp_path):
    file = written(tmp_path, "jsonl")
    found = items(file, columns=Columns((), date(2020, 1, 1)))
    assert [item.given.published for item in found] == [date(2025, 7, 2), date(2020, 1, 1)]


@pytest.mark.parametrize(("value", "day"), [
    ("2025-07-02T10:00:00Z", date(2025, 7, 2)), (datetime(2025, 7, 2, 3, 4), date(2025, 7, 2)),
    (" 2025-07-02 ", None), ("02/07/2025", None), ("2025-13-02", None), (20250702, None),
])  # fmt: skip
def test_a_date_is_read_as_iso_and_never_guessed(tmp_path, value, day):
    file = tmp_path / "x.jsonl"
    file.write_bytes(jsonl([{"text": TEXT, "date": str(value) if isinstance(value, datetime) else value}]))
    (item,) = items(file)
    if value == " 2025-07-02 ":
        assert item.given.published == date(2025, 7, 2)
    else:
        assert item.given.published == day
        assert bool(item.wrong) == (day is None)


def test_rows_that_are_no_article_say_why_and_the_others_come(tmp_path):
    file = tmp_path / "x.jsonl"
    file.write_bytes(b'{"text": "One."}\n{"text": \n[1]\n\n{"words": "x"}\n{"text": 3}\n{"text": "Last."}')
    found = items(file)
    assert [item.content for item in found if not item.wrong] == ["One.", "Last."]
    assert [wrong.removeprefix(f"{file}") for wrong in wrongs(found)] == [
        ":2 is no line of JSON.", ":3 is no JSON object.",
        ":4 has no text (its columns: words); name the one that holds it with --column text=NAME.",
        ":5 has no text (its columns: text); name the one that holds it with --column text=NAME.",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["gz", "zst"])
def test_a_packed_table_that_is_cut_off_gives_what_stands_before_and_says_so(tmp_path, kind):
    rows = [{"text": f"{TEXT} {number} {hash((number, 'x'))}"} for number in range(20_000)]
    packed = gzip.compress(jsonl(rows)) if kind == "gz" else zstd(jsonl(rows))
    file = tmp_path / f"x.jsonl.{kind}"
    file.write_bytes(packed[: len(packed) // 2])
    found = items(file)
    assert "damaged or cut off" in found[-1].wrong
    assert 1000 < len(found) < 20_000


def test_a_packed_article_is_one_article(tmp_path):
    (tmp_path / "a.html.gz").write_bytes(gzip.compress(f"<html><body><p>{TEXT}</p></body></html>".encode()))
    (item,) = items(tmp_path)
    assert TEXT in item.article(None).text


@pytest.mark.parametrize(
    ("package", "form", "extra"), [("zstandard", "jsonl.zst", "zstd"), ("pyarrow", "parquet", "parquet")]
)
def test_what_needs_an_extra_package_says_which(tmp_path, monkeypatch, package, form, extra):
    file = tmp_path / f"x.{form}"
    file.write_bytes(b"x")
    monkeypatch.setitem(sys.modules, package, None)
    assert [f"pip install 'sahelsum[{extra}]'" in wrong for wrong in wrongs(items(file))] == [True]


def test_a_table_that_is_none_says_so(tmp_path):
    file = tmp_path / "x.parquet"
    file.write_bytes(b"PAR1 and nothing")
    assert "cannot be read as a Parquet table" in wrongs(items(file))[0]


@pytest.mark.parametrize(("sent", "places"), [
    (jsonl(ROWS), ["standard input:1", "standard input:2"]), (TEXT.encode(), ["standard input"]),
    (b"{ is how it begins\nand goes on", ["standard input"]),
], ids=["rows", "article", "brace"])  # fmt: skip
def test_standard_input_is_json_lines_or_one_article(monkeypatch, sent, places):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(sent)))
    assert [item.place for item in items("-")] == places


def test_a_long_stream_is_read_as_it_comes():
    """An endless generator of lines would never end otherwise."""

    class Endless(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:
            line = (b'{"text": "x"}\n' * (len(buffer) // 14 + 1))[: len(buffer)]
            buffer[: len(line)] = line
            return len(line)

    from sahelsum.batching.tables import json_rows

    rows = json_rows(io.BufferedReader(Endless()))
    assert [next(rows) for _ in range(10)]


TEXTS = st.text(min_size=1, max_size=30).filter(str.strip)


@given(text=TEXTS, title=st.none() | TEXTS, day=st.none() | st.dates(), source=TEXTS)
def test_the_digest_tells_apart_what_makes_another_record_and_nothing_else(text, title, day, source):
    item = Item("a", text, Given(title=title, published=day))
    assert item.digest == Item("b", text, Given(title, source, None, source, day), 7).digest
    others = [Item("a", f"{text}.", item.given), Item("a", text.encode("utf-8", "surrogatepass"), item.given),
              Item("a", text, Given(title=f"{title}.", published=day)),
              Item("a", text, Given(title, publisher="x"))]  # fmt: skip
    assert item.digest not in {other.digest for other in others}


def test_an_article_is_known_again_by_its_record():
    article = read(f"{TEXT}", published=date(2025, 7, 2))
    info = json.loads(summarise(article).model_dump_json())["article"]
    assert record_key(info) == article_key(article)


def test_an_item_without_content_is_no_article():
    with pytest.raises(InputError, match=r"gone\."):
        Item("x", "", wrong="It is gone.").article(None)
