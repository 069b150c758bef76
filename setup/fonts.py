"""Makes public/fonts/ from the fonts' own packages: run once, by hand, not at start or test.

    pip install fonttools==4.60.1 brotli==1.2.1
    python setup/fonts.py

Fetches the packages with npm and checks each font by its SHA-256. The results carry names of our own, since "Source"
is a name that its licence reserves for unchanged fonts.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

from fontTools import subset
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph, GlyphComponent
from fontTools.ttLib.tables.TupleVariation import TupleVariation
from fontTools.varLib import instancer

ROOT = Path(__file__).parent.parent
TARGET = ROOT / "public" / "fonts"

# Package, its font, the font's SHA-256.
SANS = ("source-sans@3.52.0", "VF/SourceSans3VF-Upright.ttf", "1147db9a3f0edd4956068de77930148acce2742dd76d57f7239b2b1c687ac63f")
SERIF = ("source-serif@4.5.1", "VAR/SourceSerif4Variable-Roman.ttf", "14d360ee1b76655da9276628b229e11671bc1f5d1083636144db6677d452cf55")
CODE = ("source-code-pro@2.42.0", "VF/SourceCodeVF-Upright.ttf", "c4066e584e995ec317a072f1777742861d3ce0bf210096b84450a249d0210198")
MATH = ("@fontsource/stix-two-math@5.3.0", "files/stix-two-math-latin-400-normal.woff2", "8b2a6834cfe1f4e0f3724ffa59fe92000013fc5a4c41e6a3f438006c26c60f0d")


def characters(*parts: str | tuple[int, int]) -> list[int]:
    """Lists the code points of texts and of ranges; a range includes both ends."""
    return [c for part in parts for c in (map(ord, part) if isinstance(part, str) else range(part[0], part[1] + 1))]


ASCII = (0x20, 0x7E)
LATIN = characters(ASCII, (0xA0, 0x17F), "ȘșȚțʷ", (0x2009, 0x2016), "‘’‚“”„†•…‹›′″\u202f€№™−←→")
GREEK = characters((0x391, 0x3A1), (0x3A3, 0x3A9), (0x3B1, 0x3C9), "ᾱ")
SIGNS = characters((0x300, 0x304), "ᵀᵏᵗᵛ⁄ℓ↑↓↔∂∏∑√∞∫≈≠≤≥◆●◇○½¼¾", (0x2070, 0x209C), "ᵢᵣᵤᵥⱼ")
CYRILLIC = characters((0x400, 0x45F), (0x490, 0x493), "ҚқҮүҰұ")

# What MathML needs: its letters (it shows <mi>x</mi> as U+1D465), operators, arrows, brackets, accents.
FORMULAS = characters(
    ASCII, "\u00a0\u2009¨¬¯°±´·×÷ˆˇ˘˙˜ℓℏℕℝℤℂℰℒℋℱ", (0x302, 0x304), (0x307, 0x308), "\u20d7", (0x391, 0x3A1), (0x3A3, 0x3A9),
    (0x3B1, 0x3C9), "ϑϕϖϱϵ", "–—‖…′″‴⁄\u2061\u2062\u2063", "←↑→↓↔↦⇐⇒⇔∀∂∃∅∆∇∈∉∋∏∐∑−∓∕∖∗∘√∝∞∣∥∧∨∩∪∫∬∮∼≃≅≈≔≜≝≠≡≤≥≪≫⊂⊆⊕⊖⊗⊙⊤⊥⋅⋆⋮⋯⋱⌈⌉⌊⌋⏞⏟⟨⟩",
    (0x1D400, 0x1D433), (0x1D434, 0x1D454), "ℎ", (0x1D456, 0x1D467), (0x1D6E2, 0x1D71B), "𝒩𝒟𝒰𝒪𝔼𝔽𝟙",
)

# Letters that Unicode has as subscripts. The fonts draw them as superscripts only.
SUBSCRIPTS = dict(zip("aeoxhklmnpstiruvj", "ₐₑₒₓₕₖₗₘₙₚₛₜᵢᵣᵤᵥⱼ"))


def fetch_font(package: str, path: str, sha256: str) -> TTFont:
    """Downloads a package and opens a font of it. Raises ValueError if the font's SHA-256 is another."""
    folder = Path(tempfile.mkdtemp())
    archive = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, check=True, capture_output=True, text=True).stdout.split()[-1]
    with tarfile.open(folder / archive) as files:
        files.extract(f"package/{path}", folder, filter="data")
    font = folder / "package" / path
    digest = hashlib.sha256(font.read_bytes()).hexdigest()
    if digest != sha256:
        raise ValueError(f"{package}/{path} has SHA-256 {digest}, not {sha256}")
    return TTFont(font, recalcTimestamp=False)


