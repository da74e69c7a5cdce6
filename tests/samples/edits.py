"""
What people and programs do to a picture: each edit takes one in RGB and gives another.
"""

from collections.abc import Callable
from functools import partial
from io import BytesIO

import numpy as np
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont, ImageOps

Edit = Callable[[Image.Image], Image.Image]


def compressed(picture: Image.Image, quality: int) -> Image.Image:
    """
    Save as a JPEG, and open that.
    """
    stream = BytesIO()
    picture.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def resized(picture: Image.Image, across: float, down: float | None = None) -> Image.Image:
    """
    Resize by a share of its size; by two, it is squashed.
    """
    width, height = picture.size
    size = round(width * across), round(height * (across if down is None else down))
    return picture.resize(size, Image.Resampling.LANCZOS)


def thumbnail(picture: Image.Image, edge: int) -> Image.Image:
    """
    Make it small.
    """
    small = picture.copy()
    small.thumbnail((edge, edge))
    return small


def brighter(picture: Image.Image, share: float) -> Image.Image:
    """
    Multiply its brightness.
    """
    return ImageEnhance.Brightness(picture).enhance(share)


def contrasty(picture: Image.Image, share: float) -> Image.Image:
    """
    Multiply its contrast.
    """
    return ImageEnhance.Contrast(picture).enhance(share)


def saturated(picture: Image.Image, share: float) -> Image.Image:
    """
    Multiply its saturation.
    """
    return ImageEnhance.Color(picture).enhance(share)


def gamma(picture: Image.Image, power: float) -> Image.Image:
    """
    Bend its tones.
    """
    return picture.point([round(255 * (value / 255) ** power) for value in range(256)] * 3)


def warmer(picture: Image.Image) -> Image.Image:
    """
    Set another white balance.
    """
    return _clipped(np.asarray(picture) * np.array([1.10, 1.0, 0.88]))


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    """
    Take its sharpness away.
    """
    return picture.filter(ImageFilter.GaussianBlur(radius))


def sharpened(picture: Image.Image) -> Image.Image:
    """
    Draw its edges harder.
    """
    return picture.filter(ImageFilter.UnsharpMask(2, 120, 2))


def noisy(picture: Image.Image, deviation: float) -> Image.Image:
    """
    Add a sensor's noise.
    """
    pixels = np.asarray(picture)
    return _clipped(pixels + np.random.default_rng(1).normal(0, deviation, pixels.shape))


def vintage(picture: Image.Image) -> Image.Image:
    """
    Fade its colours and darken its corners.
    """
    pixels = np.asarray(contrasty(saturated(picture, 0.6), 0.9))
    y, x = np.mgrid[-1 : 1 : pixels.shape[0] * 1j, -1 : 1 : pixels.shape[1] * 1j]
    vignette = 1 - 0.35 * (x**2 + y**2).clip(0, 1.6)
    return _clipped((pixels + np.array([18, 6, -12])) * vignette[:, :, None])


