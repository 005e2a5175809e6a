"""What a small network reads in a text: attributions, names, and whether events happened.

One MiniLM encoder with several heads, run by onnxruntime alone; how it was trained stands in ``training/README.md``.
"""

from .reading import Learned, read

__all__ = ["Learned", "read"]
