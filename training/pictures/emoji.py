"""Emoji of two type foundries as tensors: colour pictures of 32x32 on white, of a group (cats, fruit, flags, ...) and a style.

Sources: Noto Emoji (Google, Apache-2.0) and Twemoji (Twitter and contributors, CC BY 4.0), as 64-pixel PNGs with Unicode's
own names and subgroups, from the npm packages `emoji-datasource-google` and `emoji-datasource-twitter`. Skin tones are
kept in two groups, hands and people: elsewhere they would be the same picture six times over.
"""

import io
import json
import tarfile

import numpy as np
import torch
from PIL import Image

from conditions import choices_of, row_of
from pictures.download import FOLDER, npm, verify

VERSION, SIZE = "16.0.0", 32
ABOUT = {"name": "Noto Emoji and Twemoji, on white", "licence": "Apache-2.0 (Noto Emoji), CC BY 4.0 (Twemoji)",
         "source": "https://github.com/googlefonts/noto-emoji, https://github.com/jdecked/twemoji"}
STYLES = {"Noto": ("google", "fb5fd131b362aab7a55542d2a147a79708cce0a8b1c1bbacd470172708b5c438"),
          "Twemoji": ("twitter", "f64a530c63bca463bd8317fdc4615ce63a53a0c65018e4ce2d848aaba7a28877")}
CATS = {"smiley_cat", "smile_cat", "joy_cat", "heart_eyes_cat", "smirk_cat", "kissing_cat", "scream_cat", "crying_cat_face",
        "pouting_cat", "cat", "cat2", "black_cat", "lion_face", "tiger", "tiger2", "leopard"}
TONED = {"hands", "people"}
GROUPS = {  # group: Unicode's subgroups
    "smiling faces": "face-smiling face-affection face-tongue",
    "serious faces": "face-hand face-neutral-skeptical face-sleepy face-hat face-glasses",
    "unhappy faces": "face-concerned face-unwell face-negative",
    "monsters": "face-costume person-fantasy",
    "cats": "",  # named above, out of three subgroups
    "mammals": "animal-mammal monkey-face",
    "birds": "animal-bird",
    "sea animals": "animal-marine",
    "reptiles and frogs": "animal-reptile animal-amphibian",
    "bugs": "animal-bug",
    "hearts": "heart",
    "hands": "hand-fingers-open hand-fingers-partial hand-single-finger hand-fingers-closed hands hand-prop",
    "people": "person",
    "professions": "person-role",
    "gestures and sport": "person-gesture person-activity person-sport person-resting",
    "flowers": "plant-flower",
    "plants": "plant-other",
    "fruit": "food-fruit",
    "vegetables": "food-vegetable",
    "dishes": "food-prepared food-asian",
    "sweets": "food-sweet",
    "drinks": "drink",
    "buildings": "place-building place-religious",
    "landscapes": "place-geographic place-other",
    "land vehicles": "transport-ground",
    "ships and aircraft": "transport-water transport-air",
    "clocks": "time",
    "sun, moon, weather": "sky & weather",
    "parties": "event award-medal",
    "sport and games": "sport game",
    "clothes": "clothing",
    "music": "music musical-instrument sound",
    "devices": "phone computer light & video",
    "paper and money": "book-paper money mail office",
    "tools": "tool lock writing science medical",
    "household": "household dishware",
    "arrows": "arrow",
    "signs and letters": "transport-sign warning religion zodiac av-symbol other-symbol alphanum keycap punctuation",
    "shapes": "geometric",
    "flags": "flag country-flag subdivision-flag",
}
READABLE = {"clocks", "music", "devices", "paper and money", "arrows", "signs and letters", "flags"}  # wrong in a mirror
MENUS = {"style": tuple(STYLES), "group": tuple(GROUPS)}


def group_of(emoji: dict) -> str | None:
    if emoji["short_name"] in CATS:
        return "cats"
    wanted = emoji["subcategory"]
    return next((group for group, subgroups in GROUPS.items() if wanted in subgroups_of(subgroups)), None)


