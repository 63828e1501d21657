"""The theme's templates as Python has compiled them, kept for the next build."""

from jinja2 import Environment
from jinja2.bccache import Bucket, BytecodeCache

from diglot.site.two_builds import TwoBuilds


class TemplateCode(BytecodeCache):
    """Compiled templates; jinja sees to it that they are those of the same text."""

    def __init__(self) -> None:
        self.codes = TwoBuilds[bytes]()

    def install(self, env: Environment) -> None:
        """Have the templates of a build looked up here, unless somebody else has seen to that."""
        if env.bytecode_cache is None:
            env.bytecode_cache = self

    def load_bytecode(self, bucket: Bucket) -> None:
        """What is known of a template."""
        code = self.codes.get(_key(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that has been compiled now."""
        self.codes.put(_key(bucket), bucket.bytecode_to_string())


def _key(bucket: Bucket) -> str:
    """A template's name, and what jinja was set to when it read it."""
    env = bucket.environment
    signs = (env.block_start_string, env.variable_start_string, env.trim_blocks, env.lstrip_blocks, env.autoescape)
    return repr((bucket.key, sorted(env.extensions), signs))
