"""The door of calls as it is served: one process, one loop, connections within the limits of every door."""

from __future__ import annotations

import asyncio
import logging
import resource
from typing import Any

from uvicorn import Config, Server

from repatria.config.serving.connections import Limits, connections_within
from repatria.config.settings.environment import env_number
from repatria.doors.calls.app import CallsDoor


def serve(door: CallsDoor, host: str, port: int) -> None:
    """Serves until a signal. Nothing is logged of who came."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what two say to find each other is left in no file by a fall
    limits = Limits(of_one=0 if env_number("REPATRIA_TRUSTED_PROXIES", 0) else 64, of_all=1000)
    config = Config(
        door, host=host.strip("[]"), port=port, http=connections_within(limits), ws="none", lifespan="off",
        loop="asyncio", log_config=None, access_log=False, server_header=False, date_header=True, proxy_headers=False,
        timeout_keep_alive=5, timeout_graceful_shutdown=2, h11_max_incomplete_event_size=32 * 1024,
    )  # fmt: skip
    for name in ("uvicorn.error", "asyncio"):
        logging.getLogger(name).disabled = True  # they would write addresses and paths
    _Keeping(config).run()


class _Keeping(Server):
    """A server beside which the door keeps the time of its calls."""

    async def serve(self, sockets: Any = None) -> None:
        keeping = asyncio.create_task(self.config.app.keep_time())  # type: ignore[union-attr]
        try:
            await super().serve(sockets)
        finally:
            keeping.cancel()
