"""
Which kinds of files are compared with each other.
"""

from dedup.records import Medium
from mediacore.formats import Kind

MEDIUM_OF_KIND = {
    Kind.RAW: Medium.RAW,
    Kind.VIDEO: Medium.VIDEO,
    Kind.JPEG: Medium.IMAGE,
    Kind.PNG: Medium.IMAGE,
    Kind.TIFF: Medium.IMAGE,
    Kind.HEIF: Medium.IMAGE,
    Kind.WEBP: Medium.IMAGE,
    Kind.AVIF: Medium.IMAGE,
    Kind.BMP: Medium.IMAGE,
    Kind.GIF: Medium.IMAGE,
    Kind.JXL: Medium.IMAGE,
}
