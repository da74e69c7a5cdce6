"""
Who is asking, what they may see, and how Immich's answers are enriched.
"""

__version__ = "0.1.0"
