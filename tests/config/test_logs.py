"""Logs are begun anew when they are large, in the hands of whoever writes them."""

from __future__ import annotations

from repatria.config.logs import turn_over


def test_a_large_log_is_kept_beside_itself_three_deep_and_its_writer_goes_on(tmp_path):
    log = tmp_path / "portal.log"
    with open(log, "ab", buffering=0) as writer:
        for number in range(5):
            writer.write(b"%d" % number * 20)
            assert turn_over(log, at_most=10)
            assert not turn_over(log, at_most=10)
        writer.write(b"goes on")

    assert b"goes on" == log.read_bytes()
    kept = {path.name: path.read_bytes()[:1] for path in tmp_path.iterdir() if path != log}
    assert {"portal.log.1": b"4", "portal.log.2": b"3", "portal.log.3": b"2"} == kept
    assert {0o600} == {path.stat().st_mode & 0o777 for path in tmp_path.iterdir() if path != log}
    assert not turn_over(tmp_path / "none.log")
