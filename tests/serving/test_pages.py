"""Pages, asked of the application without processes."""

from tests.serving.conftest import Client


def test_the_first_page_opens(client: Client) -> None:
    """In Chinese, with the menu."""
    page = client.get("/")
    assert page.status_code == 200
    assert 'lang="zh-CN"' in page.text
    assert "问题类型" in page.text
