"""The application served on this machine for a real browser, over an empty database."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any
from urllib.parse import urljoin

from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from pfa.accounts import sign_in
from pfa.accounts.models import SignInWay, User
from pfa.app import create_app
from pfa.core.database import Database
from pfa.core.settings import Settings
from tests.browser.chromium import DESKTOP, listen
from tests.factories import Clock, World


class Live:
    """A running application with a world in it. `page(user)` opens a browser's page in which they are signed in."""

    def __init__(self, url: str, settings: dict[str, str], now: dt.datetime, browser: Browser) -> None:
        self.database = Database(url)
        self.clock = Clock(now)
        self.app: Flask = create_app(Settings(database_url=url, **settings), self.database, self.clock)
        self.app.testing = False  # faults become the pages that people would see
        self.world = World(self.database, now)
        self._browser = browser
        self._heard: list[tuple[Page, list[str]]] = []
        self._server = make_server("127.0.0.1", 0, self.app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        self._thread.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def page(self, user: User | None = None, width: int = DESKTOP, *, scripts: bool = True, **device: Any) -> Page:
        """A page of a fresh browser in which somebody is signed in; None for nobody. It may run no scripts at all.

        `device` is whatever else Playwright may know of it, a touch screen for one.
        """
        kind: dict[str, Any] = {"viewport": {"width": width, "height": 800}, "java_script_enabled": scripts} | device
        context = self._browser.new_context(base_url=self.address, reduced_motion="reduce", **kind)
        if user is not None:
            context.add_cookies([{"name": "pfa", "value": self._cookie(user), "url": self.address}])
        page = context.new_page()
        self._heard.append((page, listen(page)))
        return page

    def open(self, path: str, user: User | None = None, width: int = DESKTOP) -> Page:
        """Open an address as somebody."""
        page = self.page(user, width)
        page.goto(urljoin(self.address, path))
        return page

    def read(self, path: str, user: User) -> str:
        """What a page says to somebody, asked for without a browser."""
        client = self.app.test_client()
        client.set_cookie("pfa", self._cookie(user))
        return client.get(path).text

    def complaints(self) -> list[str]:
        """What any page complained about since the last time this was asked."""
        found = [f"{page.url}: {words}" for page, heard in self._heard for words in heard]
        for _page, heard in self._heard:
            heard.clear()
        return found

    def _cookie(self, user: User) -> str:
        with self.database.writing() as session:
            row = session.get_one(User, user.id)
            token = sign_in.begin(session, row, way=SignInWay.password, now=self.clock(), proved=True)
            session.commit()
        serializer = self.app.session_interface.get_signing_serializer(self.app)  # type: ignore[attr-defined]  # Flask's own
        return str(serializer.dumps({"_user_id": token}))

    def leave(self) -> None:
        """Close every page that was opened."""
        for page, _heard in self._heard:
            page.context.close()
        self._heard.clear()

    def stop(self) -> None:
        self.leave()
        self._server.shutdown()
        self._thread.join(timeout=10)
        self._server.server_close()
        self.database.dispose()
