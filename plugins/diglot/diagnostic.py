"""What a diagnostic is, and the bag that passes put them in.

Each problem is a frozen dataclass in its phase's `errors.py`. Its fields are the facts. Its wording is in the same
class and nowhere else: templates over the fields (see `wording`), and properties where the words depend on the facts.
How a diagnostic looks on a terminal or in JSON is the business of `report/`.
"""

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self, dataclass_transform

from diglot.phases import Phase, phase_of
from diglot.source import Span
from diglot.wording import fill


class Severity(StrEnum):
    """How bad a diagnostic is."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Label:
    """A place, in any file, with a remark."""

    path: str
    span: Span
    text: str


class _Template:
    """An attribute that is a template, filled with the fields of the diagnostic."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __get__(self, diagnostic: "Diagnostic | None", _: type) -> str:
        return self.text if diagnostic is None else fill(self.text, diagnostic.facts())


@dataclass_transform(frozen_default=True)
class _DataClass:
    """Makes each class below it a frozen dataclass, and its texts templates, when it gets its first object.

    There are hundreds of diagnostics, few of which a run needs, and making a dataclass takes a third of a millisecond.
    """

    def __new__(cls, *_: object, **__: object) -> Self:
        for kind in reversed(cls.__mro__[: cls.__mro__.index(_DataClass)]):
            if "__dataclass_fields__" not in kind.__dict__:
                dataclass(frozen=True)(kind)
                for name in ("message", "label", "hint"):
                    if isinstance(text := kind.__dict__.get(name), str):
                        setattr(kind, name, _Template(text))
        return super().__new__(cls)


@dataclass(frozen=True)
class Diagnostic(_DataClass):
    """The base of all diagnostics: where it is. Subclasses add the facts and say what is wrong."""

    path: str
    """Path of the file, as in `SourceFile.path`."""
    span: Span
    """The place in that file."""

    code: ClassVar[str]
    """Stable code such as `E0301`; the reference page has its name."""
    title: ClassVar[str]
    """A few words, the same for every occurrence."""
    severity: ClassVar[Severity] = Severity.ERROR
    phase: ClassVar[Phase]
    """Who finds it; the code says so."""
    repeats: ClassVar[tuple[Label, ...]] = ()
    """Where else there is a problem with the same cause, in a report that tells each cause once."""

    def __init_subclass__(cls) -> None:
        """Look up the phase."""
        if "code" in cls.__dict__:
            cls.phase = phase_of(cls.code)

    @property
    def message(self) -> str:
        """What is wrong and why, in one or two sentences."""
        raise NotImplementedError

    @property
    def label(self) -> str:
        """A few words under the caret; may be empty."""
        return ""

    @property
    def hint(self) -> str:
        """What to do about it; may be empty."""
        return ""

    def facts(self) -> Mapping[str, object]:
        """The fields, as templates show them."""
        return vars(self)

    def related(self) -> tuple[Label, ...]:
        """Other places that have to do with it: those among the facts."""
        return tuple(value for value in vars(self).values() if isinstance(value, Label))

    @property
    def cause(self) -> object:
        """Equal for two problems that probably follow from one mistake."""
        return (self.code, self.message)

    @property
    def once(self) -> bool:
        """Whether a report tells each cause once even where it is in few places."""
        return False

    def with_repeats(self, repeats: tuple[Label, ...]) -> Self:
        """The same problem, with the places of those that it also stands for."""
        found = copy(self)
        object.__setattr__(found, "repeats", repeats)
        return found

    def elsewhere(self) -> tuple[Label, ...]:
        """All other places to show."""
        return (*self.related(), *self.repeats)

    def replacements(self) -> tuple[str, ...]:
        """Texts, one of which may have been meant instead of what is there."""
        return ()

    def missing_imports(self) -> tuple[str, ...]:
        """Modules that would help if one of them were imported and opened."""
        return ()


class Problems:
    """A bag of diagnostics that a pass adds to while it goes on."""

    def __init__(self, found: Iterable[Diagnostic] = ()) -> None:
        self._found = list(found)

    def add(self, diagnostic: Diagnostic) -> None:
        """Put one in."""
        self._found.append(diagnostic)

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Put several in."""
        self._found.extend(diagnostics)

    def since(self, number: int) -> tuple[Diagnostic, ...]:
        """What was put in when there were `number` in it, and later."""
        return tuple(self._found[number:])

    def forget(self, since: int) -> None:
        """Take out what was put in when there were `since` in it, and later, where a reported mistake explains it."""
        del self._found[since:]

    @property
    def has_errors(self) -> bool:
        """Whether anything worse than a warning was found."""
        return any(d.severity is Severity.ERROR for d in self._found)

    def sorted(self) -> tuple[Diagnostic, ...]:
        """All of them by place; of those that say the same of the same place, one."""
        unique = {(d.path, d.span, d.code, d.message): d for d in reversed(self._found)}
        return tuple([unique[key] for key in sorted(unique)])

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class InternalError(Exception):
    """A bug of ours: an invariant that a pass relies on does not hold. Never the user's fault."""
