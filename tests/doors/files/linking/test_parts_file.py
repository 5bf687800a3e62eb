"""The container of the index file: what was written comes back, and nothing else is ever taken for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from repatria.doors.files.linking.errors import DamagedIndexError
from repatria.doors.files.linking.parts_file import MARK, read_about, read_parts, write_parts

PARTS = {
    "numbers": np.arange(12, dtype=np.int32).reshape(3, 4),
    "shares": np.array([0.5, 0.25], dtype=np.float32),
    "none": np.zeros((0, 5), dtype=np.uint8),
    "alone": np.array(7, dtype=np.int64),
    "fixed": np.array([b"ab", b"c"], dtype="S2"),
    "text": "Шевченко".encode(),
    "nothing": b"",
}
ABOUT = {"source": {"name": "R.tsv"}, "persons": 3}


@pytest.fixture
def written(tmp_path):
    path = tmp_path / "R.idx"
    write_parts(path, ABOUT, PARTS)
    return path


def test_what_was_written_comes_back_and_can_be_written_to(written):
    about, parts = read_parts(written)

    assert ABOUT == about == read_about(written)
    assert list(PARTS) == list(parts)
    for name, part in PARTS.items():
        if isinstance(part, bytes):
            assert part == parts[name]
        else:
            assert part.dtype == parts[name].dtype
            assert part.shape == parts[name].shape
            assert (part == parts[name]).all()
            assert parts[name].flags.writeable


def test_the_file_is_its_owners_alone_and_says_what_it_holds(written):
    assert 0o600 == written.stat().st_mode & 0o777
    assert written.read_bytes().startswith(MARK)
    assert b"holds names" in MARK


def test_the_bytes_written_are_told(tmp_path):
    assert write_parts(tmp_path / "R.idx", ABOUT, PARTS) == (tmp_path / "R.idx").stat().st_size


@given(st.data())
def test_no_changed_bit_and_no_cut_passes(tmp_path_factory, data):
    path = tmp_path_factory.getbasetemp() / "changed.idx"
    write_parts(path, ABOUT, PARTS)
    content = bytearray(path.read_bytes())
    at = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        content[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del content[at:]
    path.write_bytes(content)

    with pytest.raises(DamagedIndexError):
        read_parts(path)


@given(st.binary(max_size=200))
def test_no_bytes_that_follow_the_mark_raise_anything_but_a_refusal(tmp_path_factory, rubbish):
    path = tmp_path_factory.getbasetemp() / "rubbish.idx"
    path.write_bytes(MARK + rubbish)

    with pytest.raises(DamagedIndexError):
        read_parts(path)


@pytest.mark.parametrize(
    "header",
    [
        b"[]", b"{}", b'{"about": 1, "parts": []}', b'{"about": {}, "parts": [{"name": "a"}]}',
        b'{"about": {}, "parts": [{"name": "a", "kind": "O", "shape": [1], "bytes": 8}]}',
        b'{"about": {}, "parts": [{"name": "a", "kind": "<i4", "shape": [-1], "bytes": 4}]}',
        b'{"about": {}, "parts": [{"name": "a", "kind": "<i4", "shape": [99999999999], "bytes": 4}]}',
        b'{"about": {}, "parts": [{"name": "a", "kind": "bytes", "bytes": 99999999999}]}',
    ],
)  # fmt: skip
def test_refuses_a_header_that_no_writer_wrote(tmp_path, header):
    path = tmp_path / "R.idx"
    path.write_bytes(MARK + len(header).to_bytes(8, "little") + header + bytes(64))

    with pytest.raises(DamagedIndexError):
        read_parts(path)


def test_refuses_to_write_objects_and_leaves_what_stood_there(written):
    before = written.read_bytes()

    with pytest.raises(TypeError):
        write_parts(written, {}, {"objects": np.array([object()])})

    assert before == written.read_bytes()
    assert [written.name] == [path.name for path in written.parent.iterdir()]


def test_a_failure_while_writing_leaves_what_stood_there_and_nothing_beside_it(written, monkeypatch):
    before = written.read_bytes()

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    with pytest.raises(OSError, match="No space"):
        write_parts(written, ABOUT, {"text": b"other"})
    assert before == written.read_bytes()
    assert [written.name] == [path.name for path in written.parent.iterdir()]


@pytest.mark.parametrize("kind", [b'"i,4"', b'"(1)"', b'"<O8"', b'"<c8"'])
def test_a_type_that_no_writer_writes_is_damage(written, kind):
    whole = written.read_bytes()
    assert b'"<i4"' in whole[:4096]
    written.write_bytes(whole.replace(b'"<i4"', kind, 1))

    with pytest.raises(DamagedIndexError):
        read_parts(written)