def subgroups_of(text: str) -> list[str]:
    """The words of a line above; two of Unicode's names have an ampersand, and blanks, within."""
    return [word.replace("&", " & ") for word in text.replace(" & ", "&").split()]


def files_of(emoji: dict, has_image: str) -> list[str]:
    """Names of its PNGs: one, or with skin tones where the tones are a subject."""
    variants = [emoji, *emoji.get("skin_variations", {}).values()] if group_of(emoji) in TONED else [emoji]
    return [variant["image"] for variant in variants if variant[has_image]]


def on_white(png: bytes) -> np.ndarray:
    """A 64-pixel PNG with transparency as [3, 32, 32] bytes: composed with white, then averaged over 2x2 pixels."""
    picture = Image.open(io.BytesIO(png)).convert("RGBA")
    white = Image.new("RGBA", picture.size, "white")
    small = Image.alpha_composite(white, picture).convert("RGB").reduce(picture.width // SIZE)
    return np.asarray(small).transpose(2, 0, 1)


def of_style(style: str) -> tuple[list[np.ndarray], list[int], list[str]]:
    """Every picture of a style, its group, and its file's name."""
    vendor, sha256 = STYLES[style]
    pictures, groups, names = [], [], []
    with tarfile.open(verify(npm(f"emoji-datasource-{vendor}", VERSION), sha256)) as archive:
        wanted = ("package/emoji.json", f"package/img/{vendor}/64/")
        files = {member.name: archive.extractfile(member).read() for member in archive if member.name.startswith(wanted)}
    for emoji in sorted(json.loads(files["package/emoji.json"]), key=lambda emoji: emoji["sort_order"]):
        for name in files_of(emoji, f"has_img_{vendor}") if group_of(emoji) else []:
            pictures.append(on_white(files[f"package/img/{vendor}/64/{name}"]))
            groups.append(MENUS["group"].index(group_of(emoji)))
            names.append(name.removesuffix(".png"))
    return pictures, groups, names


def glyphs() -> tuple[torch.Tensor, torch.Tensor, list[str]]:
    """Every glyph once: pictures [N, 3, 32, 32] uint8, rows of the class embedding [N], names (code points)."""
    cache = FOLDER / f"emoji-{SIZE}.pt"
    if not cache.exists():
        found = [of_style(style) for style in STYLES]
        pictures = torch.from_numpy(np.stack([picture for style in found for picture in style[0]]))
        choices = torch.tensor([(place, group) for place, style in enumerate(found) for group in style[1]]).T
        torch.save({"pictures": pictures, "choices": choices, "names": [name for style in found for name in style[2]]}, cache)
    stored = torch.load(cache, weights_only=True)
    return stored["pictures"], row_of(stored["choices"], MENUS), stored["names"]


def balanced(kind: torch.Tensor, power: float) -> torch.Tensor:
    """Places in which the pictures of a kind with n of them stand (largest / n)^power times."""
    count = kind.bincount()
    repeats = (count.max() / count.clamp_min(1)).pow(power).round().long()
    return torch.arange(len(kind)).repeat_interleave(repeats[kind])


def load(split: str) -> tuple[torch.Tensor, torch.Tensor]:
    """Pictures [N, 3, 32, 32] float32 in [-1, 1] and rows of the class embedding [N] int64.

    "train" has a mirrored copy of all that may be mirrored, and small groups more often than their share. There are no
    other glyphs to test with: "test" has the same ones as they were drawn, every group and style equally often.
    """
    pictures, row, _ = glyphs()
    x = pictures.float() / 127.5 - 1
    if split == "test":
        chosen = balanced(row, 1)
        chosen = chosen[torch.randperm(len(chosen), generator=torch.Generator().manual_seed(0))]
    else:
        readable = torch.tensor([MENUS["group"].index(name) for name in READABLE])
        mirrored = ~torch.isin(choices_of(row, MENUS)[1], readable)
        x, row = torch.cat([x, x[mirrored].flip(3)]), torch.cat([row, row[mirrored]])
        chosen = balanced(choices_of(row, MENUS)[1], 0.5)
    return x[chosen], row[chosen]