def watermarked(picture: Image.Image) -> Image.Image:
    """
    Write a small name into the corner.
    """
    marked, (width, height) = picture.copy(), picture.size
    size = max(12, min(width, height) // 22)
    place = width - 6 * size, height - 2 * size
    _write(marked, "(c) sample", place, size, 0)
    return marked


def captioned(picture: Image.Image) -> Image.Image:
    """
    Write large words across it.
    """
    marked, (width, height) = picture.copy(), picture.size
    size = min(width, height) // 8
    _write(marked, "HOLIDAY 2019", (width // 2 - 4 * size, round(height * 0.72)), size, 2)
    return marked


def bordered(picture: Image.Image, share: float, colour: str) -> Image.Image:
    """
    Frame it.
    """
    return ImageOps.expand(picture, round(min(picture.size) * share), colour)


def letterboxed(picture: Image.Image, ratio: float) -> Image.Image:
    """
    Add black bars until its width is that many times its height.
    """
    width, height = picture.size
    size = max(width, round(height * ratio)), max(height, round(width / ratio))
    canvas = Image.new("RGB", size)
    canvas.paste(picture, ((size[0] - width) // 2, (size[1] - height) // 2))
    return canvas


def cropped(picture: Image.Image, share: float, x: float = 0.3, y: float = 0.8) -> Image.Image:
    """
    Cut a share of each edge's length away: at its left and top as much of that as `x` and `y` say.
    """
    width, height = picture.size
    left, top = round(width * share * x), round(height * share * y)
    right, bottom = left + round(width * (1 - share)), top + round(height * (1 - share))
    return picture.crop((left, top, right, bottom))


def grey(picture: Image.Image) -> Image.Image:
    """
    Take its colours away.
    """
    return picture.convert("L").convert("RGB")


def sepia(picture: Image.Image) -> Image.Image:
    """
    Give it the colours of an old print.
    """
    return ImageOps.colorize(picture.convert("L"), (30, 15, 0), (255, 240, 200))


def on_screen(picture: Image.Image) -> Image.Image:
    """
    Show it in the middle of a telephone's screen.
    """
    screen, part = Image.new("RGB", (540, 1170), (18, 18, 18)), picture.copy()
    part = ImageOps.contain(picture, (540, 900))
    screen.paste(part, ((540 - part.width) // 2, (1170 - part.height) // 2))
    draw = ImageDraw.Draw(screen)
    draw.rectangle((0, 0, 540, 70), fill=(30, 30, 30))
    draw.text((20, 28), "09:41   Photos", fill="white")
    draw.rectangle((0, 1080, 540, 1170), fill=(30, 30, 30))
    return screen


def turned(picture: Image.Image, quarters: int) -> Image.Image:
    """
    Turn it counter-clockwise by right angles.
    """
    return picture.rotate(90 * quarters, expand=True)


def tilted(picture: Image.Image, share: float) -> Image.Image:
    """
    Look at it from the side: its right edge is that much shorter than its left one.
    """
    width, height = picture.size
    far = round(height * share / 2)
    corners = (0, 0), (0, height), (width, height - far), (width, far)
    targets = (0, 0), (0, height), (width, height), (width, 0)
    rows = []
    for (x, y), (u, v) in zip(targets, corners, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y])
    found = np.linalg.solve(np.array(rows, dtype=float), np.array(corners, dtype=float).ravel())
    return picture.transform(
        picture.size, Image.Transform.PERSPECTIVE, found.tolist(), Image.Resampling.BICUBIC
    )


#: What leaves a picture the same one.
SAME: dict[str, Edit] = {
    "recompressed at 75": partial(compressed, quality=75),
    "recompressed at 50": partial(compressed, quality=50),
    "half the size": partial(resized, across=0.5),
    "a quarter of the size": partial(resized, across=0.25),
    "twice the size": partial(resized, across=2.0),
    "brighter": partial(brighter, share=1.1),
    "darker": partial(brighter, share=0.9),
    "more contrast": partial(contrasty, share=1.15),
    "more saturation": partial(saturated, share=1.3),
    "warmer": warmer,
    "blurred": partial(blurred, radius=1),
    "sharpened": sharpened,
    "noisy": partial(noisy, deviation=5),
    "watermarked": watermarked,
    "cropped by 2 %": partial(cropped, share=0.02),
}

#: Strong edits, after which it is still to be recognized.
STRONG: dict[str, Edit] = {
    "recompressed at 30": partial(compressed, quality=30),
    "of 160 pixels": partial(thumbnail, edge=160),
    "much brighter": partial(brighter, share=1.3),
    "less contrast": partial(contrasty, share=0.75),
    "gamma 0.7": partial(gamma, power=0.7),
    "captioned": captioned,
    "with a white border": partial(bordered, share=0.05, colour="white"),
    "with a black border": partial(bordered, share=0.05, colour="black"),
    "letterboxed wide": partial(letterboxed, ratio=16 / 9),
    "letterboxed square": partial(letterboxed, ratio=1.0),
    "cropped by 5 %": partial(cropped, share=0.05),
    "cropped by 10 %": partial(cropped, share=0.10),
    "cropped by 20 %": partial(cropped, share=0.20),
    "grey": grey,
    "sepia": sepia,
    "vintage": vintage,
    "squashed": partial(resized, across=0.8, down=1.0),
    "on a screen": on_screen,
    "mirrored": ImageOps.mirror,
    "upside down": ImageOps.flip,
    "turned left": partial(turned, quarters=1),
    "turned around": partial(turned, quarters=2),
    "turned right": partial(turned, quarters=3),
}


def _clipped(pixels: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]") -> Image.Image:
    return Image.fromarray(pixels.clip(0, 255).astype(np.uint8))


def _write(
    picture: Image.Image, words: str, place: tuple[int, int], size: int, outline: int
) -> None:
    ImageDraw.Draw(picture, "RGBA").text(
        place,
        words,
        font=ImageFont.load_default(size=size),
        fill=(255, 255, 255, 255 if outline else 170),
        stroke_width=outline,
        stroke_fill=(0, 0, 0, 255),
    )
