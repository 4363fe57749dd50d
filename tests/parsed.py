"""A page as a parser has it."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "input"}


class Read(HTMLParser):
    """A page as a browser's parser would have it: tags with their attributes, and the text in each element by id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert self.open == [], "every element is closed"

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if not {"style", "script"} & set(self.open):
            self.text += data

    def having(self, **attributes: str) -> list[tuple[str, dict[str, str | None]]]:
        wanted = {name.rstrip("_"): value for name, value in attributes.items()}
        return [tag for tag in self.tags if wanted.items() <= tag[1].items()]

    @property
    def words(self) -> str:
        return " ".join(self.text.split())
