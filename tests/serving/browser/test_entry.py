"""A workbench that asks for a token, and pages of other sites that try to use one that is open."""

from typing import Any

import pytest

from tests.serving.browser.site import serve
from tests.serving.browser.window import Window
from tests.serving.inline import Inline
from xuntu.graph import Store
from xuntu.serving.app import make_app
from xuntu.serving.safety import Rules, guard
from xuntu.serving.tasks import Reading

pytestmark = pytest.mark.slow


def test_the_token_is_asked_for_once(chromium: Any, store: Store) -> None:
    """The form comes first, a wrong token is told, the right one leads to the page that was wanted."""
    app = guard(make_app(Inline(Reading(store))), Rules(token="口令-1"))  # noqa: S106
    with serve(app) as site:
        window = Window(chromium, site, "/editor?example=04-statuses")
        assert window.page.locator("h1").inner_text() == "需要令牌"
        window.page.get_by_label("访问令牌").fill("不对")
        window.page.get_by_role("button", name="进入").click()
        assert "令牌不对" in window.page.locator("[role=alert]").inner_text()
        window.page.get_by_label("访问令牌").fill("口令-1")
        window.page.get_by_role("button", name="进入").click()
        window.page.wait_for_url("**/editor?example=04-statuses")
        window.page.locator("#run").click()
        window.page.locator("#result tbody tr").first.wait_for()
        [cookie] = window.context.cookies()
        assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
        assert window.page.evaluate("document.cookie") == ""
        window.close()


def test_pages_of_other_sites_read_and_send_nothing(chromium: Any, site: str) -> None:
    """From another address: no fetch, no form, no frame, no script and no picture gets an answer."""

    async def other(scope: Any, _receive: Any, send: Any) -> None:
        headers = [(b"content-type", b"text/html; charset=utf-8")]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": scope["path"].encode()})

    with serve(other) as elsewhere:
        page = chromium.new_context().new_page()
        page.goto(elsewhere.replace("127.0.0.1", "localhost"))
        query = f"{site}/sparql?query=ASK%7B%7D"
        for choices in ("{}", "{method: 'POST', body: new URLSearchParams({query: 'ASK {}'})}", "{mode: 'no-cors'}"):
            told = page.evaluate(f"fetch({query!r}, {choices}).then((one) => one.text(), (error) => error.name)")
            assert told in ("TypeError", ""), choices
        framed = page.evaluate(
            """(src) => new Promise((done) => {
                const frame = document.createElement("iframe");
                frame.onload = () => { try { done(frame.contentDocument ? "blank" : "closed"); } catch { done("closed"); } };
                frame.src = src;
                document.body.append(frame);
                setTimeout(() => done("closed"), 3000);
            })""",
            f"{site}/",
        )
        assert framed == "closed"
        assert page.frames[-1].evaluate("document.body?.innerText || ''").find("巡图") < 0
        page.goto(f"{elsewhere}/x")
        page.evaluate(f"""() => {{
            const form = document.createElement("form");
            form.method = "post";
            form.action = {site + "/sparql"!r};
            form.innerHTML = "<input name=query value='ASK {{}}'>";
            document.body.append(form);
            form.submit();
        }}""")
        page.wait_for_url(f"{site}/sparql")
        assert "别的网站" in page.locator("body").inner_text()
        page.context.close()
