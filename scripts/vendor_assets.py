"""Copies what the pages need of the npm packages into api/static/vendor, and axe for the browser tests into tests/browser/vendor.

The copies are committed, so that neither serving nor testing needs Node. Run this after changing package.json or the tables below:

    npm install --package-lock-only && uv run python scripts/vendor_assets.py
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "api" / "static" / "vendor"
TEST_VENDOR = ROOT / "tests" / "browser" / "vendor"
COMPONENTS = (
    "alert",
    "button",
    "checkbox",
    "form-field-error-message",
    "form-label",
    "link",
    "select",
    "skip-link",
    "status-badge",
    "table",
    "textarea",
    "textbox",
)
FONTS = {"noto-sans": ("latin", "latin-ext"), "noto-sans-arabic": ("arabic",)}
WEIGHTS = (400, 700)

FONT_FACE = """@font-face {{
  font-family: "{family}";
  font-style: normal;
  font-weight: {weight};
  font-display: swap;
  src: url("fonts/{file}") format("woff2");
  unicode-range: {unicode_range};
}}
"""


def version(package: Path) -> str:
    return str(json.loads((package / "package.json").read_text())["version"])


def copy_components() -> None:
    """Join the components' style sheets into one file: one request on a slow phone."""
    sheets = []
    for name in COMPONENTS:
        package = MODULES / "@utrecht" / f"{name}-css"
        sheet = (package / "dist" / "index.min.css").read_text(encoding="utf-8").strip()
        sheets.append(f"/* @utrecht/{name}-css {version(package)}, EUPL-1.2 */\n{sheet}\n")
    (VENDOR / "nl-design-system.css").write_text("".join(sheets), encoding="utf-8")
    shutil.copyfile(MODULES / "@utrecht" / "button-css" / "LICENSE.md", VENDOR / "nl-design-system.LICENSE.md")


def copy_fonts() -> None:
    faces = []
    for font, subsets in FONTS.items():
        package = MODULES / "@fontsource" / font
        faces.append(f"/* @fontsource/{font} {version(package)}, OFL-1.1 */\n")
        ranges = json.loads((package / "unicode.json").read_text())
        for subset in subsets:
            for weight in WEIGHTS:
                file = f"{font}-{subset}-{weight}-normal.woff2"
                shutil.copyfile(package / "files" / file, VENDOR / "fonts" / file)
                family = font.replace("-", " ").title()
                faces.append(FONT_FACE.format(family=family, weight=weight, file=file, unicode_range=ranges[subset]))
        shutil.copyfile(package / "LICENSE", VENDOR / "fonts" / f"{font}.LICENSE")
    (VENDOR / "fonts.css").write_text("".join(faces))


def copy_axe() -> None:
    package = MODULES / "axe-core"
    TEST_VENDOR.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(package / "axe.min.js", TEST_VENDOR / "axe.min.js")
    shutil.copyfile(package / "LICENSE", TEST_VENDOR / "axe.LICENSE")


def main() -> int:
    npm = shutil.which("npm")
    if npm is None:
        print("npm is not installed; it comes with Node.js", file=sys.stderr)
        return 1
    subprocess.run([npm, "ci", "--ignore-scripts"], cwd=ROOT, check=True)  # noqa: S603
    shutil.rmtree(VENDOR, ignore_errors=True)
    (VENDOR / "fonts").mkdir(parents=True)
    copy_components()
    copy_fonts()
    copy_axe()
    return 0


if __name__ == "__main__":
    sys.exit(main())