def add_subscripts(font: TTFont) -> None:
    """Adds subscript letters: the superscript ones, moved down as far as the subscript digits are from the superscript ones."""
    glyphs, variations, widths = font["glyf"], font["gvar"].variations, font["HVAR"].table.AdvWidthMap
    known = font.getBestCmap()
    lowered = glyphs[known[0x2080]].yMin - glyphs[known[0x2070]].yMin
    for letter, subscript in SUBSCRIPTS.items():
        source = next((name for name in (f"{letter}.u", f"{letter}.sups") if name in font.getReverseGlyphMap()), None)
        if ord(subscript) in known or source is None:
            continue
        part = GlyphComponent()
        part.glyphName, part.x, part.y, part.flags = source, 0, lowered, 0x204  # 0x204: x and y are offsets, and the glyph takes the component's metrics
        glyph = Glyph()
        glyph.numberOfContours, glyph.components = -1, [part]
        name = f"uni{ord(subscript):04X}"
        font.setGlyphOrder([*font.getGlyphOrder(), name])
        glyphs.glyphs[name] = glyph
        glyph.recalcBounds(glyphs)
        font["hmtx"][name] = (font["hmtx"][source][0], glyph.xMin)
        variations[name] = [TupleVariation(v.axes, [(0, 0), *v.coordinates[-4:]]) for v in variations[source]]
        widths.mapping[name] = widths.mapping[source]
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[ord(subscript)] = name


def rename(font: TTFont, family: str) -> None:
    """Gives the font a family name of our own, and keeps its copyright and licence."""
    names = font["name"]
    for record in list(names.names):
        if record.nameID not in (0, 5, 13, 14):
            names.removeNames(nameID=record.nameID)
    style = "Regular"
    for number, name in ((1, family), (2, style), (3, f"{family} {style}"), (4, f"{family} {style}"), (6, f"{family}-{style}".replace(" ", ""))):
        names.setName(name, number, 3, 1, 0x409)
    if "STAT" in font:
        del font["STAT"]  # it refers to names that were removed, and browsers do not need it


def write(font: TTFont, file: str, family: str, wanted: list[int], axes: dict | None = None, optional: tuple[str, ...] = ()) -> None:
    """Reduces a font to these characters and axes, and writes it as WOFF2."""
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", *optional]
    options.name_IDs, options.name_languages = ["*"], ["*"]
    options.hinting = False
    options.notdef_outline = True
    options.drop_tables += ["DSIG", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if axes:
        font = instancer.instantiateVariableFont(font, axes)
    rename(font, family)
    font.flavor = "woff2"
    TARGET.mkdir(exist_ok=True)
    font.save(TARGET / file)
    print(f"{file}: {(TARGET / file).stat().st_size / 1000:.1f} kB, {len(font.getBestCmap())} characters")


def write_boxes() -> None:
    """Writes the only system font of the tests' browser: it draws boxes, for letters that the page's fonts lack and for missing ones."""
    widths = {".notdef": 1000, "space": 250, **{f"uni{ord(letter):04X}": 600 for letter in "אב世界"}}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(list(widths))
    builder.setupCharacterMap({0x20: "space", **{ord(letter): f"uni{ord(letter):04X}" for letter in "אב世界"}})
    glyphs = {}
    for name, width in widths.items():
        pen = TTGlyphPen(None)
        if name != "space":
            corners = [(50, 0), (50, 700), (width - 50, 700), (width - 50, 0)]
            pen.moveTo(corners[0])
            for corner in corners[1:]:
                pen.lineTo(corner)
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics({name: (width, 50) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=900, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=900, sTypoDescender=-200, usWinAscent=900, usWinDescent=200)
    builder.setupPost()
    builder.save(ROOT / "test" / "fonts" / "boxes.ttf")


def main() -> None:
    write_boxes()
    # The text face has two weights; the heading face has one, at the optical size of headings.
    weights, heading = {"wght": (400, 600)}, {"wght": 600, "opsz": 24}
    for file, family, source, wanted, axes in (
        ("sans.woff2", "Noisewalk Sans", SANS, LATIN + GREEK + SIGNS, weights),
        ("sans-cyrillic.woff2", "Noisewalk Sans", SANS, CYRILLIC, weights),
        ("serif.woff2", "Noisewalk Serif", SERIF, LATIN + GREEK + characters((0x300, 0x304), (0x2080, 0x209C)), heading),
        ("serif-cyrillic.woff2", "Noisewalk Serif", SERIF, CYRILLIC, heading),
        ("code.woff2", "Noisewalk Code", CODE, LATIN + GREEK + SIGNS + CYRILLIC, {"wght": 400}),
    ):
        font = fetch_font(*source)
        if source is not CODE:
            add_subscripts(font)
        write(font, file, family, wanted, axes)
    write(fetch_font(*MATH), "math.woff2", "Noisewalk Math", FORMULAS, optional=("ssty", "dtls", "flac"))


if __name__ == "__main__":
    main()
