"""The theme's templates, compiled, kept for the next build."""

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from diglot.site.two_builds import TwoBuilds


class TemplateCode(BytecodeCache):
    """Compiled templates; jinja checks that their text is the same."""

    def __init__(self) -> None:
        self.codes = TwoBuilds[bytes]()

    def install(self, env: Environment) -> None:
        """Have jinja look up compiled templates here, unless a plugin has set another place."""
        if env.bytecode_cache is None:
            env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give jinja the code of a template."""
        code = self.codes.get(_key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template."""
        self.codes.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """A template's name, and the settings that jinja read it with."""
    env = bucket.environment
    signs = (env.block_start_string, env.variable_start_string, env.trim_blocks, env.lstrip_blocks, env.autoescape)
    return repr((bucket.key, sorted(env.extensions), signs))
