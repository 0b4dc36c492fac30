"""A git log of our own, written commit by commit and printed in the forms that git has."""

from datetime import date

ADA = ["Ada Okoye", "ada@example.org"]


def hash_of(number):
    return f"{number:07x}".ljust(40, "0")


class Log:
    """A log written commit by commit, the oldest first, and printed in each form."""

    def __init__(self):
        self.commits = []

    def add(self, subject, *, on="2026-03-02", by=ADA, body="", files=(), parents=()):
        self.commits.insert(
            0,
            {
                "hash": hash_of(len(self.commits) + 1),
                "parents": [hash_of(parent) for parent in parents],
                "name": by[0],
                "email": by[1],
                "on": date.fromisoformat(on),
                "subject": subject,
                "body": body,
                "files": [file if "\t" in file else f"40\t2\t{file}" for file in files],
            },
        )
        return len(self.commits)

    def machine(self):
        records = []
        for c in self.commits:
            when = f"{c['on']}T23:30:00-08:00"
            fields = [c["hash"], " ".join(c["parents"]), c["name"], c["email"], when, when, ""]
            fields += [c["subject"], c["body"] and c["body"] + "\n", ""]
            records.append("\x1e" + "\x1f".join(fields) + "\n" + "\n".join(c["files"]) + "\n")
        return "\n".join(records)

    def default(self, *, numstat=True):
        blocks = []
        for c in self.commits:
            lines = [f"commit {c['hash']}"]
            if len(c["parents"]) > 1:
                lines.append("Merge: " + " ".join(parent[:8] for parent in c["parents"]))
            lines += [f"Author: {c['name']} <{c['email']}>"]
            lines += [f"Date:   {c['on']:%a %b} {c['on'].day} 23:30:00 {c['on'].year} -0800", ""]
            message = c["subject"] + (f"\n\n{c['body']}" if c["body"] else "")
            lines += [f"    {line}" for line in message.split("\n")]
            lines += ["", *(c["files"] if numstat else [])]
            blocks.append("\n".join(lines))
        return "\n".join(blocks) + "\n"

    def oneline(self):
        return "\n".join(
            f"{c['hash'][:8]} {c['on']} {c['name']} {c['subject']}" for c in self.commits
        )
