"""Where a server is entered, and as whom: no password is ever shown, sent elsewhere, or asked for on the command line."""

from pathlib import Path

import pytest

from xuntu.graph.remote.access import Access, Addresses, find_access, find_addresses, mask
from xuntu.ontology import StoreError


@pytest.mark.parametrize(
    ("address", "software", "query", "update", "data"),
    [
        ("http://h:7878", "", "/query", "/update", "/store"),  # Oxigraph
        ("http://h:7878/query", "Oxigraph/0.5.13", "/query", "/update", "/store"),
        ("http://h:3030/kg", "", "/kg", "/kg", "/kg"),  # Fuseki: one address for all
        ("http://h:3030/kg/query", "Apache Jena Fuseki", "/kg/query", "/kg/update", "/kg/data"),
        ("http://h:8890/sparql", "Virtuoso/07.20", "/sparql", "/sparql", "/sparql-graph-crud"),
        (
            "http://h:7200/repositories/kg", "", "/repositories/kg", "/repositories/kg/statements",
            "/repositories/kg/rdf-graphs/service",
        ),  # GraphDB, RDF4J
        ("http://h:7019/api/kg", "", "/api/kg", "/api/kg", "/api/kg"),  # anything else
    ],
)  # fmt: skip
def test_addresses_follow_from_one(address: str, software: str, query: str, update: str, data: str) -> None:
    """Each server has its own for queries, updates and graphs; what is not known has one for all."""
    host = address[: address.index("/", 8)] if "/" in address[8:] else address
    assert find_addresses(Access(address), software) == Addresses(host + query, host + update, host + data)


def test_virtuoso_is_entered_by_the_doors_that_ask_for_a_password() -> None:
    """Where there is one to give."""
    found = find_addresses(Access("http://h:8890/sparql", "dba", "dba"), "Virtuoso/07.20")
    assert found == Addresses(
        "http://h:8890/sparql", "http://h:8890/sparql-auth", "http://h:8890/sparql-graph-crud-auth"
    )


def test_told_addresses_outrank_those_that_follow() -> None:
    """For servers that keep them elsewhere."""
    access = find_access("http://h/a", {}, update="http://h/b", data="http://h/c")
    assert find_addresses(access) == Addresses("http://h/a", "http://h/b", "http://h/c")


@pytest.mark.parametrize(
    ("address", "environment", "user", "password", "token"),
    [
        ("http://h/kg", {}, None, None, None),
        ("http://wang:a%40b@h/kg", {"XUNTU_REMOTE_TOKEN": "t"}, "wang", "a@b", None),
        ("http://h/kg", {"XUNTU_REMOTE_USER": "li", "XUNTU_REMOTE_PASSWORD": "口令"}, "li", "口令", None),
        ("http://h/kg", {"XUNTU_REMOTE_USER": "li", "XUNTU_REMOTE_TOKEN": "t"}, None, None, "t"),
        ("http://kg.example.org/kg", {}, "zhao", "from-netrc", None),
    ],
)
def test_who_enters_is_told_by_address_then_environment_then_netrc(
    tmp_path: Path, address: str, environment: dict[str, str], user: str, password: str, token: str
) -> None:
    """The nearest word counts; what is told of another host does not."""
    netrc = tmp_path / ".netrc"
    netrc.write_text("machine kg.example.org login zhao password from-netrc\n", encoding="utf-8")
    netrc.chmod(0o600)
    access = find_access(address, environment)
    assert (access.user, access.password, access.token) == (user, password, token)
    assert "@" not in access.address


def test_what_is_secret_is_not_shown() -> None:
    """Neither by the record nor by an address in a message."""
    access = find_access("https://wang:secret@h/kg?key=secret", {"XUNTU_REMOTE_TOKEN": "secret"})
    assert "secret" not in repr(access).replace("key=secret", "")
    assert mask("https://wang:secret@h:1/kg?key=secret#secret") == "https://h:1/kg"


@pytest.mark.parametrize(
    "address", ["http://", "http:///kg", "http://h:x/", "ftp://h/", "http://h/a b", "http://u:secret@h:99999/"]
)
def test_what_is_no_address_is_refused(address: str) -> None:
    """Before anything is sent."""
    with pytest.raises(StoreError, match="不是完整的地址") as told:
        find_access(address, {})
    assert "secret" not in str(told.value)


def test_a_password_goes_to_one_server_only() -> None:
    """Addresses on another server are refused."""
    with pytest.raises(StoreError, match="不在同一台服务器"):
        find_access("http://h/kg", {}, update="http://elsewhere/kg")


def test_a_netrc_that_all_can_read_is_refused(tmp_path: Path) -> None:
    """It says how to mend it."""
    (tmp_path / ".netrc").write_text("machine h login zhao password p\n", encoding="utf-8")
    (tmp_path / ".netrc").chmod(0o644)
    with pytest.raises(StoreError, match="chmod 600"):
        find_access("http://h/kg", {})
