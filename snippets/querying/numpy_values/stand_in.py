"""A stand-in for NumPy, which this guide doesn't install."""

from ctypes import c_int64


class int64(c_int64):
    """Like numpy.int64: not an int, but eight bytes of memory with a number."""

    def item(self) -> int:
        return self.value
