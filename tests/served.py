"""A tiny application served as `pfa serve` does, in a process of its own: `python -m tests.served FOLDER PROCESSES`.

Its first page says which process answers and whom it takes for the browser; /wait says through a pipe in the folder
that it has begun, and answers when it is told to through another.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from flask import Flask, request
from werkzeug.middleware.proxy_fix import ProxyFix

from pfa import serving


def application(folder: Path) -> Flask:
    app = Flask("served", template_folder=None)  # pages in words only

    @app.get("/")
    def who() -> str:
        return f"{os.getpid()} {request.remote_addr} {request.scheme}"

    @app.get("/wait")
    def wait() -> str:
        (folder / "begun").open("w").close()
        (folder / "go-on").open().close()
        return "done"

    return app


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    app = application(folder)
    if "believing" in sys.argv:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    if "hasty" in sys.argv:
        serving.SILENT_SECONDS = 1
    at = serving.bound("127.0.0.1", 0)
    (folder / "port").write_text(str(at.getsockname()[1]))
    serving.serve(app, at, processes=int(sys.argv[2]), threads=2)
