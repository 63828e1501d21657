"""Language servers that are ready at once: one process loads what they need, and each of them is a copy of it.

Loading takes longer than most tests of the server do. What a test starts hands its own input and output to the process
that is ready, and ends when the copy ends.
"""

import atexit
import gc
import os
import signal
import socket
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

_HAND_OVER = """\
import os, socket, sys
ready = socket.socket(socket.AF_UNIX)
ready.connect(sys.argv[1])
socket.send_fds(ready, [os.getcwd().encode()], [0, 1, 2])
os.close(0), os.close(1)
ready.recv(1)
"""


@cache
def ready_server() -> tuple[str, ...]:
    """The command that starts a server which is ready; on systems that cannot copy processes, one like any other."""
    if not hasattr(os, "fork"):
        return (sys.executable, "-c", "from diglot.cli.main import main; main()", "lsp")
    place = Path(tempfile.mkdtemp(prefix="lsp-")) / "ready"
    ready = subprocess.Popen([sys.executable, __file__, str(place)], stdout=subprocess.PIPE)
    atexit.register(ready.kill)
    assert ready.stdout is not None
    assert ready.stdout.readline() == b"ready\n"
    return (sys.executable, "-I", "-S", "-c", _HAND_OVER, str(place))


def _wait(place: str) -> None:
    from diglot.lsp.server import serve

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    gc.collect()
    gc.freeze()
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind(place)
        waiting.listen()
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            asked, _ = waiting.accept()
            folder, handles, _, _ = socket.recv_fds(asked, 4096, 3)
            if os.fork() == 0:
                waiting.close()
                os.chdir(folder)
                for number, handle in enumerate(handles):
                    os.dup2(handle, number)
                    os.close(handle)
                serve()
                sys.exit()
            asked.close()
            for handle in handles:
                os.close(handle)


if __name__ == "__main__":
    _wait(sys.argv[1])
