"""Pictures as inline SVG: who receives requests, when, and what the consent interface looks like.

Colour never carries a meaning alone: shapes, dashes, hatching and words repeat it.
"""
