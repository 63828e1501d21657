"""What can be wrong before any page is read: files that cannot be used and settings that make no sense."""

from typing import ClassVar

from diglot.diagnostic import Diagnostic


class FileNotReadable(Diagnostic):
    """The system refused to hand over a file."""

    reason: str

    code: ClassVar[str] = "E0001"
    title: ClassVar[str] = "File cannot be read"

    def message(self) -> str:
        """The system's reason."""
        return f"I could not read `{self.path}`: {self.reason}."

    def hint(self) -> str:
        """The usual cause."""
        return "Check that it exists and that you are allowed to read it."


class FileNotWritable(Diagnostic):
    """The system refused to take a file."""

    reason: str

    code: ClassVar[str] = "E0002"
    title: ClassVar[str] = "File cannot be written"

    def message(self) -> str:
        """The system's reason, and that nothing was left half done."""
        return f"I could not write `{self.path}`: {self.reason}. No file is left half written."

    def hint(self) -> str:
        """The usual cause."""
        return "Check the free space and your rights in that folder, then run the command again."


class NotUtf8(Diagnostic):
    """Bytes that are no text."""

    byte: int

    code: ClassVar[str] = "E0003"
    title: ClassVar[str] = "Not UTF-8 text"

    def message(self) -> str:
        """The first bad byte."""
        return f"The byte 0x{self.byte:02X} here is not UTF-8, so I cannot tell which character is meant."

    def label(self) -> str:
        """Under the replacement character."""
        return "shown as \N{REPLACEMENT CHARACTER}"

    def hint(self) -> str:
        """How to convert."""
        return "Save the file as UTF-8; most editors offer this under “Save with encoding”."


class FolderMissing(Diagnostic):
    """There is no folder of pages."""

    code: ClassVar[str] = "E0004"
    title: ClassVar[str] = "No such folder"

    def message(self) -> str:
        """Which one."""
        return f"The pages should be in the folder `{self.path}`, but there is no such folder."

    def hint(self) -> str:
        """How to say where they are."""
        return "Say where the pages are: `--docs FOLDER` on the command line, or `docs_dir` in mkdocs.yml."


class SettingsNotYaml(Diagnostic):
    """The settings file cannot be read as YAML."""

    reason: str

    code: ClassVar[str] = "E0005"
    title: ClassVar[str] = "Settings cannot be read"

    def message(self) -> str:
        """The YAML reader's words."""
        return f"This is not valid YAML: {self.reason}."

    def hint(self) -> str:
        """The usual causes."""
        return "Look at the indentation, and put quotes around values with a colon or a hash sign in them."


class UnknownSetting(Diagnostic):
    """An option that the plugin does not have."""

    name: str
    nearest: str
    known: tuple[str, ...]

    code: ClassVar[str] = "E0006"
    title: ClassVar[str] = "Unknown setting"

    def message(self) -> str:
        """Its name."""
        return f"The plugin `diglot` has no option `{self.name}`."

    def hint(self) -> str:
        """The nearest one, or all."""
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "The options are " + ", ".join(f"`{name}`" for name in self.known) + "."


class WrongSetting(Diagnostic):
    """An option with a value that it cannot have."""

    name: str
    wanted: str

    code: ClassVar[str] = "E0007"
    title: ClassVar[str] = "Wrong setting"

    def message(self) -> str:
        """What the option takes."""
        return f"`{self.name}` needs {self.wanted}."

    def label(self) -> str:
        """Points at the value."""
        return f"should be {self.wanted}"
