"""A mail server in a process of its own: it prints where it listens, then each mail that it took as a line of JSON.

Whoever is called "nobody" it does not know; "later" it asks to try again.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiosmtpd.smtp import SMTP


class Taking:
    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address.startswith("nobody@"):
            return "550 no such mailbox"
        if address.startswith("later@"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        print(json.dumps({"to": envelope.rcpt_tos, "said": envelope.content.decode()}), flush=True)
        return "250 OK"


async def serve() -> None:
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(Taking(), hostname="here.invalid"), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve())
