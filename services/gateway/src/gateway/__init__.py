"""
Who is asking, what they may see, and how Immich's answers are enriched.
"""
