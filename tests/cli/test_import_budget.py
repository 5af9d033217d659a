"""`preau --help` loads click, the words and little else."""

import json
import subprocess
import sys

HEAVY = {
    "httpx", "httpcore", "lxml", "bs4", "pydantic", "sqlite_utils", "sqlite3", "jinja2", "rich", "playwright", "dask",
    "tldextract", "dns", "cryptography", "zstandard", "simplemma", "py3langid", "numpy", "re2", "asyncio", "babel",
}  # fmt: skip


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, json\nfrom scanner.cli.main import main\n"
        "try:\n    main(['--lang', 'fr', '--help'])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(json.loads(said.stdout.splitlines()[-1]))
    assert "click" in loaded
    assert loaded & HEAVY == set()
