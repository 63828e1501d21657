"""What can be wrong before any page is read: files that cannot be used and settings that make no sense."""

from diglot.diagnostic import Diagnostic


class FileNotReadable(Diagnostic):
    """The system refused to hand over a file."""

    code = "E0001"
    title = "File cannot be read"
    reason: str
    message = "I could not read `{path}`: {reason}."
    hint = "Check that it exists and that you are allowed to read it."


class FileNotWritable(Diagnostic):
    """The system refused to take a file."""

    code = "E0002"
    title = "File cannot be written"
    reason: str
    message = "I could not write `{path}`: {reason}. No file is left half written."
    hint = "Check the free space and your rights in that folder, then run the command again."


class NotUtf8(Diagnostic):
    """Bytes that are no text."""

    code = "E0003"
    title = "Not UTF-8 text"
    byte: int
    message = "The byte 0x{byte:02X} here is not UTF-8, so I cannot tell which character is meant."
    label = "shown as \N{REPLACEMENT CHARACTER}"
    hint = "Save the file as UTF-8; most editors offer this under “Save with encoding”."


class FolderMissing(Diagnostic):
    """There is no folder of pages."""

    code = "E0004"
    title = "No such folder"
    message = "The pages should be in the folder `{path}`, but there is no such folder."
    hint = "Say where the pages are: `--docs FOLDER` on the command line, or `docs_dir` in the settings."


class SettingsNotYaml(Diagnostic):
    """The settings file cannot be read as YAML."""

    code = "E0005"
    title = "Settings cannot be read"
    reason: str
    message = "This is not valid YAML: {reason}."
    hint = "Look at the indentation, and put quotes around values with a colon or a hash sign in them."


class SettingsNotToml(Diagnostic):
    """The settings of Zensical cannot be read as TOML."""

    code = "E0009"
    title = "Settings of Zensical cannot be read"
    reason: str
    message = "This is not valid TOML: {reason}."
    hint = "Look for a missing quotation mark or bracket, and for a key that is there twice."


class UnknownSetting(Diagnostic):
    """An option that the plugin does not have."""

    code = "E0006"
    title = "Unknown setting"
    name: str
    nearest: str
    known: tuple[str, ...]
    message = "The plugin `diglot` has no option `{name}`."

    @property
    def hint(self) -> str:
        if self.nearest:
            return f"Did you mean `{self.nearest}`?"
        return "The options are " + ", ".join(f"`{name}`" for name in self.known) + "."


class WrongSetting(Diagnostic):
    """An option with a value that it cannot have."""

    code = "E0007"
    title = "Wrong setting"
    name: str
    wanted: str
    message = "`{name}` needs {wanted}."
    label = "should be {wanted}"


class LeadsOutside(Diagnostic):
    """A folder or a file of generated or handwritten theories that is a link to some place outside the project."""

    code = "E0008"
    title = "Link out of the project"
    message = "`{path}` leads out of the project, through a symbolic link. Nothing is read or written there."
    hint = "Put a folder or file in the place of the link, or name the folder on the command line."


class NotWrittenOutside(Diagnostic):
    """A page behind a link to some place outside the project, which would have been changed there."""

    code = "E0010"
    title = "Page outside the project"
    message = "`{path}` is outside the project, behind a symbolic link. Such pages are read, but not changed."
    hint = "Run the command in the project that the page belongs to."


class SameLetters(Diagnostic):
    """Two files whose names differ only in how their letters are put together."""

    code = "E0011"
    title = "Two files with the same name"
    names: tuple[str, ...]
    """What each is called, with the numbers of characters that are not ASCII."""
    message = (
        "More than one file is called `{path}`: the names look the same, but their letters are made of different "
        "characters, {names:and}. Some systems can keep only one of these files."
    )
    hint = "Keep one of them, or give the others another name."


class LinkInCircle(Diagnostic):
    """A link among the pages to a folder that it is in itself."""

    code = "E0012"
    title = "Link in a circle"
    message = "`{path}` is a symbolic link to a folder that it is in, so following it would never end. It is left out."
    hint = "Remove the link."
