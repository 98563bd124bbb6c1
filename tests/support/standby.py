"""svcbudget on standby: a process that has everything loaded, and for each call makes a copy of itself that does it.

A call is a process of its own, with pipes, environment and folder of its own, and spares the quarter of a second that
Python needs to load it all. What looks at the loading itself, or at a terminal, starts the program from nothing.
"""

import array
import importlib
import json
import os
import pkgutil
import signal
import socket
import sys

import svcbudget
from svcbudget.cli import run


def main() -> None:
    """Serve until whoever asks is gone; in a copy, be the program that was asked for."""
    for module in pkgutil.walk_packages(svcbudget.__path__, "svcbudget."):
        importlib.import_module(module.name)
    asked = socket.socket(fileno=int(sys.argv[1]))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # those that wait for the copies are not waited for
    while True:
        request, ancillary, _, _ = asked.recvmsg(1 << 20, socket.CMSG_SPACE(4 * array.array("i").itemsize))
        if not request:
            return
        handles = array.array("i")
        for _, _, data in ancillary:
            handles.frombytes(data)
        if os.fork():
            for handle in handles:
                os.close(handle)
            continue
        asked.close()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        *streams, answer = handles
        if child := os.fork():
            for handle in streams:
                os.close(handle)
            code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            os.write(answer, str(code).encode())
            os._exit(0)
        os.close(answer)
        call = json.loads(request)
        for number, handle in enumerate(streams):
            os.dup2(handle, number)
            os.close(handle)
        os.chdir(call["folder"])
        os.environ.clear()
        os.environ.update(call["environment"])
        sys.argv = ["svcbudget", *call["arguments"]]
        run()


main()
