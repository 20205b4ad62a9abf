"""Copies what the pages need of the npm packages into api/static/vendor, and axe for the browser tests into tests/browser/vendor.

The copies are committed, so that neither serving nor testing needs Node. Run this after changing package.json or the tables below:

    npm install --package-lock-only && uv run python scripts/vendor_assets.py
"""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from babel import Locale
from fontTools import subset

from api.messages import pictograms
from intake.wording import wording

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
FONTS = {
    "noto-sans": ("latin", "latin-ext", "cyrillic", "cyrillic-ext"),
    "noto-sans-arabic": ("arabic",),
    "noto-sans-ethiopic": ("ethiopic",),
    "noto-sans-thai": ("thai",),
    "noto-sans-sc": ("chinese-simplified",),
}
# A font of all Chinese characters has a megabyte: it is cut down to what the catalogue and the names of CLDR need. What a person types is
# shown in the phone's own font where a character is missing.
CUT_DOWN = {"noto-sans-sc": "zh"}
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


def family_of(font: str) -> str:
    return "Noto Sans SC" if font == "noto-sans-sc" else font.replace("-", " ").title()


def cut_down(source: Path, target: Path, language: str) -> str:
    """Writes the part of a font that a language's texts need; returns its unicode-range."""
    locale = Locale.parse(language)
    names = (*locale.languages.values(), *locale.territories.values(), *locale.months["format"]["wide"].values())
    texts = (*wording(language).texts.values(), *names)
    needed = {character for text in texts for character in text if ord(character) > 0x2FFF}
    options = subset.Options(flavor="woff2", layout_features=["*"])
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, needed))
    cutter.subset(font)
    subset.save_font(font, str(target), options)
    return ",".join(f"U+{ord(character):04x}" for character in sorted(needed))


def copy_fonts() -> None:
    faces = []
    for font, subsets in FONTS.items():
        package = MODULES / "@fontsource" / font
        faces.append(f"/* @fontsource/{font} {version(package)}, OFL-1.1 */\n")
        ranges = json.loads((package / "unicode.json").read_text())
        for part in subsets:
            for weight in WEIGHTS:
                file = f"{font}-{part}-{weight}-normal.woff2"
                if font in CUT_DOWN:
                    unicode_range = cut_down(package / "files" / file, VENDOR / "fonts" / file, CUT_DOWN[font])
                else:
                    shutil.copyfile(package / "files" / file, VENDOR / "fonts" / file)
                    unicode_range = ranges[part]
                faces.append(FONT_FACE.format(family=family_of(font), weight=weight, file=file, unicode_range=unicode_range))
        shutil.copyfile(package / "LICENSE", VENDOR / "fonts" / f"{font}.LICENSE")
    (VENDOR / "fonts.css").write_text("".join(faces))


def copy_pictograms() -> None:
    """Joins the icons that options have into one file; a page shows one as `pictograms.svg#name`."""
    package = MODULES / "@tabler" / "icons"
    symbols = []
    for name in sorted(set(pictograms().values())):
        drawing = (package / "icons" / "outline" / f"{name}.svg").read_text(encoding="utf-8")
        paths = "".join(line.strip() for line in drawing.splitlines() if line.strip().startswith("<path") and 'stroke="none"' not in line)
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{paths}</symbol>\n')
    style = 'fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"'
    sheet = f'<svg xmlns="http://www.w3.org/2000/svg" {style}>\n<!-- @tabler/icons {version(package)}, MIT -->\n{"".join(symbols)}</svg>\n'
    (VENDOR / "pictograms.svg").write_text(sheet, encoding="utf-8")
    shutil.copyfile(package / "LICENSE", VENDOR / "pictograms.LICENSE")


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
    copy_pictograms()
    copy_axe()
    return 0


if __name__ == "__main__":
    sys.exit(main())
