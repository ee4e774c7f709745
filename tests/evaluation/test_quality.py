"""What is read well stays read well: the scores on the gold do not fall below their pins."""

import json
from pathlib import Path

import pytest

from tests.evaluation import pin


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(pin.SETS))
def test_nothing_is_read_worse_than_it_is_pinned(name: str) -> None:
    """A score may rise (`make pin` notes it), and falls only by a commit that says so."""
    if not pin.SETS[name][0].is_dir():
        pytest.skip("needs ../shared (gold of real documents)")
    assert pin.find_losses(pin.load_pins()[name], pin.measure(name)) == []


def test_a_lower_score_is_pinned_only_on_request(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A loss is named and refused; with the flag it is written down; a gain needs no flag."""
    baseline = tmp_path / "baseline.json"
    baseline.write_text('{"examples": {"kind": 1.0}, "elsewhere": {"kind": 0.5}}', encoding="utf-8")
    monkeypatch.setattr(pin, "BASELINE", baseline)
    monkeypatch.setattr(pin, "ROOT", tmp_path)
    monkeypatch.setattr(pin, "SETS", {"examples": (tmp_path, tmp_path)})
    monkeypatch.setattr(pin, "measure", lambda _: {"kind": 0.75})
    assert pin.main(lower=False) == 1
    assert "examples: kind 1.0000 → 0.7500" in capsys.readouterr().out
    assert json.loads(baseline.read_text())["examples"] == {"kind": 1.0}
    assert pin.main(lower=True) == 0
    assert json.loads(baseline.read_text()) == {"elsewhere": {"kind": 0.5}, "examples": {"kind": 0.75}}
    monkeypatch.setattr(pin, "measure", lambda _: {"kind": 0.8})
    assert pin.main(lower=False) == 0
