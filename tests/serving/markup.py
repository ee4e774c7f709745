"""What a browser would find in a page: links, anchors, the text of a document, and what must not be there."""

from html.parser import HTMLParser

_EMPTY = {"meta", "link", "input", "br", "path", "circle", "rect", "line", "img", "hr"}
_LOCAL = ("/", "#")


class Found(HTMLParser):
    """A page taken apart."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.forbidden: list[str] = []
        self.words: list[str] = []
        self._open: list[tuple[str, str | None]] = []
        self._parts: dict[str, list[str]] = {}
        self._reading: list[str] = []
        self._depth: int | None = None
        self.feed(text)

    def count(self, tag: str) -> int:
        """Return how often an element stands in the page."""
        return self.tags.count(tag)

    @property
    def reading(self) -> str:
        """The text of the document, without its marks."""
        return "".join(self._reading)

    @property
    def anchors(self) -> dict[str, str]:
        """The words of each passage by its anchor, all parts of it together."""
        return {name: "".join(parts) for name, parts in self._parts.items() if name in self.ids}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element, where it leads, and what it must not have."""
        told = dict(attrs)
        self.tags.append(tag)
        self.ids += [str(told["id"])] if "id" in told else []
        for key in ("href", "src", "action"):
            if key in told:
                self.links += [str(told[key])]
                self.forbidden += [] if str(told[key]).startswith(_LOCAL) else [f"{tag} {key}={told[key]}"]
        self.forbidden += [f"{tag} {key}" for key in told if key.startswith("on") or key == "style"]
        self.forbidden += [tag] if tag in ("style", "iframe", "object", "embed", "base", "img") else []
        self.forbidden += [tag] if tag == "script" and "src" not in told else []
        if tag not in _EMPTY:
            self._open.append((tag, told.get("data-c")))
            if "data-text" in told:
                self._depth = len(self._open)
            if told.get("data-c"):
                self._parts.setdefault(str(told["data-c"]), [])

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if tag not in _EMPTY and self._open:
            assert self._open[-1][0] == tag, (self._open[-3:], tag)
            if self._depth == len(self._open):
                self._depth = None
            self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text: of the page, of the document, of the marks that it stands in."""
        self.words.append(data)
        if self._depth is not None:
            self._reading.append(data)
            for name in {part for _, part in self._open if part}:
                self._parts[name].append(data)
