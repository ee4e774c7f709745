"""A page in Chromium that has no network but the server, and everything it said and asked for."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urldefrag, urlsplit

# Dialogs and marks of scripts that ran; what is asked outside is seen by the requests.
LISTEN = """
window.dialogs = [];
for (const name of ["alert", "confirm", "prompt"]) window[name] = (text) => { window.dialogs.push(String(text)); };
document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`));
"""
# What a label from a document must never become.
HARM = """() => ({
  hit: window.hit, dialogs: window.dialogs,
  links: [...document.querySelectorAll("a[href], area[href], form[action], iframe, object, embed, base")]
    .map((one) => one.getAttribute("href") || one.getAttribute("action") || one.tagName)
    .filter((one) => !/^(\\/(?!\\/)|[?#])/.test(one) && !one.startsWith(location.origin + "/")),
  handlers: [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on"))).map((one) => one.outerHTML.slice(0, 200)),
  images: [...document.querySelectorAll("img:not([src^='/'])")].map((one) => one.outerHTML.slice(0, 200)),
  scripts: [...document.scripts].filter((one) => !one.src && !/json/.test(one.type)).map((one) => one.outerHTML.slice(0, 200)),
  styled: location.pathname.endsWith("/editor") ? [] : [...document.querySelectorAll("main [style]:not(.network *)")].map((one) => one.outerHTML.slice(0, 200)),
  bidi: (document.documentElement.innerText.match(/[\\u202a-\\u202e\\u2066-\\u2069\\u200e\\u200f\\u061c]/g) || []).length,
})"""
HARMLESS = {
    "hit": None, "dialogs": [], "links": [], "handlers": [], "images": [], "scripts": [], "styled": [], "bidi": 0,
}  # fmt: skip


class Window:
    """A page at an address of the server; requests to anywhere else are refused and remembered."""

    def __init__(self, chromium: Any, base: str, path: str = "/", **choices: Any) -> None:
        context = chromium.new_context(
            **{"viewport": {"width": 1280, "height": 900}, "accept_downloads": True, **choices}
        )
        self.context = context
        self.base = base
        self.said: list[str] = []
        self.outside: list[str] = []
        context.route("**/*", self._let)
        self.page = context.new_page()
        self.page.set_default_timeout(15_000)
        self.page.add_init_script(LISTEN)
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.status = 0
        self.open(path)

    def _let(self, route: Any) -> None:
        if route.request.url.startswith((f"{self.base}/", "data:", "blob:")):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def open(self, path: str) -> None:
        """Go to a path and wait until the page is at rest."""
        answer = self.page.goto(self.base + path)
        self.status = answer.status if answer else 0
        self.settle()

    def settle(self) -> None:
        """Wait until no part of the page is being read."""
        self.page.wait_for_selector("[aria-busy=true]", state="detached")

    def links(self) -> list[str]:
        """Return the paths that the page links to, each once, without the place in the page."""
        found = self.page.eval_on_selector_all(
            "a[href]", "all => all.map((one) => new URL(one.getAttribute('href'), location.href).href)"
        )
        inside = [urldefrag(url)[0].removeprefix(self.base) for url in found if url.startswith(f"{self.base}/")]
        return list(dict.fromkeys(inside))

    def overflow(self) -> int:
        """Return by how much the page is wider than its window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def harm(self) -> dict[str, object]:
        """Return what the page has in it that a label could have brought."""
        return dict(self.page.evaluate(HARM))

    def close(self) -> None:
        """Close the page."""
        self.context.close()


def crawl(window: Window, starts: Iterable[str], *, each: int, most: int) -> Iterable[str]:
    """Open pages and what they link to, at most *each* of one kind and *most* in all; yield the path of each."""
    left, seen, counts = list(starts), set[str](), dict[str, int]()
    while left and len(seen) < most:
        path = left.pop(0)
        kind = kind_of(path)
        if path in seen or counts.get(kind, 0) >= each or is_file(path):
            continue
        seen.add(path)
        counts[kind] = counts.get(kind, 0) + 1
        window.open(path)
        yield path
        left += window.links()


def kind_of(path: str) -> str:
    """Return which page a path is of: its path, and the names of its fields, but for what stands in them."""
    split = urlsplit(path)
    names = sorted({field.partition("=")[0] for field in split.query.split("&") if field})
    return f"{split.path}?{','.join(names)}"


def is_file(path: str) -> bool:
    """Tell whether a path is a download rather than a page."""
    return (
        "." in urlsplit(path).path.rsplit("/", 1)[-1]
        or "download=" in path
        or urlsplit(path).path in ("/sparql", "/data")
    )
