"""
Facts about media files, and the plumbing that every Twinlens service shares.
"""
