"""The Rasa server, as the gateway sees it."""

import asyncio
import os
import time
from typing import Any

import aiohttp

from intake.settings import SECRET_HEADER, SECRET_VARIABLE

TURN_TIMEOUT = aiohttp.ClientTimeout(total=30)
PAUSE = 0.25  # seconds between two looks whether it is back


class RasaUnavailable(Exception):
    """The Rasa server did not answer, and did not come back in time."""


class Rasa:
    def __init__(self, url: str, secret: str) -> None:
        self._url = f"{url}/webhooks/gateway"
        self._http = aiohttp.ClientSession(timeout=TURN_TIMEOUT, headers={SECRET_HEADER: secret})

    @classmethod
    def from_environment(cls) -> "Rasa":
        return cls(os.environ["WEGWIJS_RASA_URL"], os.environ[SECRET_VARIABLE])

    async def close(self) -> None:
        await self._http.close()

    async def send(self, sender: str, text: str, metadata: dict[str, Any]) -> list[dict[str, Any]]:
        """One message in, the bot's messages out.

        Raises:
            RasaUnavailable: the server is not there or could not deal with it.
        """
        try:
            body = {"sender": sender, "text": text, "metadata": metadata}
            async with self._http.post(f"{self._url}/webhook", json=body) as response:
                if response.status != 200:
                    raise RasaUnavailable(f"status {response.status}")
                messages: list[dict[str, Any]] = await response.json()
                return messages
        except (aiohttp.ClientError, TimeoutError) as error:
            raise RasaUnavailable(type(error).__name__) from error

    async def is_ready(self) -> bool:
        try:
            async with self._http.get(f"{self._url}/", timeout=aiohttp.ClientTimeout(total=2)) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError):
            return False

    async def wait_until_ready(self, seconds: float) -> bool:
        """Whether the server answers within `seconds`."""
        until = time.monotonic() + seconds
        while not await self.is_ready():
            if time.monotonic() > until:
                return False
            await asyncio.sleep(PAUSE)
        return True
