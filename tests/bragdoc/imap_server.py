"""A mail server of one mailbox that speaks as much IMAP4rev1 as a client needs to fetch from it,
over a real socket on this machine."""

import re
import socketserver
import threading
from contextlib import contextmanager

GREETING = b"* OK IMAP4rev1 ready\r\n"


class Mailbox:
    """`messages` by their number; `seen` are those marked so. `fails` names a command that the
    server refuses, `dies_at` one at which the connection ends."""

    def __init__(self, messages):
        self.messages = dict(enumerate(messages, 1))
        self.seen = set()
        self.commands = []
        self.fails = self.dies_at = None

    def answer(self, command, arguments):
        """The untagged lines of an answer."""
        match command, arguments.split(" "):
            case "CAPABILITY", _:
                return [b"* CAPABILITY IMAP4rev1"]
            case "SELECT", _:
                return [b"* %d EXISTS" % len(self.messages), b"* OK [UIDVALIDITY 1] ok"]
            case "UID", ["SEARCH", "UNSEEN"]:
                unseen = [str(uid) for uid in self.messages if uid not in self.seen]
                return [" ".join(["* SEARCH", *unseen]).encode()]
            case "UID", ["FETCH", uid, "(RFC822.SIZE)"]:
                size = len(self.messages[int(uid)])
                return [b"* %b FETCH (UID %b RFC822.SIZE %d)" % (uid.encode(), uid.encode(), size)]
            case "UID", ["FETCH", uid, "(BODY.PEEK[])"]:
                body = self.messages[int(uid)]
                head = b"* %b FETCH (UID %b BODY[] {%d}\r\n" % (
                    uid.encode(),
                    uid.encode(),
                    len(body),
                )
                return [head + body + b")"]
            case "UID", ["STORE", uid, "+FLAGS.SILENT", r"(\Seen)"]:
                self.seen.add(int(uid))
                return []
        return []


class Connection(socketserver.StreamRequestHandler):
    def handle(self):
        mailbox = self.server.mailbox
        self.wfile.write(GREETING)
        for line in self.rfile:
            tag, command, arguments = re.fullmatch(rb"(\S+) (\S+) ?(.*)\r\n", line).groups()
            command, arguments = command.decode().upper(), arguments.decode()
            mailbox.commands.append(f"{command} {arguments}".strip())
            if mailbox.dies_at and mailbox.dies_at in mailbox.commands[-1]:
                return
            if mailbox.fails and mailbox.fails in mailbox.commands[-1]:
                self.wfile.write(tag + b" NO not now\r\n")
                continue
            for answer in mailbox.answer(command, arguments):
                self.wfile.write(answer + b"\r\n")
            self.wfile.write(tag + b" OK done\r\n")
            if command == "LOGOUT":
                return


@contextmanager
def mail_server(messages):
    """Serve these messages; gives the mailbox and its address for INBOUND_IMAP_URL."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Connection) as server:
        server.daemon_threads = True
        server.mailbox = Mailbox(messages)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        port = server.server_address[1]
        yield server.mailbox, f"imap://wins%40bragdoc.example:p%2Fw@127.0.0.1:{port}/Replies"
        server.shutdown()
