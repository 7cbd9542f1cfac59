"""Named plug-ins: a new file with one decorated object is the whole change."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from kg.errors import UnknownNameError

T = TypeVar("T")


class Registry(Generic[T]):
    """A table from names to objects, filled by importing the modules of one package at the first look-up.

    ``recognisers: Registry[Recogniser] = Registry("kg.ner")``, then ``@recognisers("places")`` above a
    function in any module of ``kg/ner/``.
    """

    def __init__(self, package: str) -> None:
        self.package = package
        self._objects: dict[str, T] = {}
        self._discovered = False

    def __call__(self, name: str) -> Callable[[T], T]:
        """Register what is decorated under ``name``; ValueError if the name is taken."""

        def register(item: T) -> T:
            if name in self._objects:
                raise ValueError(f"{self.package}: {name!r} is registered twice")
            self._objects[name] = item
            return item

        return register

    def __getitem__(self, name: str) -> T:
        """The object of that name; UnknownNameError lists the names there are."""
        self._discover()
        if name not in self._objects:
            raise UnknownNameError(self.package, name, self._objects)
        return self._objects[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names())

    def __len__(self) -> int:
        return len(self.names())

    def names(self) -> list[str]:
        """All registered names, sorted."""
        self._discover()
        return sorted(self._objects)

    def _discover(self) -> None:
        if self._discovered:
            return
        package = importlib.import_module(self.package)
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{self.package}.{module.name}")
        self._discovered = True
