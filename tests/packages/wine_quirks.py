"""Put into a Windows Python as its sitecustomize, where wine runs it: what wine 8 lacks, and nothing of the program.

It knows neither WMI nor CopyFile2, and its console says that it takes escape sequences and shows them as signs, so that the
older way of prompt_toolkit is the one to try.
"""

import sys

sys.modules["_wmi"] = None

import _winapi

if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2

import importlib.util
from importlib.abc import MetaPathFinder


class _OlderConsole(MetaPathFinder):
    """Has prompt_toolkit think that the console takes no escape sequences."""

    names = ("prompt_toolkit.output.windows10", "prompt_toolkit.input.win32")

    def find_spec(self, name, path=None, target=None):
        if name not in self.names:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        sys.meta_path.insert(0, self)
        execute = spec.loader.exec_module

        def exec_module(module):
            execute(module)
            for each in ("is_win_vt100_enabled", "_is_win_vt100_input_enabled"):
                if hasattr(module, each):
                    setattr(module, each, lambda: False)

        spec.loader.exec_module = exec_module
        return spec


sys.meta_path.insert(0, _OlderConsole())

from importlib.machinery import PathFinder

_behind = PathFinder.find_spec("sitecustomize", sys.path[1 + sys.path.index(__spec__.origin.rpartition("\\")[0]) :])
if _behind is not None and _behind.loader is not None:  # the one of the folder
    _behind.loader.exec_module(importlib.util.module_from_spec(_behind))
