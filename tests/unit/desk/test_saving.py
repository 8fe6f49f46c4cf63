"""Is a trace saved only where it belongs, only over what its author saw, and only if it scores?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from caunoi.content import Library
from caunoi.desk import saving
from caunoi.desk.saving import NotSaved, Saved, digest_of, save_trace, traces_file
from caunoi.i18n import write_whole

WAY = [
    {"do": "back"},
    {"do": "rules"},
    {"do": "back"},
    {"set": "owner", "to": "Trần Văn Thử"},
    {"set": "photo", "to": "blurred"},
    {"do": "submit"},
    {"set": "photo", "to": "clear"},
    {"set": "province", "to": "nghe-an"},
    {"do": "submit"},
    {"do": "send"},
]


def save(
    content: Path, trace: tuple[str, str] = ("mended", "slip"), events: Any = WAY, seen: str | None = None
) -> Saved:
    library = Library.load([content])
    digest = digest_of(traces_file(library, "help-uncle")) if seen is None else seen
    return save_trace(library, [content], "help-uncle", trace, events, digest)


def test_a_saved_trace_is_in_the_file_with_the_points_it_scores(content: Path) -> None:
    before = traces_file(Library.load([content]), "help-uncle").read_text(encoding="utf-8")
    saved = save(content)
    assert saved.points == 9
    text = saved.path.read_text(encoding="utf-8")
    assert text.startswith(before)
    assert text.splitlines()[saved.line - 1] == "  - id: mended"
    assert "{set: owner, to: {value: owner_name}}" in text
    library = Library.load([content])
    assert library.traces["help-uncle"][-1].points == 9
    assert library.problems() == []


def test_steps_without_effect_are_counted(content: Path) -> None:
    save(content, ("lost", "forged"), [{"do": "send"}, {"do": "back"}])
    assert Library.load([content]).traces["help-uncle"][-1].skipped == 1


def test_a_scenario_without_traces_gets_a_file_beside_it(content: Path) -> None:
    path = traces_file(Library.load([content]), "help-uncle")
    path.unlink()
    saved = save(content)
    assert saved.path == path
    assert [trace.id for trace in Library.load([content]).traces["help-uncle"]] == ["mended"]


def test_an_edit_made_meanwhile_is_not_written_over(content: Path) -> None:
    path = traces_file(Library.load([content]), "help-uncle")
    seen = digest_of(path)
    edited = path.read_text(encoding="utf-8") + "# edited\n"
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(NotSaved) as refused:
        save(content, seen=seen)
    assert refused.value.why == "changed"
    assert path.read_text(encoding="utf-8") == edited


def test_a_file_that_came_meanwhile_is_not_written_over(content: Path) -> None:
    with pytest.raises(NotSaved) as refused:
        save(content, seen="")
    assert refused.value.why == "changed"


@pytest.mark.parametrize(
    ("trace", "why"),
    [
        (("expert", "slip"), "taken"),
        (("Not An Id", "slip"), "unfit"),
        (("../../mended", "slip"), "unfit"),
        (("mended", "great"), "unfit"),
        (("mended", "empty"), "unfit"),
    ],
)
def test_an_id_or_kind_that_does_not_fit_is_refused(content: Path, trace: tuple[str, str], why: str) -> None:
    before = digest_of(traces_file(Library.load([content]), "help-uncle"))
    with pytest.raises(NotSaved) as refused:
        save(content, trace)
    assert refused.value.why == why
    assert digest_of(traces_file(Library.load([content]), "help-uncle")) == before


def test_a_file_that_cannot_be_read_is_left_as_it_is(content: Path) -> None:
    library = Library.load([content])
    path = traces_file(library, "help-uncle")
    path.write_text("scenario: help-uncle\ntraces: [\n", encoding="utf-8")
    with pytest.raises(NotSaved) as refused:
        save_trace(library, [content], "help-uncle", ("mended", "slip"), WAY, digest_of(path))
    assert refused.value.why == "unreadable"
    assert path.read_text(encoding="utf-8") == "scenario: help-uncle\ntraces: [\n"


def test_a_link_that_leads_out_of_the_content_is_not_followed(content: Path, tmp_path: Path) -> None:
    path = traces_file(Library.load([content]), "help-uncle")
    outside = tmp_path / "outside.yaml"
    outside.write_bytes(path.read_bytes())
    path.unlink()
    path.symlink_to(outside)
    before = outside.read_bytes()
    library = Library.load([content])
    library.files["traces", "help-uncle"] = path
    with pytest.raises(NotSaved) as refused:
        save_trace(library, [content], "help-uncle", ("mended", "slip"), WAY, digest_of(path))
    assert refused.value.why == "outside"
    assert outside.read_bytes() == before


def test_what_does_not_score_as_recorded_is_taken_out_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = traces_file(Library.load([content]), "help-uncle")
    before = path.read_bytes()

    def spoilt(target: Path, binary: bytes) -> None:
        write_whole(target, binary.replace(b"points: 9\n", b"points: 8.75\n"))

    monkeypatch.setattr(saving, "write_whole", spoilt)
    with pytest.raises(NotSaved) as refused:
        save(content)
    assert refused.value.why == "undone"
    assert "8.75" in refused.value.detail
    assert b"mended" in path.read_bytes()  # what stands there is not what we wrote: somebody else's, and left alone
    monkeypatch.setattr(saving, "write_whole", write_whole)
    path.write_bytes(before)

    monkeypatch.setattr(saving, "_fault", lambda *_: "did not score")
    with pytest.raises(NotSaved) as undone:
        save(content)
    assert undone.value.detail == "did not score"
    assert path.read_bytes() == before


def test_a_new_file_that_does_not_score_is_taken_away_again(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = traces_file(Library.load([content]), "help-uncle")
    path.unlink()
    monkeypatch.setattr(saving, "_fault", lambda *_: "did not score")
    with pytest.raises(NotSaved):
        save(content)
    assert not path.exists()
