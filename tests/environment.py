"""Loaded by `-p` before pytest-django reads the settings: a test touches nothing outside itself."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "only-for-tests")
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="bragdoc-tests-")
atexit.register(shutil.rmtree, os.environ["DATA_DIR"], ignore_errors=True)
os.environ["STATIC_ROOT"] = os.path.join(os.environ["DATA_DIR"], "static")
os.mkdir(os.environ["STATIC_ROOT"])  # nothing is collected there
os.environ["DATABASE_POOL"] = "0"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['DATA_DIR']}/bragdoc.sqlite3")
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright runs a loop in this thread
